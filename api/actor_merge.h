#pragma once
// Two records of actors that are one, and taking that back: one batch, worked out before anything is written.
//
// Events always name survivors. Evidence that names a merged actor remembers so (Evidence::told), also when it comes
// after the merge; so a merge can be undone whatever happened since. What a merge makes equal is one event then, by
// the rule for new evidence (event_merger.h), and undoing divides it again.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/event_merger.h"
#include "api/knowledge_base.h"
#include "storage/event_store.h"

namespace dragoman {

/// One thread. The graph and the snapshot must be of one moment and outlive the merge.
class ActorMerge {
 public:
  ActorMerge(EventGraph const& graph, StoreSnapshot const& store, EventId next_event)
      : graph_(graph), store_(store), merger_(graph), next_event_(next_event) {}

  /// Once, one of the two. kNotFound: no such actor; kConflict: they are one already, or were never merged; other
  /// errors are those of reading the store.
  Result<MergeOutcome> merge(ActorId actor, ActorId into);
  Result<MergeOutcome> undo(ActorId actor);

  Batch take_batch() { return std::move(batch_); }
  EventId next_event() const { return next_event_; }

 private:
  /// What of one event is one event after the change. Every evidence says in `told` whom it names.
  struct Part {
    Participants participants;
    std::vector<Evidence> evidence;
  };
  struct Divided {
    Event event;  // without its evidence
    std::vector<Part> parts;
  };

  Actor& edit(ActorId id);
  ActorId survivor(ActorId id) const;

  Result<MergeOutcome> rename(ActorId from);
  std::optional<Divided> divide(Event&& event) const;
  Result<void> place(Event const& event, Part&& part, bool keeps_id);
  Result<Event*> load(EventId id);
  Result<void> relist_articles();

  EventGraph const& graph_;
  StoreSnapshot const& store_;
  EventMerger merger_;
  EventId next_event_;
  std::map<ActorId, Actor> actors_;                 // changed
  std::map<EventId, std::optional<Event>> events_;  // as they are then; nothing: no more
  std::map<std::string, std::set<EventId>> moved_;  // article → events it may have come to or left
  Batch batch_;
};

}  // namespace dragoman
