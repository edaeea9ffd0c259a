#pragma once
// What an EventImport changes, worked out before anything is written: one batch.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "api/coded_events/event_import.h"
#include "api/event_merger.h"
#include "api/pending_actors.h"
#include "storage/event_store.h"

namespace dragoman {

/// One thread. The graph and the snapshot must be of one moment and outlive the group.
class ImportGroup {
 public:
  ImportGroup(EventGraph const& graph, StoreSnapshot const& store, ActorId next_actor, EventId next_event)
      : store_(store), merger_(graph), actors_(graph, next_actor), next_event_(next_event) {}

  /// Once. An error is that of reading the store; the group is spoilt then.
  Result<ImportOutcome> add(EventImport const& import);

  /// Puts only.
  Batch const& batch() const { return batch_; }
  Batch take_batch() { return std::move(batch_); }
  ActorId next_actor() const { return actors_.next(); }
  EventId next_event() const { return next_event_; }

 private:
  struct IdentityHash {
    std::size_t operator()(EventIdentity const& identity) const;
  };

  Result<void> add(CodedRecord const& record, std::vector<ActorId> const& actors, ImportOutcome& outcome);
  Result<Event*> known(CodedRecord const& record, EventIdentity const& identity);
  Result<Event*> known_undated(CodedRecord const& record, EventIdentity const& identity);
  Result<Event> load(EventId id) const;
  void put_new(CodedRecord const& record, EventIdentity&& identity, std::vector<Participant>&& participants);

  StoreSnapshot const& store_;
  EventMerger merger_;
  PendingActors actors_;
  EventId next_event_;
  Batch batch_;
  // Index into batch_.put_events.
  boost::unordered_flat_map<EventIdentity, std::size_t, IdentityHash> pending_;  // dated
  std::map<std::pair<EventIdentity, std::string>, std::size_t> undated_;         // and where they were told
  std::map<EventId, std::size_t> loaded_undated_;
};

}  // namespace dragoman
