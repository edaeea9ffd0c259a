#include <algorithm>
#include <limits>
#include <memory>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/two_bit_color_map.hpp>

#include "graph/bgl.h"
#include "graph/queries.h"

namespace dragoman {

namespace {

/// The queue of a search that ends when somebody is found: from then on it says that it is empty.
class StoppingQueue {
 public:
  StoppingQueue(std::size_t most, bool const& found) : items_{new VertexIndex[most]}, found_{&found} {}
  void push(VertexIndex v) { items_[end_++] = v; }
  void pop() { ++begin_; }
  VertexIndex top() const { return items_[begin_]; }
  bool empty() const { return *found_ || begin_ == end_; }

 private:
  std::unique_ptr<VertexIndex[]> items_;  // every vertex enters once
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool const* found_;
};

class DistanceRecorder : public boost::default_bfs_visitor {
 public:
  DistanceRecorder(std::uint32_t* distance, VertexIndex wanted, bool& found)
      : distance_{distance}, wanted_{wanted}, found_{&found} {}
  void tree_edge(EncounterEdge const& edge, EncounterView const&) const {
    distance_[edge.to] = distance_[edge.from] + 1;
    if (edge.to == wanted_) *found_ = true;
  }

 private:
  std::uint32_t* distance_;
  VertexIndex wanted_;
  bool* found_;
};

using Colors = boost::two_bit_color_map<boost::typed_identity_property_map<VertexIndex>>;

}  // namespace

// The search runs from the far end, so that every actor on a shortest path knows how far is left to go; then the path
// is walked from the near end, always to the lowest id that is one step closer.
std::vector<Hop> shortest_path(EventGraph const& graph, ActorId from, ActorId to, EventFilter const& filter) {
  if (graph.actor(from) == nullptr || graph.actor(to) == nullptr) return {};
  std::vector<Hop> path{{.actor = from, .event = std::nullopt}};
  if (from == to) return path;

  EncounterView const view{graph, filter};
  auto const size = num_vertices(view);
  // Read only where the color says that it was written.
  std::unique_ptr<std::uint32_t[]> const distance{new std::uint32_t[size]};
  Colors colors{size};
  bool found = false;
  StoppingQueue queue{size, found};
  distance[to.value] = 0;
  boost::breadth_first_visit(view, to.value, queue, DistanceRecorder{distance.get(), from.value, found}, colors);
  if (!found) return {};

  for (auto at = from.value; at != to.value;) {
    EncounterEdge best{.from = at, .to = std::numeric_limits<VertexIndex>::max()};
    auto const closer = distance[at] - 1;
    for (auto [edge, end] = out_edges(at, view); edge != end; ++edge) {
      auto const e = *edge;
      auto const seen = get(colors, e.to) != boost::color_traits<boost::two_bit_color_type>::white();
      // Edges to one neighbour come oldest first.
      if (seen && distance[e.to] == closer && e.to <= best.to) best = e;
    }
    path.push_back({.actor = ActorId{best.to}, .event = best.event});
    at = best.to;
  }
  return path;
}

}  // namespace dragoman
