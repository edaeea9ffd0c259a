#include <algorithm>
#include <tuple>

#include <boost/unordered/unordered_flat_map.hpp>

#include "graph/compiled_filter.h"
#include "graph/graph_impl.h"
#include "graph/queries.h"

namespace dragoman {

namespace {

/// Encounters of one pair, gathered from events in ascending order. Points into the graph.
struct Gathered {
  std::uint32_t count = 0;
  EventKey first;  // earliest dated
  EventKey latest;
};

void gather(Gathered& into, EventKey key) {
  ++into.count;
  into.latest = key;
  if (into.first.day == EventKey::kUndated) into.first = key;
}

std::optional<DateRange> date_of(EventGraph::Impl const& graph, EventKey key) {
  if (key.day == EventKey::kUndated) return std::nullopt;
  return graph.known_event(key.event).span.from(key.day);
}

Encounter encounter(EventGraph::Impl const& graph, ActorId a, ActorId b, Gathered const& gathered) {
  return {.a = a,
          .b = b,
          .count = gathered.count,
          .first = date_of(graph, gathered.first),
          .last = date_of(graph, gathered.latest),
          .latest = gathered.latest.event};
}

Encounter encounter(ActorId a, MeetingRecord const& record) {
  return {.a = a,
          .b = record.with,
          .count = record.count,
          .first = record.first_span.from(record.first.day),
          .last = record.latest_span.from(record.latest.day),
          .latest = record.latest.event};
}

void sort(std::vector<Encounter>& encounters) {
  auto const last_day = [](Encounter const& e) { return e.last ? day_number(e.last->start) : EventKey::kUndated; };
  std::sort(encounters.begin(), encounters.end(), [&](Encounter const& x, Encounter const& y) {
    if (x.count != y.count) return x.count > y.count;
    if (last_day(x) != last_day(y)) return last_day(x) > last_day(y);
    return std::tie(y.latest, x.a, x.b) < std::tie(x.latest, y.a, y.b);
  });
}

/// Multiplication spreads dense ids over all bits.
struct PairHash {
  using is_avalanching = void;
  std::size_t operator()(std::uint64_t pair) const { return (pair ^ pair >> 29U) * 0x9E3779B97F4A7C15U; }
};
using GatheredByPair = boost::unordered_flat_map<std::uint64_t, Gathered, PairHash>;

template <class Tree, class Visit>
void for_each_match(Tree const& tree, CompiledFilter const& filter, Visit&& visit) {
  first_match(tree, Direction::kForward, filter, nullptr, [&visit](auto const& entry) {
    visit(entry);
    return false;
  });
}

std::vector<Encounter> met_by_records(ActorId actor, ActorMeetings const& meetings) {
  std::vector<Encounter> out;
  out.reserve(meetings.size());
  ActorMeetings::Walk<ActorMeetings::WantsAll> walk{meetings, Direction::kForward, {}};
  for (auto block = walk.next(); !block.empty(); block = walk.next())
    for (auto const& record : block) out.push_back(encounter(actor, record));
  return out;
}

std::vector<Encounter> met_by_scan(EventGraph::Impl const& graph, ActorId actor, ActorEvents const& events,
                                   CompiledFilter const& filter) {
  GatheredByPair gathered;
  for_each_match(events, filter, [&](Participation const& entry) {
    if (entry.other == Participation::kNobody) return;
    if (entry.other != Participation::kSeveral) {
      gather(gathered[entry.other], entry.key);
      return;
    }
    for_each_other(graph.known_event(entry.key.event).participants(), actor,
                   [&](ActorId other) { gather(gathered[other.value], entry.key); });
  });
  std::vector<Encounter> out;
  out.reserve(gathered.size());
  for (auto const& [other, what] : gathered)
    out.push_back(encounter(graph, actor, ActorId{static_cast<std::uint32_t>(other)}, what));
  return out;
}

std::vector<Encounter> all_by_records(EventGraph::Impl const& graph) {
  std::vector<Encounter> out;
  for (std::uint32_t a = 0; a < graph.actors.slots(); ++a) {
    auto const* const cell = graph.cell(ActorId{a});
    if (cell == nullptr) continue;
    ActorMeetings::Walk<ActorMeetings::WantsAll> walk{cell->meetings, Direction::kForward, {}, ActorId{a}};
    for (auto block = walk.next(); !block.empty(); block = walk.next())
      for (auto const& record : block) out.push_back(encounter(ActorId{a}, record));
  }
  return out;
}

std::vector<Encounter> all_by_scan(EventGraph::Impl const& graph, CompiledFilter const& filter) {
  GatheredByPair gathered;
  for_each_match(graph.order, filter, [&](OrderEntry const& entry) {
    auto const participants = graph.known_event(entry.key.event).participants();
    for_each_other(participants, ActorId{Participation::kNobody}, [&](ActorId a) {
      for_each_other(participants, a, [&](ActorId b) {
        if (a < b) gather(gathered[std::uint64_t{a.value} << 32U | b.value], entry.key);
      });
    });
  });
  std::vector<Encounter> out;
  out.reserve(gathered.size());
  for (auto const& [pair, what] : gathered)
    out.push_back(encounter(graph, ActorId{static_cast<std::uint32_t>(pair >> 32U)},
                            ActorId{static_cast<std::uint32_t>(pair)}, what));
  return out;
}

std::optional<Encounter> pair(EventGraph::Impl const& graph, ActorId a, ActorId b, CompiledFilter const& filter) {
  auto const* const cell_a = graph.cell(a);
  auto const* const cell_b = graph.cell(b);
  if (cell_a == nullptr || cell_b == nullptr || a == b) return std::nullopt;
  if (filter.is_happened_meetings()) {
    auto const* const record = cell_a->meetings.find(b);
    if (record == nullptr) return std::nullopt;
    return encounter(a, *record);
  }
  auto const a_is_quieter = cell_a->events.size() <= cell_b->events.size();
  Gathered gathered;
  for_each_match(a_is_quieter ? cell_a->events : cell_b->events, filter, [&](Participation const& entry) {
    if (is_with(graph, entry, a_is_quieter ? b : a)) gather(gathered, entry.key);
  });
  if (gathered.count == 0) return std::nullopt;
  return encounter(graph, a, b, gathered);
}

std::vector<Encounter> met_unsorted(EventGraph::Impl const& graph, ActorId actor, CompiledFilter const& filter) {
  auto const* const cell = graph.cell(actor);
  if (cell == nullptr) return {};
  return filter.is_happened_meetings() ? met_by_records(actor, cell->meetings)
                                       : met_by_scan(graph, actor, cell->events, filter);
}

}  // namespace

std::vector<Encounter> met(EventGraph const& graph, ActorId actor, EventFilter const& filter) {
  auto out = met_unsorted(graph.impl(), actor, CompiledFilter{graph.impl(), filter});
  sort(out);
  return out;
}

std::vector<Encounter> meetings(EventGraph const& graph, std::optional<ActorId> actor, std::optional<ActorId> with,
                                EventFilter const& filter) {
  auto const& impl = graph.impl();
  CompiledFilter const compiled{impl, filter};
  if (!actor) std::swap(actor, with);
  std::vector<Encounter> out;
  if (with) {
    if (auto const found = pair(impl, std::min(*actor, *with), std::max(*actor, *with), compiled))
      out.push_back(*found);
    return out;
  }
  if (actor) {
    out = met_unsorted(impl, *actor, compiled);
    for (auto& e : out)
      if (e.b < e.a) std::swap(e.a, e.b);
  } else {
    out = compiled.is_happened_meetings() ? all_by_records(impl) : all_by_scan(impl, compiled);
  }
  sort(out);
  return out;
}

}  // namespace dragoman
