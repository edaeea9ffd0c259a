#pragma once
// What an EventImport changes, worked out before anything is written: one batch.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
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
      : graph_(graph), store_(store), merger_(graph), actors_(graph, next_actor), next_event_(next_event) {}

  /// Once. An error is that of reading the store; the group is spoilt then.
  Result<ImportOutcome> add(EventImport const& import);

  /// To be told when the batch is stored, so that actors of this import need not be looked up for the next.
  void committed(std::vector<std::shared_ptr<NamedActor>> const& actors) const;

  /// Puts only.
  Batch const& batch() const { return batch_; }
  Batch take_batch() { return std::move(batch_); }
  ActorId next_actor() const { return actors_.next(); }
  EventId next_event() const { return next_event_; }

 private:
  struct IdentityHash {
    std::size_t operator()(EventIdentity const& identity) const;
  };

  using Added = std::pair<RecordStatus, EventId>;
  Result<Added> add(CodedRecord const& record);
  Result<Added> add(CodedRecord const& record, Participants&& participants);
  /// Index into batch_.put_events.
  using Place = std::size_t;
  /// Where an event is that was told of before.
  struct Known {
    std::optional<Place> place;       // in the batch
    std::optional<EventId> complete;  // stored, and the record has nothing to add
  };
  Result<Known> known(CodedRecord const& record, EventIdentity const& identity);
  Result<Known> known_undated(CodedRecord const& record, EventIdentity const& identity);
  Result<void> list_undated(EventIdentity const& identity);
  EventId put_new(CodedRecord const& record, EventIdentity&& identity, Participants&& participants);
  bool add_evidence(Place place, Evidence const& told, bool mutual);

  EventGraph const& graph_;
  StoreSnapshot const& store_;
  EventMerger merger_;
  PendingActors actors_;
  std::vector<ActorId> told_;       // by index in the import
  std::vector<ActorId> survivors_;  // of those
  EventId next_event_;
  Batch batch_;
  boost::unordered_flat_map<EventIdentity, Place, IdentityHash> pending_;  // of the day at hand
  // Undated: which identities of the graph are listed, what was told where, and which of it is in the batch.
  std::set<EventIdentity> listed_;
  std::map<std::pair<EventIdentity, std::string>, EventId> told_where_;
  std::map<EventId, Place> undated_;
  // Of events with much evidence, where they were told: looking through the evidence would take too long.
  std::map<Place, std::unordered_set<std::string>> crowded_;
};

}  // namespace dragoman
