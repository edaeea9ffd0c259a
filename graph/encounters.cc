#include <algorithm>
#include <tuple>

#include <boost/unordered/unordered_flat_map.hpp>

#include "graph/compiled_filter.h"
#include "graph/graph_impl.h"
#include "graph/pair_meetings.h"
#include "graph/queries.h"

namespace dragoman {

namespace {

/// Encounters of one pair, gathered from events in ascending order. Points into the graph.
template <class Entry>
struct Gathered {
  std::uint32_t count = 0;
  Entry const* first = nullptr;  // earliest dated
  Entry const* latest = nullptr;

  void add(Entry const& entry) {
    ++count;
    latest = &entry;
    if (first == nullptr && entry.key.day != EventKey::kUndated) first = &entry;
  }
};

template <class Entry>
std::optional<DateRange> date_of(EventGraph::Impl const& graph, Entry const* entry) {
  if (entry == nullptr) return std::nullopt;
  auto const facts = entry->facts;
  auto const span = facts.span_capped() ? graph.known_event(entry->key.event).span : facts.span();
  return span.from(entry->key.day);
}

template <class Entry>
Encounter encounter(EventGraph::Impl const& graph, ActorId a, ActorId b, Gathered<Entry> const& gathered) {
  return {.a = a,
          .b = b,
          .count = gathered.count,
          .first = date_of(graph, gathered.first),
          .last = date_of(graph, gathered.latest),
          .latest = gathered.latest->key.event};
}

/// Counterpart → what was gathered: an open hash table of indexes, small enough for the processor's nearest cache.
class GatheredByActor {
 public:
  GatheredByActor() : slots_(256) {}

  Gathered<Participation>& operator[](std::uint32_t actor) {
    auto* slot = &find(actor);
    if (slot->place == 0) {
      if (all_.size() * 2 >= slots_.size()) {
        grow();
        slot = &find(actor);
      }
      all_.emplace_back(actor, Gathered<Participation>{});
      *slot = {.actor = actor, .place = static_cast<std::uint32_t>(all_.size())};
    }
    return all_[slot->place - 1].second;
  }
  /// In order of first sight.
  std::vector<std::pair<std::uint32_t, Gathered<Participation>>> const& all() const { return all_; }

 private:
  struct Slot {
    std::uint32_t actor = 0;
    std::uint32_t place = 0;  // index + 1; 0: free
  };

  Slot& find(std::uint32_t actor) {
    auto const mask = slots_.size() - 1;
    // Multiplication spreads dense ids over the upper bits.
    auto at = (actor * 0x9E3779B1U >> 7U) & mask;
    while (slots_[at].place != 0 && slots_[at].actor != actor) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 4);
    old.swap(slots_);
    for (auto const& slot : old)
      if (slot.place != 0) find(slot.actor) = slot;
  }

