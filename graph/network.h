#pragma once
// Whom an actor met, and who of those met each other.

#include <vector>

#include "graph/queries.h"

namespace dragoman {

struct NetworkNode {
  ActorId actor;
  std::uint32_t count = 0;  // encounters with the actor asked for; 0 for itself
  std::uint64_t total = 0;  // encounters with anybody
};

struct Network {
  std::vector<NetworkNode> nodes;  // the actor asked for, then its neighbours as met() sorts them
  std::vector<Encounter> edges;    // between nodes, each pair once: `a` stands before `b` among the nodes
  std::size_t neighbours = 0;      // of the actor, shown or not
};

/// The actor with the `limit` neighbours that it met most often. Costs what met() costs for each node.
Network network(EventGraph const& graph, ActorId actor, EventFilter const& filter, std::size_t limit);

}  // namespace dragoman
