#include "graph/graph_loader.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "graph/graph_impl.h"
#include "graph/sorted_tree_builder.h"

namespace dragoman {

namespace {

using EventIds = std::vector<EventId>;

/// What must be known of the events before the lists can be built.
struct Counted {
  EventIds in_order;                   // by EventKey
  std::vector<std::uint32_t> degrees;  // by actor: events it takes part in
};

template <class Visit>
void for_each_event(EventGraph::Impl const& graph, Visit&& visit) {
  for (std::size_t id = 0; id < graph.events.slots();) {
    auto const* const event = graph.events.find(id);
    if (event == nullptr) {  // nothing of the whole block was put
      id = (id / GraphLoader::kEventsInRun + 1) * GraphLoader::kEventsInRun;
      continue;
    }
    if (event->present) visit(EventId{static_cast<std::uint32_t>(id)}, *event);
    ++id;
  }
}

/// Ids in the order of their days, and of themselves within a day.
EventIds by_day(EventGraph::Impl const& graph, std::size_t count) {
  std::int64_t first = std::numeric_limits<std::int32_t>::max();
  std::int64_t last = std::numeric_limits<std::int32_t>::min();
  bool sorted = true;
  auto before = EventKey::kUndated;
  for_each_event(graph, [&](EventId, PackedEvent const& event) {
    sorted = sorted && before <= event.day;
    before = event.day;
    if (event.day == EventKey::kUndated) return;
    first = std::min<std::int64_t>(first, event.day);
    last = std::max<std::int64_t>(last, event.day);
  });
  EventIds ids;
  ids.reserve(count);
  for_each_event(graph, [&ids](EventId id, PackedEvent const&) { ids.push_back(id); });
  if (sorted) return ids;

  // The calendar has 3.7 million days.
  constexpr std::int64_t kMostDays = std::int64_t{1} << 22;
  auto const day_of = [&graph](EventId id) { return graph.known_event(id).day; };
  if (last - first >= kMostDays) {
    std::ranges::stable_sort(ids, {}, day_of);
    return ids;
  }
  auto const place_of = [first](std::int32_t day) {
    return day == EventKey::kUndated ? 0 : static_cast<std::size_t>(day - first + 1);
  };
  std::vector<std::uint32_t> places(last < first ? 2 : static_cast<std::size_t>(last - first) + 3);
  for_each_event(graph, [&](EventId, PackedEvent const& event) { ++places[place_of(event.day) + 1]; });
  for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
  for_each_event(graph, [&](EventId id, PackedEvent const& event) { ids[places[place_of(event.day)]++] = id; });
  return ids;
}

Counted count(EventGraph::Impl const& graph) {
  Counted counted{.in_order = {}, .degrees = std::vector<std::uint32_t>(graph.actors.slots())};
  std::vector<bool> known(graph.actors.slots());
  for (std::size_t i = 0; i < known.size(); ++i)
    known[i] = graph.cell(ActorId{static_cast<std::uint32_t>(i)}) != nullptr;
  std::size_t events = 0;
  for_each_event(graph, [&](EventId id, PackedEvent const& event) {
    ++events;
    for_each_actor(event, [&](ActorId actor) {
      if (actor.value >= known.size() || !known[actor.value])
        throw std::invalid_argument("event " + std::to_string(id.value) + " names actor " +
                                    std::to_string(actor.value) + ", which the graph does not know");
      ++counted.degrees[actor.value];
    });
  });
  counted.in_order = by_day(graph, events);
  return counted;
}

EventOrder make_order(EventGraph::Impl const& graph, EventIds const& ids) {
  EventOrder::Builder builder{ids.size()};
  for (auto const id : ids) {
    auto const& event = graph.known_event(id);
    builder.append({.key = {.day = event.day, .event = id}, .facts = event.facts(0)});
  }
  return builder.finish();
}

/// The lists of the actors of which share `share` of `shares` consists.
void list_events(EventGraph::Impl& graph, Counted const& counted, std::size_t share, std::size_t shares) {
  // Neighbours go together: they lie in one block of memory.
  auto const mine = [share, shares](std::size_t actor) { return actor / 8 % shares == share; };
  std::vector<std::optional<ActorEvents::Builder>> builders(counted.degrees.size());
  for (std::size_t i = 0; i < builders.size(); ++i)
    if (mine(i) && counted.degrees[i] > 0) builders[i].emplace(counted.degrees[i]);
  for (auto const id : counted.in_order) {
    auto const& event = graph.known_event(id);
    for_each_actor(event, [&](ActorId actor) {
      if (!mine(actor.value)) return;
      builders[actor.value]->append(participation_of(event, {.day = event.day, .event = id}, actor));
    });
  }
  for (std::size_t i = 0; i < builders.size(); ++i) {
    if (!builders[i]) continue;
    graph.actors.edit(i).events = builders[i]->finish();
    builders[i].reset();
  }
}

template <class Visit>
void for_each_pair_of(std::vector<PairMeeting> const& meetings, Visit&& visit) {
  for (std::size_t from = 0; from < meetings.size();) {
    auto to = from;
    while (to < meetings.size() && meetings[to].pair == meetings[from].pair) ++to;
    visit(ActorId{static_cast<std::uint32_t>(meetings[from].pair >> 32U)},
          ActorId{static_cast<std::uint32_t>(meetings[from].pair)}, std::span{meetings}.subspan(from, to - from));
    from = to;
  }
}

MeetingRecord record_of(EventGraph::Impl const& graph, std::span<PairMeeting const> meetings) {
  auto const span_of = [&graph](EventKey key) {
    return key.day == EventKey::kUndated ? Span{} : graph.known_event(key.event).span;
  };
  MeetingRecord record{.count = static_cast<std::uint32_t>(meetings.size()), .latest = meetings.back().key};
  record.latest_span = span_of(record.latest);
  auto const dated =
      std::ranges::find_if(meetings, [](PairMeeting const& m) { return m.key.day != EventKey::kUndated; });
  if (dated != meetings.end()) {
    record.first = dated->key;
    record.first_span = span_of(record.first);
  }
  return record;
}

/// Each pair stands in `ranks` from either side; `partners` counts by actor.
void list_ranks(EventGraph::Impl& graph, std::vector<EncounterKey> ranks, std::vector<std::uint32_t> const& partners) {
  std::ranges::sort(ranks);
  MeetingRanks::Builder pairs{ranks.size() / 2};
  std::vector<std::optional<MeetingRanks::Builder>> of_actors(partners.size());
  for (std::size_t i = 0; i < of_actors.size(); ++i)
    if (partners[i] > 0) of_actors[i].emplace(partners[i]);
  for (auto const& rank : ranks) {
    if (rank.a < rank.b) pairs.append(rank);
    of_actors[rank.a.value]->append(rank);
  }
  graph.pair_ranks = pairs.finish();
  for (std::size_t i = 0; i < of_actors.size(); ++i)
    if (of_actors[i]) graph.actors.edit(i).ranks = of_actors[i]->finish();
}

/// Who met whom: the list of all pairs, and each actor's records.
void list_meetings(EventGraph::Impl& graph, EventIds const& ids) {
  std::vector<PairMeeting> meetings;
  for (auto const id : ids) {
    auto const& event = graph.known_event(id);
    if (!event.is_meeting()) continue;
    EventKey const key{.day = event.day, .event = id};
    for_each_pair(event, [&](ActorId a, ActorId b) { meetings.push_back({.pair = pair_of(a, b), .key = key}); });
  }
  std::ranges::sort(meetings);
  PairMeetings::Builder pairs{meetings.size()};
  for (auto const& meeting : meetings) pairs.append(meeting);
  graph.pair_meetings = pairs.finish();

  std::vector<std::uint32_t> partners(graph.actors.slots());
  for_each_pair_of(meetings, [&partners](ActorId a, ActorId b, auto) { ++partners[a.value], ++partners[b.value]; });
  std::vector<EncounterKey> ranks;
  std::vector<std::optional<ActorMeetings::Builder>> records(partners.size());
  for (std::size_t i = 0; i < records.size(); ++i)
    if (partners[i] > 0) records[i].emplace(partners[i]);
  // In the order of pairs, an actor's partners come in ascending order: first those below it, then those above.
  for_each_pair_of(meetings, [&](ActorId a, ActorId b, std::span<PairMeeting const> of_pair) {
    auto record = record_of(graph, of_pair);
    record.with = b;
    records[a.value]->append(record);
    ranks.push_back(rank_of(a, record));
    record.with = a;
    records[b.value]->append(record);
    ranks.push_back(rank_of(b, record));
  });
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i]) continue;
    graph.actors.edit(i).meetings = records[i]->finish();
    records[i].reset();
  }
  list_ranks(graph, std::move(ranks), partners);
}

