#include "graph/queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/sample.h"

namespace dragoman {
namespace {

using namespace sample;
using testing::ElementsAre;

std::vector<std::uint32_t> ids(EventPage const& page) {
  std::vector<std::uint32_t> out;
  for (auto const& key : page.events) out.push_back(key.event.value);
  return out;
}

std::vector<std::uint32_t> actors_of(std::vector<Hop> const& path) {
  std::vector<std::uint32_t> out;
  for (auto const& hop : path) out.push_back(hop.actor.value);
  return out;
}

/// Lavrov 0, Kim 1, Choe 2, North Korea 3, Wang 4, nobody 5.
class QueriesTest : public testing::Test {
 protected:
  QueriesTest() {
    auto delta = actors(6);
    delta.put_events = {
        meeting(0, on(2023, 10, 19), {0, 1}),
        meeting(1, on(2023, 10, 19), {0, 2}),
        event(2, EventType::kVisit,
              DateRange{.start = day(2023, 10, 18), .end = day(2023, 10, 19), .precision = DatePrecision::kRange},
              {0, 3}),
        meeting(3, on(2018, 5, 31), {1, 0}),
        meeting(4, std::nullopt, {2, 4}),
        event(5, EventType::kProposal, in_year(2023), {0, 3, 4})};
    auto planned = meeting(6, on(2024, 1, 16), {0, 2});
    planned.status = EventStatus::kPlanned;
    delta.put_events.push_back(planned);
    graph_ = writer_.apply(delta);
  }

  GraphWriter writer_;
  std::shared_ptr<EventGraph const> graph_;
  ActorId const lavrov_{0}, kim_{1}, choe_{2}, korea_{3}, wang_{4}, nobody_{5};
};

TEST_F(QueriesTest, EventsAmongExactlyThese) {
  auto delta = actors(6);
  delta.put_events = {meeting(7, on(2023, 10, 19), {1, 0}), meeting(8, on(2023, 10, 19), {0, 1, 2}),
                      meeting(9, on(2023, 10, 19), {0, 1, 4}), meeting(10, on(2023, 10, 19), {0, 0}),
                      event(11, EventType::kVisit, on(2023, 10, 19), {0, 1})};
  graph_ = writer_.apply(delta);
  auto const among = [&](std::initializer_list<ActorId> who, std::optional<Day> when,
                         EventType type = EventType::kMeeting, EventStatus status = EventStatus::kHappened) {
    Participants participants;
    for (auto const actor : who) participants.push_back({actor, Role::kTarget});
    std::vector<std::uint32_t> found;
    for (auto const id : events_among(*graph_, participants, when, type, status)) found.push_back(id.value);
    return found;
  };
  auto const date = day(2023, 10, 19);
  EXPECT_THAT(among({lavrov_, kim_}, date), ElementsAre(0, 7));
  EXPECT_THAT(among({kim_, lavrov_}, date, EventType::kVisit), ElementsAre(11));
  EXPECT_THAT(among({lavrov_, kim_, choe_}, date), ElementsAre(8));
  EXPECT_THAT(among({wang_, kim_, lavrov_}, date), ElementsAre(9));
  EXPECT_THAT(among({lavrov_}, date), ElementsAre(10));
  EXPECT_THAT(among({lavrov_, lavrov_}, date), ElementsAre(10));
  EXPECT_THAT(among({choe_, wang_}, std::nullopt), ElementsAre(4));
  EXPECT_THAT(among({choe_, wang_}, date), ElementsAre());
  EXPECT_THAT(among({lavrov_, choe_}, day(2024, 1, 16)), ElementsAre());
  EXPECT_THAT(among({lavrov_, choe_}, day(2024, 1, 16), EventType::kMeeting, EventStatus::kPlanned), ElementsAre(6));
  EXPECT_THAT(among({lavrov_, nobody_}, date), ElementsAre());
  EXPECT_THAT(among({}, date), ElementsAre());
  EXPECT_THAT(among({lavrov_, ActorId{99}}, date), ElementsAre()) << "unknown to the graph";
}

TEST_F(QueriesTest, TimelineRunsByDateInPages) {
  auto page = timeline(*graph_, lavrov_, {}, {}, {.limit = 4});
  EXPECT_THAT(ids(page), ElementsAre(6, 1, 0, 2));
  ASSERT_TRUE(page.next);
  page = timeline(*graph_, lavrov_, {}, {}, {.after = page.next, .limit = 4});
  EXPECT_THAT(ids(page), ElementsAre(5, 3));
  EXPECT_FALSE(page.next);
  EXPECT_THAT(ids(timeline(*graph_, lavrov_, {}, {}, {.order = Order::kOldestFirst})), ElementsAre(3, 5, 2, 0, 1, 6));
  EXPECT_THAT(ids(timeline(*graph_, choe_, {}, {}, {})), ElementsAre(6, 1, 4)) << "undated comes last";
}

TEST_F(QueriesTest, TimelineWithACounterpart) {
  EXPECT_THAT(ids(timeline(*graph_, lavrov_, kim_, {}, {})), ElementsAre(0, 3));
  EXPECT_THAT(ids(timeline(*graph_, korea_, wang_, {}, {})), ElementsAre(5));
  EXPECT_THAT(ids(timeline(*graph_, kim_, wang_, {}, {})), ElementsAre());
  EXPECT_THAT(ids(timeline(*graph_, kim_, nobody_, {}, {})), ElementsAre());
  EXPECT_THAT(ids(timeline(*graph_, kim_, ActorId{99}, {}, {})), ElementsAre());
}

TEST_F(QueriesTest, WindowsOverlapAndLeaveUndatedOut) {
  EventFilter filter;
  filter.window.from = day(2023, 10, 19);
  EXPECT_THAT(ids(find_events(*graph_, filter, {})), ElementsAre(6, 1, 0, 2, 5));
  filter.window.to = day(2023, 12, 31);
  EXPECT_THAT(ids(find_events(*graph_, filter, {})), ElementsAre(1, 0, 2, 5));
  filter.window.from = {};
  EXPECT_THAT(ids(find_events(*graph_, filter, {})), ElementsAre(1, 0, 2, 5, 3));
}

TEST_F(QueriesTest, LimitZeroStillTellsWhetherThereIsMore) {
  EventKey const start{.day = INT32_MAX};
  auto const page = find_events(*graph_, {}, {.after = start, .limit = 0});
  EXPECT_TRUE(page.events.empty());
  EXPECT_EQ(page.next, start);
}

TEST_F(QueriesTest, WhomLavrovMet) {
  auto const happened = met(*graph_, lavrov_, EventFilter::happened_meetings()).encounters;
  ASSERT_EQ(happened.size(), 2U);
  EXPECT_EQ(happened[0].b, kim_);
  EXPECT_EQ(happened[0].count, 2U);
  EXPECT_EQ(happened[0].first, on(2018, 5, 31));
  EXPECT_EQ(happened[0].last, on(2023, 10, 19));
  EXPECT_EQ(happened[0].latest, EventId{0});
  EXPECT_EQ(happened[1].b, choe_);

  auto planned_too = EventFilter::happened_meetings();
  planned_too.statuses.set();
  auto const all = met(*graph_, lavrov_, planned_too).encounters;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].b, choe_) << "as often, but later";
  EXPECT_EQ(all[0].last, on(2024, 1, 16));
  EXPECT_TRUE(met(*graph_, nobody_, {}).encounters.empty());
  EXPECT_TRUE(met(*graph_, ActorId{99}, {}).encounters.empty());
}

