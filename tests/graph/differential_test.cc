// The graph and its queries against the naive model, through thousands of random changes.

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "graph/graph_loader.h"
#include "tests/graph/naive_model.h"
#include "tests/graph/same_graph.h"
#include "tests/graph/sample.h"
#include "tests/scale.h"

namespace dragoman {

bool operator==(Encounter const& x, Encounter const& y) {
  return std::tie(x.a, x.b, x.count, x.first, x.last, x.latest) ==
         std::tie(y.a, y.b, y.count, y.first, y.last, y.latest);
}
bool operator==(EventPage const& x, EventPage const& y) { return x.events == y.events && x.next == y.next; }

namespace {

class Differential {
 public:
  Differential(unsigned seed, std::uint32_t actor_count, std::uint32_t event_count)
      : random_{seed}, actor_count_{actor_count}, event_count_{event_count} {
    // The last id is never put: queries must live with strangers.
    GraphDelta delta;
    for (std::uint32_t i = 0; i < actor_count_; ++i) delta.put_actors.push_back(some_actor(i));
    change(delta);
  }

  /// Returns the number of puts, replacements and erasures.
  std::size_t change_something() {
    GraphDelta delta;
    auto const size = 1 + below(below(4) == 0 ? 40 : 3);
    for (std::uint32_t i = 0; i < size; ++i) {
      switch (below(10)) {
        case 0: delta.put_actors.push_back(some_actor(below(actor_count_))); break;
        case 1:
        case 2:
        case 3: delta.erase_events.push_back(EventId{below(event_count_)}); break;
        case 4: more_evidence(delta); break;
        default: delta.put_events.push_back(some_event()); break;
      }
    }
    change(delta);
    return delta.put_actors.size() + delta.erase_events.size() + delta.put_events.size();
  }

  void check() { check(*writer_.current(), model_); }

  /// As a restart does: goes on from a graph that is loaded from what is known.
  void reload() {
    constexpr std::size_t kParts = 3;
    GraphLoader loader{kParts};
    for (auto const& [id, actor] : model_.actors()) loader.put_actor(id, actor);
    for (auto const& [id, event] : model_.events())
      loader.put_event(id.value / GraphLoader::kEventsInRun % kParts, event);
    auto graph = loader.finish(1 + below(2));
    if (auto const fault = difference(*graph, *writer_.current()); !fault.empty()) FAIL() << fault;
    writer_.go_on_from(std::move(graph));
  }