  std::vector<Slot> slots_;
  std::vector<std::pair<std::uint32_t, Gathered<Participation>>> all_;
};

Encounter encounter(ActorId a, MeetingRecord const& record) {
  return {.a = a,
          .b = record.with,
          .count = record.count,
          .first = record.first_span.from(record.first.day),
          .last = record.latest_span.from(record.latest.day),
          .latest = record.latest.event};
}

/// Sorts small keys, then moves every encounter once.
void sort(std::vector<Encounter>& encounters) {
  struct Key {
    std::uint64_t count_and_day;
    std::uint32_t event;
    ActorId a;
    ActorId b;
    std::uint32_t index;
  };
  std::vector<Key> keys;
  keys.reserve(encounters.size());
  for (auto const& e : encounters) {
    auto const day = e.last ? day_number(e.last->start) : EventKey::kUndated;
    auto const unsigned_day = static_cast<std::uint32_t>(day) ^ 0x80000000U;  // in the order of the signed days
    keys.push_back({.count_and_day = std::uint64_t{e.count} << 32U | unsigned_day,
                    .event = e.latest.value,
                    .a = e.a,
                    .b = e.b,
                    .index = static_cast<std::uint32_t>(keys.size())});
  }
  std::sort(keys.begin(), keys.end(), [](Key const& x, Key const& y) {
    if (x.count_and_day != y.count_and_day) return x.count_and_day > y.count_and_day;
    return std::tie(y.event, x.a, x.b) < std::tie(x.event, y.a, y.b);
  });
  std::vector<Encounter> sorted;
  sorted.reserve(encounters.size());
  for (auto const& key : keys) sorted.push_back(encounters[key.index]);
  encounters = std::move(sorted);
}

/// Multiplication spreads dense ids over all bits.
struct PairHash {
  using is_avalanching = void;
  std::size_t operator()(std::uint64_t pair) const { return (pair ^ pair >> 29U) * 0x9E3779B97F4A7C15U; }
};
using GatheredByPair = boost::unordered_flat_map<std::uint64_t, Gathered<OrderEntry>, PairHash>;

template <class Tree, class Visit>
void for_each_match(Tree const& tree, CompiledFilter const& filter, Visit&& visit) {
  first_match(tree, Direction::kForward, filter, nullptr, [&visit](auto const& entry) {
    visit(entry);
    return false;
  });
}

std::vector<Encounter> met_by_scan(EventGraph::Impl const& graph, ActorId actor, ActorEvents const& events,
                                   CompiledFilter const& filter) {
  GatheredByActor gathered;
  for_each_match(events, filter, [&](Participation const& entry) {
    if (entry.other == Participation::kNobody) return;
    if (entry.other != Participation::kSeveral) {
      gathered[entry.other].add(entry);
      return;
    }
    for_each_other(graph.known_event(entry.key.event).participants(), actor,
                   [&](ActorId other) { gathered[other.value].add(entry); });
  });
  std::vector<Encounter> out;
  out.reserve(gathered.all().size());
  for (auto const& [other, what] : gathered.all()) out.push_back(encounter(graph, actor, ActorId{other}, what));
  return out;
}

std::vector<Encounter> all_by_scan(EventGraph::Impl const& graph, CompiledFilter const& filter) {
  GatheredByPair gathered;
  for_each_match(graph.order, filter, [&](OrderEntry const& entry) {
    auto const participants = graph.known_event(entry.key.event).participants();
    for_each_other(participants, ActorId{Participation::kNobody}, [&](ActorId a) {
      for_each_other(participants, a, [&](ActorId b) {
        if (a < b) gathered[std::uint64_t{a.value} << 32U | b.value].add(entry);
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

std::optional<Encounter> pair_by_meetings(EventGraph::Impl const& graph, ActorId a, ActorId b,
                                          CompiledFilter const& filter) {
  Encounter out{.a = a, .b = b};
  for_each_meeting(graph, a, b, Direction::kForward, nullptr, [&](EventKey key) {
    if (!filter.matches_meeting(key)) return false;
    ++out.count;
    out.last = graph.known_event(key.event).span.from(key.day);
    if (!out.first) out.first = out.last;
    out.latest = key.event;
    return false;
  });
  if (out.count == 0) return std::nullopt;
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
  if (filter.within_happened_meetings()) return pair_by_meetings(graph, a, b, filter);
  auto const a_is_quieter = cell_a->events.size() <= cell_b->events.size();
  Gathered<Participation> gathered;
  for_each_match(a_is_quieter ? cell_a->events : cell_b->events, filter, [&](Participation const& entry) {
    if (is_with(graph, entry, a_is_quieter ? b : a)) gathered.add(entry);
  });
  if (gathered.count == 0) return std::nullopt;
  return encounter(graph, a, b, gathered);
}

std::vector<Encounter> met_unsorted(EventGraph::Impl const& graph, ActorId actor, CompiledFilter const& filter) {
  auto const* const cell = graph.cell(actor);
  return cell == nullptr ? std::vector<Encounter>{} : met_by_scan(graph, actor, cell->events, filter);
}

/// Happened meetings, which are kept in order.
EncounterPage page_of(EventGraph::Impl const& graph, MeetingRanks const& ranks, EncounterRange const& range) {
  EncounterPage page{.encounters = {}, .total = ranks.size()};
  using Walk = MeetingRanks::Walk<MeetingRanks::WantsAll>;
  auto walk = range.after ? Walk{ranks, Direction::kForward, {}, *range.after} : Walk{ranks, Direction::kForward, {}};
  page.encounters.reserve(std::min(range.limit, ranks.size()));
  for (auto block = walk.next(); !block.empty(); block = walk.next()) {
    for (auto const& rank : block) {
      page.more = page.encounters.size() == range.limit;
      if (page.more) return page;
      page.encounters.push_back(encounter(rank.a, *graph.known_cell(rank.a).meetings.find(rank.b)));
    }
  }
  return page;
}

EncounterPage page_of(std::vector<Encounter> encounters, EncounterRange const& range) {
  sort(encounters);
  EncounterPage page{.encounters = {}, .total = encounters.size()};
  auto begin = encounters.begin();
  if (range.after) {
    begin =
        std::partition_point(begin, encounters.end(), [&](Encounter const& e) { return !(*range.after < key_of(e)); });
  }
  auto const left = static_cast<std::size_t>(encounters.end() - begin);
  page.more = left > range.limit;
  encounters.erase(begin + static_cast<std::ptrdiff_t>(std::min(left, range.limit)), encounters.end());
  encounters.erase(encounters.begin(), begin);
  page.encounters = std::move(encounters);
  return page;
}

EncounterPage met(EventGraph::Impl const& graph, ActorId actor, CompiledFilter const& filter,
                  EncounterRange const& range) {
  if (!filter.is_happened_meetings()) return page_of(met_unsorted(graph, actor, filter), range);
  auto const* const cell = graph.cell(actor);
  return cell == nullptr ? EncounterPage{} : page_of(graph, cell->ranks, range);
}

}  // namespace

EncounterKey key_of(Encounter const& encounter) {
  auto const day = encounter.last ? day_number(encounter.last->start) : EventKey::kUndated;
  return {
      .count = encounter.count, .latest = {.day = day, .event = encounter.latest}, .a = encounter.a, .b = encounter.b};
}

EncounterPage met(EventGraph const& graph, ActorId actor, EventFilter const& filter, EncounterRange const& range) {
  return met(graph.impl(), actor, CompiledFilter{graph.impl(), filter}, range);
}

EncounterPage meetings(EventGraph const& graph, std::optional<ActorId> actor, std::optional<ActorId> with,
                       EventFilter const& filter, EncounterRange const& range) {
  auto const& impl = graph.impl();
  CompiledFilter const compiled{impl, filter};
  if (!actor) std::swap(actor, with);
  if (with) {
    auto const found = pair(impl, std::min(*actor, *with), std::max(*actor, *with), compiled);
    return page_of(found ? std::vector{*found} : std::vector<Encounter>{}, range);
  }
  if (!actor) {
    return compiled.is_happened_meetings() ? page_of(impl, impl.pair_ranks, range)
                                           : page_of(all_by_scan(impl, compiled), range);
  }
  // The order is the same whoever of a pair comes first.
  auto of_actor = range;
  if (of_actor.after && of_actor.after->b == *actor) std::swap(of_actor.after->a, of_actor.after->b);
  auto page = met(impl, *actor, compiled, of_actor);
  for (auto& e : page.encounters)
    if (e.b < e.a) std::swap(e.a, e.b);
  return page;
}

}  // namespace dragoman
