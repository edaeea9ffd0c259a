#include "graph/aggregates.h"

#include <algorithm>

#include <boost/unordered/unordered_flat_map.hpp>

#include "graph/compiled_filter.h"
#include "graph/graph_impl.h"

namespace dragoman {
namespace {

/// Calls visit(EventKey, PackedEvent) for every event of the scope, earliest first.
template <class Visit>
void for_each_event(EventGraph::Impl const& graph, EventScope const& scope, Visit&& visit) {
  CompiledFilter const filter{graph, scope.filter};
  auto const walk = [&](auto const& tree, auto const& test) {
    first_match(tree, Direction::kForward, filter, nullptr, [&](auto const& entry) {
      if (test(entry)) visit(entry.key, graph.known_event(entry.key.event));
      return false;
    });
  };
  if (!scope.actor) {
    walk(graph.order, [](auto const&) { return true; });
    return;
  }
  auto const* const cell = graph.cell(*scope.actor);
  if (cell == nullptr) return;
  walk(cell->events, [&](Participation const& entry) {
    return !scope.with || *scope.with == *scope.actor || is_with(graph, entry, *scope.with);
  });
}

Day start_of(Day day, TimeUnit period) {
  std::chrono::year_month_day const date{day};
  switch (period) {
    case TimeUnit::kDay: return day;
    case TimeUnit::kMonth: return Day{date.year() / date.month() / std::chrono::day{1}};
    case TimeUnit::kYear: return Day{date.year() / std::chrono::January / std::chrono::day{1}};
  }
  return day;
}

/// Events come earliest first.
void add(Tally& tally, EventKey key, PackedEvent const& event) {
  ++tally.events;
  if (event.cameo != PackedEvent::kNoCode) {
    auto const& code = cameo_codes()[event.cameo];
    ++tally.by_quad[static_cast<std::size_t>(quad_class(code))];
    tally.goldstein.sum += static_cast<double>(code.goldstein);
    ++tally.goldstein.events;
  }
  if (key.day == EventKey::kUndated) return;
  Day const day{std::chrono::days{key.day}};
  if (!tally.first) tally.first = day;
  tally.last = day;
}

/// Keeps the first `limit` in the order of `before`, sorted.
template <class T, class Before>
void keep_first(std::vector<T>& all, std::size_t limit, Before const& before) {
  auto const kept = static_cast<std::ptrdiff_t>(std::min(limit, all.size()));
  std::partial_sort(all.begin(), all.begin() + kept, all.end(), before);
  all.erase(all.begin() + kept, all.end());
}

class Dyads {
 public:
  explicit Dyads(EventScope const& scope) : scope_(scope) {}

  void add_once(ActorId a, ActorId b, EventKey key, PackedEvent const& event) {
    if (scope_.actor && a != *scope_.actor && b != *scope_.actor) return;
    if (scope_.with && a != *scope_.with && b != *scope_.with) return;
    auto const [at, is_new] = places_.emplace(std::uint64_t{a.value} << 32U | b.value, dyads_.size());
    if (is_new) dyads_.push_back({.a = a, .b = b, .tally = {}});
    add(dyads_[at->second].tally, key, event);
  }

  DyadRanking ranking(std::size_t limit) {
    DyadRanking out{.dyads = std::move(dyads_), .total = 0};
    out.total = out.dyads.size();
    keep_first(out.dyads, limit, [](DyadTally const& x, DyadTally const& y) {
      return std::tie(y.tally.events, x.a, x.b) < std::tie(x.tally.events, y.a, y.b);
    });
    return out;
  }

 private:
  EventScope const& scope_;
  std::vector<DyadTally> dyads_;
  boost::unordered_flat_map<std::uint64_t, std::size_t> places_;
};

/// Once for every actor in that role.
template <class Visit>
void for_each_in(Role role, PackedEvent const& event, Visit const& visit) {
  auto const all = event.participants();
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const same = [&](Participant const& p) { return p.role == role && p.actor == all[i].actor; };
    if (all[i].role == role && std::ranges::none_of(all.first(i), same)) visit(all[i].actor);
  }
}

}  // namespace