  void remember() { moments_.emplace_back(writer_.current(), model_); }
  void check_moments() {
    for (auto const& [graph, model] : moments_) check(*graph, model);
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  void change(GraphDelta const& delta) {
    writer_.apply(delta);
    model_.apply(delta);
  }

  std::pair<ActorId, Actor> some_actor(std::uint32_t id) {
    auto const suffix = std::to_string(id) + "-" + std::to_string(below(3));
    std::pair made{ActorId{id}, sample::actor("actor-" + suffix, "Actor " + suffix)};
    if (below(3) != 0) made.second.country = some_country();
    return made;
  }

  /// The state itself is one of the actors, as long as it keeps this slug.
  std::string some_country() { return "actor-" + std::to_string(below(3)) + "-0"; }

  std::optional<DateRange> some_date() {
    if (below(6) == 0) return std::nullopt;
    Day const start = sample::day(2020, 1, 1) + std::chrono::days{static_cast<int>(below(300)) - 100};
    switch (below(8)) {
      case 0: return DateRange{start, start + std::chrono::days{6}, DatePrecision::kWeek};
      case 1: return sample::in_year(2018 + static_cast<int>(below(4)));
      case 2: return DateRange{sample::day(1900, 1, 1), start, DatePrecision::kRange};  // too long to pack
      case 3: return DateRange{start, start + std::chrono::days{below(40)}, DatePrecision::kRange};
      default: return DateRange{start, start, DatePrecision::kDay};
    }
  }

  Event some_event() {
    auto made = sample::event(below(event_count_),
                              below(2) == 0 ? EventType::kMeeting : static_cast<EventType>(below(kEventTypeCount)),
                              some_date(), {}, below(10) == 0 ? 60 + below(10) : 1 + below(3));
    made.status = static_cast<EventStatus>(below(3) == 0 ? below(4) : 0);
    auto const crowd = below(5) == 0 ? below(6) : 2;
    for (std::uint32_t i = 0; i < crowd; ++i) {
      // Low ids are busy, high ids are hardly ever seen.
      auto const actor = below(1 + below(actor_count_));
      made.participants.push_back({.actor = ActorId{actor}, .role = static_cast<Role>(below(2))});
    }
    return made;
  }

  void more_evidence(GraphDelta& delta) {
    auto const it = model_.events().lower_bound(EventId{below(event_count_)});
    if (it == model_.events().end()) return;
    auto event = it->second;
    event.evidence.resize(event.evidence.size() + 1 + below(3));
    delta.put_events.push_back(std::move(event));
  }

  EventFilter some_filter() {
    EventFilter filter;
    if (below(3) == 0) filter = EventFilter::happened_meetings();
    if (below(3) == 0) {
      filter.types.reset();
      for (auto i = 1 + below(4); i > 0; --i) filter.types.set(below(kEventTypeCount));
    }
    if (below(3) == 0) filter.statuses = std::bitset<4>{1 + below(15)};
    auto const start = sample::day(2020, 1, 1);
    if (below(3) == 0) filter.window.from = start + std::chrono::days{static_cast<int>(below(400)) - 200};
    if (below(3) == 0) filter.window.to = start + std::chrono::days{static_cast<int>(below(400)) - 200};
    if (below(4) == 0) filter.min_evidence = below(8) == 0 ? 60 + below(10) : below(4);
    if (below(5) == 0) filter.country = some_country();
    return filter;
  }

  Page some_page() {
    Page page{.order = below(2) == 0 ? Order::kNewestFirst : Order::kOldestFirst,
              .limit = below(below(2) == 0 ? 5 : 300)};
    if (below(2) == 0) {
      auto const day = sample::day(2020, 1, 1) + std::chrono::days{static_cast<int>(below(300)) - 100};
      page.after = EventKey{
          .day = below(6) == 0 ? EventKey::kUndated : static_cast<std::int32_t>(day.time_since_epoch().count()),
          .event = EventId{below(event_count_)}};
    }
    return page;
  }

  void check(EventGraph const& graph, NaiveModel const& model) {
    ActorId const a{below(actor_count_ + 1)};
    ActorId const b{below(actor_count_ + 1)};
    auto const filter = some_filter();
    auto const page = some_page();

    ASSERT_EQ(graph.actor_count(), model.actors().size());
    ASSERT_EQ(graph.event_count(), model.events().size());
    check_actor(graph, model, a);
    check_event(graph, model, EventId{below(event_count_)});

    ASSERT_EQ(timeline(graph, a, {}, filter, page), model.page(filter, {a}, page));
    ASSERT_EQ(timeline(graph, a, b, filter, page), model.page(filter, {a, b}, page));
    ASSERT_EQ(find_events(graph, filter, page), model.page(filter, {}, page));
    check_activity(activity(graph, a, filter), model, model.keys(filter, {a}));

    check_pages([&](EncounterRange const& range) { return met(graph, a, filter, range); }, model.met(a, filter));
    auto const pair = meetings(graph, a, b, filter).encounters;
    auto const expected = model.pair(std::min(a, b), std::max(a, b), filter);
    ASSERT_EQ(pair, expected ? std::vector{*expected} : std::vector<Encounter>{});
    auto of_a = model.met(a, filter);
    for (auto& e : of_a) std::tie(e.a, e.b) = std::pair{std::min(e.a, e.b), std::max(e.a, e.b)};
    std::ranges::sort(of_a, {}, [](Encounter const& e) { return key_of(e); });
    bool const first = below(2) == 0;
    check_pages(
        [&](EncounterRange const& range) {
          return first ? meetings(graph, a, {}, filter, range) : meetings(graph, {}, a, filter, range);
        },
        of_a);
    if (below(4) == 0) {
      check_pages([&](EncounterRange const& range) { return meetings(graph, {}, {}, filter, range); },
                  model.meetings(filter));
    }

    check_path(shortest_path(graph, a, b, filter), model, a, b, filter);
  }

  /// Page by page, the list must be the expected one.
  template <class Read>
  void check_pages(Read const& read, std::vector<Encounter> const& expected) {
    EncounterRange range{.after = {}, .limit = 1 + below(5) * below(20)};
    std::vector<Encounter> found;
    for (bool more = true; more;) {
      auto const page = read(range);
      ASSERT_EQ(page.total, expected.size());
      ASSERT_LE(page.encounters.size(), range.limit);
      found.insert(found.end(), page.encounters.begin(), page.encounters.end());
      more = page.more;
      ASSERT_EQ(more, found.size() < expected.size());
      if (more) range.after = key_of(found.back());
    }
    ASSERT_EQ(found, expected);
  }

  static void check_actor(EventGraph const& graph, NaiveModel const& model, ActorId id) {
    auto const it = model.actors().find(id);
    auto const* const actor = graph.actor(id);
    ASSERT_EQ(actor != nullptr, it != model.actors().end());
    ASSERT_EQ(graph.degree(id), model.keys(everything(), {id}).size());
    if (actor == nullptr) return;
    ASSERT_EQ(*actor, it->second);
    ASSERT_EQ(graph.actor_by_slug(actor->slug), id);
    ASSERT_FALSE(graph.actor_by_slug(actor->slug + "x"));
  }

  static EventFilter everything() {
    EventFilter filter;
    filter.min_evidence = 0;
    return filter;
  }

  static void check_event(EventGraph const& graph, NaiveModel const& model, EventId id) {
    auto const it = model.events().find(id);
    auto const node = graph.event(id);
    ASSERT_EQ(node.has_value(), it != model.events().end());
    if (!node) return;
    auto const& event = it->second;
    ASSERT_EQ(node->type, event.type);
    ASSERT_EQ(node->status, event.status);
    ASSERT_EQ(node->date, event.date);
    ASSERT_EQ(node->evidence, event.evidence.size());
    ASSERT_TRUE(std::ranges::equal(node->participants, event.participants));
  }

  static void check_activity(ActorActivity const& activity, NaiveModel const& model,
                             std::vector<EventKey> const& keys) {
    std::vector<std::uint32_t> by_type(kEventTypeCount);
    std::optional<Day> first;
    std::optional<Day> last;
    for (auto const& key : keys) {
      auto const& event = model.events().at(key.event);
      ++by_type[static_cast<std::size_t>(event.type)];
      if (!event.date) continue;
      if (!first) first = event.date->start;
      last = event.date->start;
    }
    ASSERT_EQ(activity.by_type, by_type);
    ASSERT_EQ(activity.total, keys.size());
    ASSERT_EQ(activity.first, first);
    ASSERT_EQ(activity.last, last);
  }

  static void check_path(std::vector<Hop> const& path, NaiveModel const& model, ActorId from, ActorId to,
                         EventFilter const& filter) {
    std::vector<ActorId> actors;
    for (auto const& hop : path) actors.push_back(hop.actor);
    ASSERT_EQ(actors, model.path(from, to, filter));
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (i == 0)
        ASSERT_FALSE(path[i].event);
      else
        ASSERT_EQ(path[i].event, model.keys(filter, {path[i - 1].actor, path[i].actor}).back().event);
    }
  }

