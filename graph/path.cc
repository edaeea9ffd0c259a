#include <algorithm>
#include <limits>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "graph/bgl.h"
#include "graph/queries.h"

namespace dragoman {

namespace {

/// What is known of the actors around one end: who is how far away, level by level.
class Side {
 public:
  Side(EncounterView const& view, VertexIndex end) : view_{view}, frontier_{end} { depth_[end] = 0; }

  std::uint32_t depth() const { return reached_; }
  bool exhausted() const { return frontier_.empty(); }
  std::vector<VertexIndex> const& frontier() const { return frontier_; }
  /// Whether the actor is known to be just so far away.
  bool is_at(VertexIndex actor, std::uint32_t depth) const {
    auto const found = depth_.find(actor);
    return found != depth_.end() && found->second == depth;
  }

  /// About how many edges the next level has to look at.
  std::size_t cost() const {
    std::size_t edges = 0;
    for (auto const actor : frontier_) {
      auto const* const cell = view_.graph().cell(ActorId{actor});
      if (cell != nullptr) edges += view_.by_records() ? cell->meetings.size() : cell->events.size();
    }
    return edges;
  }

  /// Takes the actors, who are one level further away, to be all of that level that matter.
  void go_on_with(std::vector<VertexIndex> const& actors) {
    ++reached_;
    for (auto const actor : actors) depth_.emplace(actor, reached_);
    frontier_ = actors;
  }

  /// Goes one level further; the actors of it that `other` has reached too.
  std::vector<VertexIndex> expand(Side const& other) {
    std::vector<VertexIndex> next;
    std::vector<VertexIndex> shared;
    ++reached_;
    for (auto const actor : frontier_) {
      for (auto [edge, end] = out_edges(actor, view_); edge != end; ++edge) {
        auto const to = (*edge).to;
        if (!depth_.emplace(to, reached_).second) continue;
        next.push_back(to);
        if (other.depth_.contains(to)) shared.push_back(to);
      }
    }
    frontier_ = std::move(next);
    return shared;
  }

 private:
  EncounterView const& view_;
  boost::unordered_flat_map<VertexIndex, std::uint32_t> depth_;
  std::vector<VertexIndex> frontier_;
  std::uint32_t reached_ = 0;
};

using Level = std::vector<VertexIndex>;

ActorMeetings const& meetings_of(EncounterView const& view, VertexIndex actor) {
  return view.graph().known_cell(ActorId{actor}).meetings;
}

/// Adds everybody whom both met.
void add_common(ActorMeetings const& a, ActorMeetings const& b, Level& common) {
  using Walk = ActorMeetings::Walk<ActorMeetings::WantsAll>;
  Walk walk_a{a, Direction::kForward, {}};
  Walk walk_b{b, Direction::kForward, {}};
  auto rest_a = walk_a.next();
  auto rest_b = walk_b.next();
  while (!rest_a.empty() && !rest_b.empty()) {
    auto const order = rest_a.front().with <=> rest_b.front().with;
    if (order == 0) common.push_back(rest_a.front().with.value);
    if (order <= 0) rest_a = rest_a.size() > 1 ? rest_a.subspan(1) : walk_a.next();
    if (order >= 0) rest_b = rest_b.size() > 1 ? rest_b.subspan(1) : walk_b.next();
  }
}

/// Those of the near frontier who meet somebody of the far one, or else share somebody whom they met: then the far side
/// goes on with all whom they share. Empty when there are none, or when finding out would cost more than a level.
Level bridge(EncounterView const& view, Side const& near, Side& far) {
  auto const pairs = near.frontier().size() * far.frontier().size();
  auto const near_cost = near.cost();
  auto const far_cost = far.cost();
  auto const cheap = std::min(near_cost, far_cost);
  if (!view.by_records() || pairs > cheap / 8) return {};
  Level meet;
  for (auto const a : near.frontier()) {
    auto const& of_a = meetings_of(view, a);
    if (std::ranges::any_of(far.frontier(), [&](VertexIndex b) { return of_a.find(ActorId{b}) != nullptr; }))
      meet.push_back(a);
  }
  auto const walked = near_cost * far.frontier().size() + far_cost * near.frontier().size();
  if (!meet.empty() || walked > 4 * cheap) return meet;
  Level shared;
  for (auto const a : near.frontier()) {
    auto const before = shared.size();
    for (auto const b : far.frontier()) add_common(meetings_of(view, a), meetings_of(view, b), shared);
    if (shared.size() > before) meet.push_back(a);
  }
  if (!meet.empty()) far.go_on_with(shared);
  return meet;
}

/// Of each level between `near` and the actors in `last`, those on a way to one of them, ascending; `last` itself is
/// the last.
std::vector<Level> levels_towards(EncounterView const& view, Side const& near, std::uint32_t depth, Level last) {
  std::vector<Level> levels(depth + 1);
  std::sort(last.begin(), last.end());
  levels[depth] = std::move(last);
  for (auto i = depth; i > 1; --i) {
    auto& level = levels[i - 1];
    for (auto const actor : levels[i]) {
      for (auto [edge, end] = out_edges(actor, view); edge != end; ++edge)
        if (near.is_at((*edge).to, i - 1)) level.push_back((*edge).to);
    }
    std::sort(level.begin(), level.end());
    level.erase(std::unique(level.begin(), level.end()), level.end());
  }
  return levels;
}

}  // namespace

// The search runs from both ends, always where there is less to look at, until the two sides meet; a level is always
// finished, so all who lie in the middle of a shortest path are known. Then the path is walked from the near end,
// always to the lowest id that is on a shortest one.
std::vector<Hop> shortest_path(EventGraph const& graph, ActorId from, ActorId to, EventFilter const& filter) {
  if (graph.actor(from) == nullptr || graph.actor(to) == nullptr) return {};
  std::vector<Hop> path{{.actor = from, .event = std::nullopt}};
  if (from == to) return path;

  EncounterView const view{graph, filter};
  Side near{view, from.value};
  Side far{view, to.value};
  Level middle;  // of the near side's last level, those on a shortest path
  auto length = std::uint32_t{0};
  while (middle.empty()) {
    if (near.exhausted() || far.exhausted()) return {};
    middle = bridge(view, near, far);
    length = near.depth() + far.depth() + 1;
    if (!middle.empty()) break;
    middle = near.cost() <= far.cost() ? near.expand(far) : far.expand(near);
    length = near.depth() + far.depth();
  }

  auto const on_the_way = levels_towards(view, near, near.depth(), std::move(middle));
  for (std::uint32_t step = 1; step <= length; ++step) {
    auto const at = path.back().actor.value;
    EncounterEdge best{.from = at, .to = std::numeric_limits<VertexIndex>::max()};
    for (auto [edge, end] = out_edges(at, view); edge != end; ++edge) {
      auto const e = *edge;
      // Edges to one neighbour come oldest first.
      if (e.to > best.to) continue;
      bool const closer =
          step <= near.depth() ? std::ranges::binary_search(on_the_way[step], e.to) : far.is_at(e.to, length - step);
      if (closer) best = e;
    }
    path.push_back({.actor = ActorId{best.to}, .event = best.event});
  }
  return path;
}

}  // namespace dragoman
