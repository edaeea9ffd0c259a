// Walking over the events that match, and telling of one whether it does.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/event_scan.h"
#include "api/export/document.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Knows how to fail, and nothing else.
class BrokenSnapshot final : public StoreSnapshot {
 public:
  Result<std::optional<ArticleRecord>> article(std::string_view) const override { return broken(); }
  Result<std::optional<ArticleDigest>> article_digest(std::string_view) const override { return broken(); }
  Result<std::optional<Event>> event(EventId) const override { return broken(); }
  Result<std::vector<std::optional<Event>>> events(std::span<EventId const>) const override { return broken(); }
  Result<std::optional<Actor>> actor(ActorId) const override { return broken(); }
  Result<void> for_each_actor(std::function<bool(ActorId, Actor const&)> const&) const override { return broken(); }
  Result<void> for_each_event(EventId, std::function<bool(Event const&)> const&) const override { return broken(); }
  Result<void> for_each_article(std::string_view, std::function<bool(ArticleRecord const&)> const&) const override {
    return broken();
  }

 private:
  static Error broken() { return {ErrorCode::kCorruption, "The disk is broken."}; }
};

std::vector<EventId> all_ids(View const& view, EventSelection const& selection) {
  std::vector<EventId> ids;
  EventScan scan(view, selection);
  while (true) {
    auto const some = scan.next_ids();
    EXPECT_TRUE(some);
    if (!some || some->empty()) return ids;
    ids.insert(ids.end(), some->begin(), some->end());
  }
}

class Scan : public ::testing::Test {
 protected:
  Scan() {
    std::string table;
    for (int i = 0; i < 1500; ++i) {
      auto const n = std::to_string(i);
      table += (i % 7 == 0 ? std::string() : "2020-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10)) +
               "\tActor " + std::to_string(i % 3) + (i % 2 == 0 ? "\tConsult" : "\tAccuse") + "\tOther " + n + "\n";
    }
    EXPECT_EQ(world.send("POST", "/v1/events", table, "text/tab-separated-values").status, 200U);
    world.put("one", "meeting|planned|2020-03-01/2020-04-30|Actor 1>Other 4");
  }

  World world;
};

TEST_F(Scan, AllOnceByDate) {
  auto const view = world.knowledge->view();
  auto const ids = all_ids(view, {});
  EXPECT_EQ(ids.size(), 1501U);
  std::vector<EventKey> keys;
  for (auto const id : ids) {
    auto const node = view.graph->event(id);
    keys.push_back(
        {node->date ? static_cast<std::int32_t>(node->date->start.time_since_epoch().count()) : EventKey::kUndated,
         id});
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST_F(Scan, TellsTheSameOfOneAsOfAll) {
  auto const view = world.knowledge->view();
  auto const actor = [&](std::string_view slug) { return view.graph->actor_by_slug(slug); };
  std::vector<EventSelection> selections(8);
  selections[1].filter = EventFilter::happened_meetings();
  selections[2].filter.window = {parse_day("2020-04-15"), parse_day("2020-06-30")};
  selections[3].filter.window.to = parse_day("2020-03-01");
  selections[4].actor = actor("actor-1");
  selections[5].actor = actor("actor-1");
  selections[5].with = actor("other-4");
  selections[6].filter.min_evidence = 2;
  selections[7].filter.statuses.reset().set(static_cast<std::size_t>(EventStatus::kPlanned));
  for (std::size_t i = 0; i < selections.size(); ++i) {
    auto found = all_ids(view, selections[i]);
    std::sort(found.begin(), found.end());
    std::vector<EventId> selected;
    for (std::uint32_t id = 0; id < 1600; ++id)
      if (selects(selections[i], view, EventId{id}).value()) selected.push_back(EventId{id});
    EXPECT_EQ(found, selected) << i;
    EXPECT_EQ(found.empty(), i == 6) << i;
    EXPECT_EQ(selections[i].is_everything(), i == 0) << i;
  }
}

TEST_F(Scan, EventsAreThoseOfTheStore) {
  auto const view = world.knowledge->view();
  EventScan scan(view, {});
  std::size_t count = 0;
  for (auto events = scan.next(); events && !events->empty(); events = scan.next()) {
    for (auto const& event : *events) {
      EXPECT_EQ(event, view.store->event(event.id).value().value());
      ++count;
    }
  }
  EXPECT_EQ(count, 1501U);
}

TEST_F(Scan, AStoreThatFailsIsNotTheEnd) {
  auto const graph = world.knowledge->view().graph;
  View const broken{graph, std::make_shared<BrokenSnapshot>()};
  EventSelection planned;
  planned.filter.statuses.reset().set(static_cast<std::size_t>(EventStatus::kPlanned));
  auto const events = EventScan(broken, planned).next();
  ASSERT_FALSE(events);
  EXPECT_THAT(events.error().message, HasSubstr("broken"));
  auto const of_events = document({events_part({broken, planned}, [](std::string& out, Event const&) { out += 'x'; })});
  EXPECT_THROW(of_events(), std::runtime_error);
  EXPECT_THROW(document({article_lines_part({broken, {}})})(), std::runtime_error);
  // What the graph knows by itself needs no store.
  EXPECT_TRUE(EventScan(broken, {.filter = EventFilter::happened_meetings()}).next());
}

TEST(EmptyScan, EndsAtOnce) {
  World const world;
  EXPECT_THAT(all_ids(world.knowledge->view(), {}), IsEmpty());
}

}  // namespace
}  // namespace dragoman::testing
