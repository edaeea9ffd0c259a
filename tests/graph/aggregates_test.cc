// Aggregates against a scan of everything.

#include "graph/aggregates.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/graph/naive_model.h"
#include "tests/graph/sample.h"
#include "tests/scale.h"

namespace dragoman {
namespace {

bool is_tally(EventTally const& tally, NaiveModel const& model, std::vector<EventKey> const& keys) {
  EventTally expected;
  for (auto const& key : keys) {
    auto const& event = model.events().at(key.event);
    auto const& code = *find_cameo(event.cameo);
    ++expected.events;
    ++expected.by_quad[static_cast<std::size_t>(quad_class(code))];
    expected.goldstein.sum += static_cast<double>(code.goldstein);
    if (!event.date) continue;
    if (!expected.first) expected.first = event.date->start;
    expected.last = event.date->start;
  }
  auto const mean = tally.goldstein.mean();
  return tally.events == expected.events && tally.by_quad == expected.by_quad && tally.first == expected.first &&
         tally.last == expected.last && mean && std::abs(*mean * expected.events - expected.goldstein.sum) < 1e-6;
}

bool has(Event const& event, ActorId actor, Role role) {
  return std::ranges::any_of(event.participants, [&](auto const& p) { return p.actor == actor && p.role == role; });
}

/// `events` gives those of one dyad.
template <class Events>
void check_dyads(DyadRanking const& ranking, std::vector<ActorId> const& with, Events const& events,
                 NaiveModel const& model) {
  ASSERT_TRUE(std::ranges::is_sorted(ranking.dyads, [](DyadTally const& x, DyadTally const& y) {
    return std::tie(y.tally.events, x.a, x.b) < std::tie(x.tally.events, y.a, y.b);
  }));
  std::set<std::pair<ActorId, ActorId>> listed;
  for (auto const& dyad : ranking.dyads) {
    ASSERT_TRUE(is_tally(dyad.tally, model, events(dyad.a, dyad.b)));
    ASSERT_TRUE(listed.emplace(dyad.a, dyad.b).second);
  }
  if (ranking.dyads.size() < ranking.total || model.actors().size() > 10) return;
  for (auto const& [a, first] : model.actors()) {
    for (auto const& [b, second] : model.actors()) {
      if (a == b || listed.contains({a, b})) continue;
      auto const in_scope =
          std::ranges::all_of(with, [x = a, y = b](ActorId actor) { return actor == x || actor == y; });
      ASSERT_TRUE(!in_scope || events(a, b).empty());
    }
  }
}

void check_aggregates(EventGraph const& graph, NaiveModel const& model, EventScope const& scope,
                      std::vector<ActorId> const& with) {
  auto const keys = model.keys(scope.filter, with);
  auto const months = histogram(graph, scope, TimeUnit::kMonth);
  ASSERT_EQ(months.total, keys.size());
  std::uint64_t in_bars = 0;
  for (auto const& bar : months.bars) {
    auto const count = std::ranges::count_if(keys, [&](EventKey const& key) {
      auto const& date = model.events().at(key.event).date;
      return date && to_string(date->start).substr(0, 7) == to_string(bar.start).substr(0, 7);
    });
    ASSERT_EQ(bar.total, count);
    ASSERT_EQ(bar.total, std::accumulate(bar.by_type.begin(), bar.by_type.end(), 0U));
    in_bars += bar.total;
  }
  ASSERT_EQ(in_bars + months.undated, keys.size());

  auto const of = [&](auto const& test) {
    std::vector<EventKey> some;
    std::ranges::copy_if(keys, std::back_inserter(some),
                         [&](EventKey const& key) { return test(model.events().at(key.event)); });
    return some;
  };
  auto const ranking = top_actors(graph, scope, 5);
  ASSERT_EQ(ranking.actors.size(), std::min<std::size_t>(5, ranking.total));
  for (auto const& each : ranking.actors) {
    ASSERT_TRUE(is_tally(each.tally, model, of([&](Event const& e) { return NaiveModel::has(e, each.actor); })));
    ASSERT_EQ(each.as_source, of([&](Event const& e) { return has(e, each.actor, Role::kSource); }).size());
    ASSERT_EQ(each.as_target, of([&](Event const& e) { return has(e, each.actor, Role::kTarget); }).size());
  }
  check_dyads(
      top_dyads(graph, scope, 1000), with,
      [&](ActorId a, ActorId b) {
        return of([&](Event const& e) { return has(e, a, Role::kSource) && has(e, b, Role::kTarget); });
      },
      model);
  check_dyads(
      top_pairs(graph, scope, 1000), with,
      [&](ActorId a, ActorId b) {
        return a < b ? of([&](Event const& e) { return NaiveModel::has(e, a) && NaiveModel::has(e, b); })
                     : std::vector<EventKey>{};
      },
      model);
}

/// A few actors, many events: of every kind, with and without dates, in roles of every mixture.
class RandomGraph {
 public:
  explicit RandomGraph(std::uint32_t seed) : random_(seed) {
    GraphDelta delta = sample::actors(kActors);
    for (auto& [id, actor] : delta.put_actors)
      if (below(3) != 0) actor.country = "a" + std::to_string(below(3));
    for (std::uint32_t id = 0; id < kEvents; ++id) delta.put_events.push_back(event(id));
    graph_ = writer_.apply(delta);
    model_.apply(delta);
  }