SlugIndex make_slugs(std::vector<SlugPolicy::Key> slugs) {
  std::ranges::sort(slugs);
  SlugIndex::Builder builder{slugs.size()};
  for (auto const& slug : slugs) builder.append(slug);
  return builder.finish();
}

/// Runs each task once, on so many threads; throws what the first task to fail threw, when all have ended.
void run(std::vector<std::function<void()>> const& tasks, unsigned threads) {
  std::atomic<std::size_t> next{0};
  auto const work = [&] {
    for (auto i = next++; i < tasks.size(); i = next++) tasks[i]();
  };
  std::vector<std::future<void>> others;
  for (unsigned i = 1; i < threads; ++i) others.push_back(std::async(std::launch::async, work));
  work();
  for (auto& other : others) other.get();
}

}  // namespace

struct GraphLoader::Impl {
  std::shared_ptr<EventGraph> graph = std::make_shared<EventGraph>();
  std::vector<SlugPolicy::Key> slugs;
  std::vector<PersistentVector<PackedEvent>> parts;
};

GraphLoader::GraphLoader(std::size_t parts) : impl_{std::make_unique<Impl>()} { impl_->parts.resize(parts); }
GraphLoader::~GraphLoader() = default;

void GraphLoader::put_actor(ActorId id, Actor const& actor) {
  auto& graph = *impl_->graph->impl_;
  graph.actors.edit(id.value).actor = std::make_shared<Actor const>(actor);
  ++graph.actor_count;
  impl_->slugs.push_back({.hash = std::hash<std::string_view>{}(actor.slug), .actor = id});
}

void GraphLoader::put_event(std::size_t part, Event const& event) {
  impl_->parts[part].edit(event.id.value) = PackedEvent::of(event);
}

std::shared_ptr<EventGraph const> GraphLoader::finish(unsigned threads) {
  static_assert(kEventsInRun == decltype(EventGraph::Impl::events)::kBlock);
  auto& graph = *impl_->graph->impl_;
  for (auto& part : impl_->parts) graph.events.absorb(std::move(part));
  auto const counted = count(graph);
  // Each writes its own part of the graph and reads the events.
  std::vector<std::function<void()>> tasks;
  for (unsigned i = 0; i < threads; ++i) tasks.emplace_back([&, i] { list_events(graph, counted, i, threads); });
  tasks.emplace_back([&] { list_meetings(graph, counted.in_order); });
  tasks.emplace_back([&] { graph.order = make_order(graph, counted.in_order); });
  tasks.emplace_back([&] { graph.slugs = make_slugs(std::move(impl_->slugs)); });
  run(tasks, threads);
  return std::move(impl_->graph);
}

}  // namespace dragoman