TEST_F(QueriesTest, UndatedMeetingsHaveNoFirstAndLast) {
  auto const found = meetings(*graph_, wang_, choe_, EventFilter::happened_meetings()).encounters;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].a, choe_);
  EXPECT_EQ(found[0].b, wang_);
  EXPECT_FALSE(found[0].first);
  EXPECT_FALSE(found[0].last);
  EXPECT_EQ(found[0].latest, EventId{4});
}

TEST_F(QueriesTest, MeetingsOfAll) {
  auto const all = meetings(*graph_, {}, {}, EventFilter::happened_meetings()).encounters;
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].a, lavrov_);
  EXPECT_EQ(all[0].b, kim_);
  EXPECT_EQ(all[2].a, choe_);
  EXPECT_EQ(meetings(*graph_, {}, choe_, EventFilter::happened_meetings()).total, 2U);
  EXPECT_TRUE(meetings(*graph_, kim_, kim_, {}).encounters.empty());
}

TEST_F(QueriesTest, ShortestPath) {
  auto const path = shortest_path(*graph_, kim_, wang_, EventFilter::happened_meetings());
  EXPECT_THAT(actors_of(path), ElementsAre(1, 0, 2, 4));
  EXPECT_FALSE(path[0].event);
  EXPECT_EQ(path[1].event, EventId{0}) << "the latest of two";
  EXPECT_EQ(path[3].event, EventId{4});
  EXPECT_THAT(actors_of(shortest_path(*graph_, kim_, wang_, {})), ElementsAre(1, 0, 4)) << "by the proposal";
  EXPECT_THAT(actors_of(shortest_path(*graph_, kim_, kim_, {})), ElementsAre(1));
  EXPECT_TRUE(shortest_path(*graph_, kim_, nobody_, {}).empty());
  EXPECT_TRUE(shortest_path(*graph_, ActorId{99}, kim_, {}).empty());
}

TEST_F(QueriesTest, Activity) {
  auto const all = activity(*graph_, lavrov_, {});
  EXPECT_EQ(all.total, 6U);
  EXPECT_EQ(all.by_type[static_cast<std::size_t>(EventType::kMeeting)], 4U);
  EXPECT_EQ(all.by_type[static_cast<std::size_t>(EventType::kVisit)], 1U);
  EXPECT_EQ(all.first, day(2018, 5, 31));
  EXPECT_EQ(all.last, day(2024, 1, 16));
  auto const none = activity(*graph_, nobody_, {});
  EXPECT_EQ(none.by_type.size(), kEventTypeCount);
  EXPECT_EQ(none.total, 0U);
  EXPECT_FALSE(none.first);
}

}  // namespace
}  // namespace dragoman