  std::mt19937 random_;
  std::uint32_t actor_count_;
  std::uint32_t event_count_;
  GraphWriter writer_;
  NaiveModel model_;
  std::vector<std::pair<std::shared_ptr<EventGraph const>, NaiveModel>> moments_;
};

/// At least `wanted` changes; a check after every delta.
void run(Differential& differential, std::size_t wanted) {
  for (std::size_t done = 0, step = 0; done < wanted && !testing::Test::HasFatalFailure(); ++step) {
    done += differential.change_something();
    differential.check();
    if (step % 60 == 59) differential.reload();
    if (step % 40 == 0) differential.remember();
  }
  if (!testing::Test::HasFatalFailure()) differential.check_moments();
}

TEST(Differential, FewBusyActors) {
  Differential differential{1, 8, 1500};
  run(differential, test::scaled(6000, 3));
}

TEST(Differential, ManyQuietActors) {
  Differential differential{2, 60, 150};
  run(differential, test::scaled(6000, 3));
}

TEST(Differential, SparsePaths) {
  Differential differential{3, 40, 30};
  run(differential, test::scaled(6000, 3));
}

/// Most met one or two of a few whom half the world met: what paths between strangers look like.
TEST(Differential, PathsByWayOfBusyActors) {
  constexpr std::uint32_t kActors = 120;
  std::mt19937 random{4};
  auto const below = [&random](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (std::uint32_t hubs = 2; hubs < (test::kUnderSanitizer ? 4U : 7U); ++hubs) {
    auto delta = sample::actors(kActors);
    std::uint32_t next = 0;
    for (auto actor = hubs; actor < kActors; ++actor) {
      for (auto n = 1 + below(2); n > 0; --n) {
        // Some met only among themselves, so that paths of every length are there, and none.
        auto const with = below(6) == 0 ? actor - 1 : below(hubs);
        delta.put_events.push_back(sample::meeting(next++, sample::on(2024, 1, 1 + below(28)), {actor, with}));
      }
    }
    GraphWriter writer;
    NaiveModel model;
    writer.apply(delta);
    model.apply(delta);
    auto const filter = EventFilter::happened_meetings();
    std::set<std::size_t> lengths;
    for (std::uint32_t from = 0; from < kActors; from += 1 + below(3)) {
      for (std::uint32_t to = 0; to < kActors; to += 1 + below(3)) {
        std::vector<ActorId> path;
        for (auto const& hop : shortest_path(*writer.current(), ActorId{from}, ActorId{to}, filter))
          path.push_back(hop.actor);
        ASSERT_EQ(path, model.path(ActorId{from}, ActorId{to}, filter)) << from << " to " << to;
        lengths.insert(path.size());
      }
    }
    EXPECT_GT(lengths.size(), 4U);
  }
}

}  // namespace
}  // namespace dragoman
