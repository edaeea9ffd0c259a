#pragma once
// Events as pairs of actors, as tables and graphs of the field have them.

#include <optional>
#include <span>
#include <vector>

#include "graph/event_graph.h"

namespace dragoman {

/// One side may be missing, never both.
struct Dyad {
  std::optional<ActorId> source;
  std::optional<ActorId> target;

  bool is_pair() const { return source && target; }
};

/// Whether who is source and who target means nothing.
bool is_mutual_event(EventType type, CameoCode const* cameo);

/// Every source with every target; in mutual events everybody with everybody else, once, in the order in which the
/// event names them. An event in which nobody is paired gives its participants one by one. Nobody is paired with
/// himself.
std::vector<Dyad> dyads(std::span<Participant const> participants, bool mutual);

}  // namespace dragoman
