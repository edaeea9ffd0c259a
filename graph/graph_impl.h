#pragma once
// Internal to graph/: the parts of one moment of the graph, each sharing what it can with the moment before.

#include <memory>
#include <stdexcept>

#include "graph/event_graph.h"
#include "graph/packed.h"
#include "graph/persistent_vector.h"

namespace dragoman {

struct ActorCell {
  std::shared_ptr<Actor const> actor;  // null: no such actor
  ActorEvents events;
  ActorMeetings meetings;
  MeetingRanks ranks;  // of those
};

struct EventGraph::Impl {
  PersistentVector<ActorCell, 2> actors;
  PersistentVector<PackedEvent> events;
  EventOrder order;
  PairMeetings pair_meetings;
  MeetingRanks pair_ranks;
  SlugIndex slugs;
  std::size_t actor_count = 0;

  /// Null when there is none.
  ActorCell const* cell(ActorId id) const {
    auto const* const found = actors.find(id.value);
    return found != nullptr && found->actor ? found : nullptr;
  }
  PackedEvent const* packed(EventId id) const {
    auto const* const found = events.find(id.value);
    return found != nullptr && found->present ? found : nullptr;
  }

  // For ids that the graph's own lists hold.
  ActorCell const& known_cell(ActorId id) const { return known(cell(id)); }
  PackedEvent const& known_event(EventId id) const { return known(packed(id)); }

 private:
  template <class T>
  static T const& known(T const* found) {
    if (found == nullptr) throw std::logic_error("the lists of the event graph disagree");
    return *found;
  }
};

}  // namespace dragoman