  EventGraph const& graph() const { return *graph_; }
  NaiveModel const& model() const { return model_; }

  EventFilter filter() {
    EventFilter filter;
    if (below(2) == 0) filter.types = std::bitset<kEventTypeCount>{random_()};
    if (below(3) == 0) filter.statuses = std::bitset<4>{1 + below(15)};
    if (below(2) == 0) filter.window.from = sample::day(2020, 1 + below(12), 1);
    if (below(3) == 0) filter.country = "a" + std::to_string(below(3));
    return filter;
  }
  ActorId actor() { return ActorId{below(kActors + 1)}; }  // one of them is not there

 private:
  static constexpr std::uint32_t kActors = 8;
  static constexpr std::uint32_t kEvents = 400;

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  Event event(std::uint32_t id) {
    std::optional<DateRange> date;
    if (below(8) != 0) {
      auto const start = sample::day(2019 + static_cast<int>(below(3)), 1 + below(12), 1 + below(28));
      date = DateRange{start, start + std::chrono::days{below(40)}, DatePrecision::kRange};
    }
    auto made = sample::event(id, static_cast<EventType>(below(kEventTypeCount)), date, {});
    made.status = static_cast<EventStatus>(below(3) == 0 ? below(4) : 0);
    for (auto n = below(5) == 0 ? below(6) : 2; n > 0; --n)
      made.participants.push_back({.actor = ActorId{below(1 + below(kActors))}, .role = static_cast<Role>(below(2))});
    return made;
  }

  std::mt19937 random_;
  GraphWriter writer_;
  std::shared_ptr<EventGraph const> graph_;
  NaiveModel model_;
};

TEST(Aggregates, EqualAScanOfEverything) {
  for (std::uint32_t seed = 0; seed < test::scaled(40, 8) && !testing::Test::HasFatalFailure(); ++seed) {
    SCOPED_TRACE(seed);
    RandomGraph random(seed);
    auto const a = random.actor();
    auto const b = random.actor();
    auto const filter = random.filter();
    check_aggregates(random.graph(), random.model(), {.actor = {}, .with = {}, .filter = filter}, {});
    check_aggregates(random.graph(), random.model(), {.actor = a, .with = {}, .filter = filter}, {a});
    check_aggregates(random.graph(), random.model(), {.actor = a, .with = b, .filter = filter}, {a, b});
  }
}

TEST(Aggregates, PeriodsBeginOnTheirFirstDay) {
  auto delta = sample::actors(2);
  for (std::uint32_t id = 0; auto const& date : {sample::on(2019, 12, 31), sample::on(2020, 1, 1),
                                                 sample::on(2020, 1, 31), sample::on(2020, 2, 1)})
    delta.put_events.push_back(sample::meeting(id++, date, {0, 1}));
  GraphWriter writer;
  auto const graph = writer.apply(delta);
  auto const starts = [&](TimeUnit period) {
    std::string out;
    for (auto const& bar : histogram(*graph, {}, period).bars)
      out += to_string(bar.start) + " " + std::to_string(bar.total) + "; ";
    return out;
  };
  EXPECT_EQ(starts(TimeUnit::kDay), "2019-12-31 1; 2020-01-01 1; 2020-01-31 1; 2020-02-01 1; ");
  EXPECT_EQ(starts(TimeUnit::kMonth), "2019-12-01 1; 2020-01-01 2; 2020-02-01 1; ");
  EXPECT_EQ(starts(TimeUnit::kYear), "2019-01-01 1; 2020-01-01 3; ");
}

TEST(Aggregates, QuadClassesFollowRootCodes) {
  auto const quad = [](std::string_view code) { return to_string(quad_class(*find_cameo(code))); };
  EXPECT_EQ(quad("057"), "verbal_cooperation");
  EXPECT_EQ(quad("061"), "material_cooperation");
  EXPECT_EQ(quad("087"), "material_cooperation");
  EXPECT_EQ(quad("090"), "verbal_conflict");
  EXPECT_EQ(quad("139"), "verbal_conflict");
  EXPECT_EQ(quad("140"), "material_conflict");
  EXPECT_EQ(quad("204"), "material_conflict");
}

}  // namespace
}  // namespace dragoman