Histogram histogram(EventGraph const& graph, EventScope const& scope, TimeUnit period) {
  Histogram out;
  std::int32_t day = EventKey::kUndated;  // the last bar may be of this day
  for_each_event(graph.impl(), scope, [&](EventKey key, PackedEvent const& event) {
    ++out.total;
    if (key.day == EventKey::kUndated) {
      ++out.undated;
      return;
    }
    if (key.day != day) {
      day = key.day;
      auto const start = start_of(Day{std::chrono::days{day}}, period);
      if (out.bars.empty() || out.bars.back().start != start) out.bars.push_back({.start = start});
    }
    ++out.bars.back().total;
    ++out.bars.back().by_type[static_cast<std::size_t>(event.type)];
  });
  return out;
}

QuadClass quad_class(CameoCode const& code) {
  auto const root = code.code.substr(0, 2);
  if (root <= "05") return QuadClass::kVerbalCooperation;
  if (root <= "08") return QuadClass::kMaterialCooperation;
  return root <= "13" ? QuadClass::kVerbalConflict : QuadClass::kMaterialConflict;
}

std::string_view to_string(QuadClass quad) {
  switch (quad) {
    case QuadClass::kVerbalCooperation: return "verbal_cooperation";
    case QuadClass::kMaterialCooperation: return "material_cooperation";
    case QuadClass::kVerbalConflict: return "verbal_conflict";
    case QuadClass::kMaterialConflict: return "material_conflict";
  }
  return {};
}

ActorRanking top_actors(EventGraph const& graph, EventScope const& scope, std::size_t limit) {
  std::vector<ActorTally> tallies;  // by id
  for_each_event(graph.impl(), scope, [&](EventKey key, PackedEvent const& event) {
    auto const tally_of = [&](ActorId actor) -> ActorTally& {
      if (tallies.size() <= actor.value) tallies.resize(actor.value + 1);
      return tallies[actor.value];
    };
    for_each_actor(event, [&](ActorId actor) { add(tally_of(actor).tally, key, event); });
    for_each_in(Role::kSource, event, [&](ActorId actor) { ++tally_of(actor).as_source; });
    for_each_in(Role::kTarget, event, [&](ActorId actor) { ++tally_of(actor).as_target; });
  });
  for (std::uint32_t id = 0; id < tallies.size(); ++id) tallies[id].actor = ActorId{id};
  std::erase_if(tallies, [](ActorTally const& each) { return each.tally.events == 0; });
  ActorRanking out{.actors = std::move(tallies), .total = 0};
  out.total = out.actors.size();
  keep_first(out.actors, limit, [](ActorTally const& x, ActorTally const& y) {
    return std::tie(y.tally.events, x.actor) < std::tie(x.tally.events, y.actor);
  });
  return out;
}

DyadRanking top_dyads(EventGraph const& graph, EventScope const& scope, std::size_t limit) {
  Dyads dyads(scope);
  for_each_event(graph.impl(), scope, [&](EventKey key, PackedEvent const& event) {
    for_each_in(Role::kSource, event, [&](ActorId a) {
      for_each_in(Role::kTarget, event, [&](ActorId b) {
        if (a != b) dyads.add_once(a, b, key, event);
      });
    });
  });
  return dyads.ranking(limit);
}

DyadRanking top_pairs(EventGraph const& graph, EventScope const& scope, std::size_t limit) {
  Dyads pairs(scope);
  for_each_event(graph.impl(), scope, [&](EventKey key, PackedEvent const& event) {
    for_each_pair(event, [&](ActorId a, ActorId b) { pairs.add_once(a, b, key, event); });
  });
  return pairs.ranking(limit);
}

}  // namespace dragoman
