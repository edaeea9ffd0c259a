#include "api/event_merger.h"

#include <gtest/gtest.h>

#include "api/pending_actors.h"

namespace dragoman {
namespace {

using namespace std::chrono_literals;
constexpr Day kDay = 2023y / 10 / 19;

DateRange day(Day at) { return {at, at, DatePrecision::kDay}; }

Event make(std::uint32_t id, EventType type, DateRange date, Participants participants) {
  return {.id = EventId{id},
          .type = type,
          .status = EventStatus::kHappened,
          .cameo = "040",
          .date = date,
          .date_text = {},
          .participants = std::move(participants),
          .evidence = {{.article = "a", .publisher = {}, .published = {}, .sentence = "s", .begin = 0, .end = 1}}};
}

EventIdentity identity(Event const& event) {
  return identity_of(event.type, event.status, event.date, event.participants);
}

Participant source(std::uint32_t id) { return {ActorId{id}, Role::kSource}; }
Participant target(std::uint32_t id) { return {ActorId{id}, Role::kTarget}; }

class Merger : public testing::Test {
 protected:
  Merger() {
    GraphDelta delta;
    for (std::uint32_t i = 0; i < 4; ++i)
      delta.put_actors.emplace_back(ActorId{i}, Actor{.slug = "a" + std::to_string(i)});
    // A busy pair: more events on the days around than one look-up fetches.
    std::uint32_t id = 10;
    for (int offset = -100; offset <= 100; ++offset) {
      delta.put_events.push_back(
          make(id++, EventType::kVisit, day(kDay + std::chrono::days(offset)), {source(0), target(1)}));
    }
    for (int i = 0; i < 100; ++i) {
      auto range = day(kDay);
      range.end += std::chrono::days(i + 1);
      delta.put_events.push_back(make(id++, EventType::kMeeting, range, {source(0), target(1)}));
    }
    delta.put_events.push_back(make(900, EventType::kMeeting, day(kDay), {source(0), target(1)}));
    delta.put_events.push_back(make(901, EventType::kAccusation, day(kDay), {source(2), target(3)}));
    graph = writer.apply(delta);
  }

  GraphWriter writer;
  std::shared_ptr<EventGraph const> graph;
};

TEST_F(Merger, FindsInTheGraph) {
  EventMerger const merger(*graph);
  auto event = make(0, EventType::kMeeting, day(kDay), {source(0), target(1)});
  EXPECT_EQ(merger.find(identity(event)), EventId{900});
  event.participants = {source(1), target(0)};
  EXPECT_EQ(merger.find(identity(event)), EventId{900}) << "who is which has no meaning in a meeting";
  event.date = day(kDay + std::chrono::days(1));
  EXPECT_FALSE(merger.find(identity(event)));
  event.date.reset();
  EXPECT_FALSE(merger.find(identity(event)));
}

TEST_F(Merger, RolesStatusAndTypeMatter) {
  EventMerger const merger(*graph);
  EXPECT_EQ(merger.find(identity(make(0, EventType::kAccusation, day(kDay), {source(2), target(3)}))), EventId{901});
  EXPECT_FALSE(merger.find(identity(make(0, EventType::kAccusation, day(kDay), {source(3), target(2)}))));
  EXPECT_FALSE(merger.find(identity(make(0, EventType::kCriticism, day(kDay), {source(2), target(3)}))));
  EXPECT_FALSE(merger.find(identity(make(0, EventType::kAccusation, day(kDay), {source(2)}))));
  EXPECT_FALSE(merger.find(identity(make(0, EventType::kAccusation, day(kDay), {source(2), target(3), target(1)}))));
  auto planned = make(0, EventType::kMeeting, day(kDay), {source(0), target(1)});
  planned.status = EventStatus::kPlanned;
  EXPECT_FALSE(merger.find(identity(planned)));
}

TEST_F(Merger, SeesWhatChangedSince) {
  EventMerger merger(*graph);
  auto const known = identity(make(0, EventType::kMeeting, day(kDay), {source(0), target(1)}));
  merger.erased(known, EventId{900});
  EXPECT_FALSE(merger.find(known));
  merger.added(known, EventId{1000});
  EXPECT_EQ(merger.find(known), EventId{1000});
  merger.erased(known, EventId{1000});
  EXPECT_FALSE(merger.find(known));
}

TEST(Learn, AddsWhatIsMissing) {
  Actor known{.slug = "x", .name = "X", .kind = ActorKind::kOther, .country = {}, .aliases = {"A"}, .offices = {}};
  EXPECT_FALSE(learn(known, Actor{.slug = "x", .name = "X", .aliases = {"A"}}));
  EXPECT_TRUE(learn(known, Actor{.slug = "x",
                                 .name = "X of Y",
                                 .kind = ActorKind::kPerson,
                                 .country = "y",
                                 .aliases = {"B"},
                                 .offices = {{"minister", "y", {}, {}}}}));
  EXPECT_EQ(known, (Actor{.slug = "x",
                          .name = "X",
                          .kind = ActorKind::kPerson,
                          .country = "y",
                          .aliases = {"A", "B", "X of Y"},
                          .offices = {{"minister", "y", {}, {}}}}));
  EXPECT_FALSE(learn(known, Actor{.slug = "x", .name = "X", .kind = ActorKind::kState, .country = "z"}));
}

TEST(Learn, StopsGrowing) {
  Actor known{.slug = "x", .name = "X"};
  for (int i = 0; i < 1000; ++i) learn(known, Actor{.slug = "x", .name = "X", .aliases = {std::to_string(i)}});
  EXPECT_EQ(known.aliases.size(), 100U);
}

}  // namespace
}  // namespace dragoman
