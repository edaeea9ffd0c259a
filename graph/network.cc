#include "graph/network.h"

#include <unordered_map>

namespace dragoman {

Network network(EventGraph const& graph, ActorId actor, EventFilter const& filter, std::size_t limit) {
  Network out;
  auto const closest = met(graph, actor, filter, {.after = {}, .limit = limit});
  out.neighbours = closest.total;
  out.nodes.push_back({.actor = actor});
  for (auto const& encounter : closest.encounters)
    out.nodes.push_back({.actor = encounter.b, .count = encounter.count});
  std::unordered_map<ActorId, std::size_t> places;
  for (auto const& node : out.nodes) places.emplace(node.actor, places.size());
  for (std::size_t i = 0; i < out.nodes.size(); ++i) {
    auto& node = out.nodes[i];
    for (auto const& encounter : met(graph, node.actor, filter).encounters) {
      node.total += encounter.count;
      auto const other = places.find(encounter.b);
      if (other != places.end() && i < other->second) out.edges.push_back(encounter);
    }
  }
  return out;
}

}  // namespace dragoman
