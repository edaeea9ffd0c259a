#include "graph/event_graph.h"

#include <random>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/ref.h"
#include "tests/graph/sample.h"

namespace dragoman {
namespace {

using namespace sample;
using testing::ElementsAre;

TEST(EventGraph, EmptyKnowsNobody) {
  EventGraph const graph;
  EXPECT_EQ(graph.actor_count(), 0U);
  EXPECT_EQ(graph.event_count(), 0U);
  EXPECT_EQ(graph.actor(ActorId{0}), nullptr);
  EXPECT_FALSE(graph.event(EventId{0}));
  EXPECT_FALSE(graph.actor_by_slug("x"));
  EXPECT_EQ(graph.degree(ActorId{7}), 0U);
}

TEST(EventGraph, TellsWhatWasPut) {
  GraphWriter writer;
  auto delta = actors(4);
  auto crowd = event(3, EventType::kAgreement,
                     DateRange{.start = day(1900, 1, 1), .end = day(1999, 12, 31), .precision = DatePrecision::kRange},
                     {2, 0, 3}, 1000);
  crowd.status = EventStatus::kPlanned;
  delta.put_events = {crowd, meeting(9, std::nullopt, {})};
  auto const graph = writer.apply(delta);
  auto const node = graph->event(EventId{3});
  ASSERT_TRUE(node);
  EXPECT_EQ(node->type, EventType::kAgreement);
  EXPECT_EQ(node->status, EventStatus::kPlanned);
  EXPECT_EQ(node->date, crowd.date);
  EXPECT_EQ(node->evidence, 1000U);
  EXPECT_THAT(node->participants, testing::ElementsAreArray(crowd.participants));
  EXPECT_FALSE(graph->event(EventId{9})->date);
  EXPECT_TRUE(graph->event(EventId{9})->participants.empty());
  EXPECT_EQ(graph->event_count(), 2U);
  EXPECT_EQ(graph->degree(ActorId{0}), 1U);
  EXPECT_EQ(graph->degree(ActorId{1}), 0U);
}

TEST(EventGraph, ActorsAreFoundBySlugAndRenamed) {
  GraphWriter writer;
  auto const before =
      writer.apply({.put_actors = {{ActorId{0}, actor("old", "Old")}, {ActorId{5}, actor("five", "F")}}});
  auto const after = writer.apply({.put_actors = {{ActorId{0}, actor("new", "New")}}});
  EXPECT_EQ(before->actor_by_slug("old"), ActorId{0});
  EXPECT_FALSE(before->actor_by_slug("new"));
  EXPECT_FALSE(after->actor_by_slug("old"));
  EXPECT_EQ(after->actor_by_slug("new"), ActorId{0});
  EXPECT_EQ(after->actor_by_slug("five"), ActorId{5});
  EXPECT_EQ(after->actor(ActorId{0})->name, "New");
  EXPECT_EQ(before->actor(ActorId{0})->name, "Old");
  EXPECT_EQ(after->actor_count(), 2U);
  EXPECT_EQ(after->actor(ActorId{3}), nullptr);
}

TEST(EventGraph, ReplacingAndErasing) {
  GraphWriter writer;
  writer.apply(actors(3));
  auto const first =
      writer.apply({.put_events = {meeting(0, on(2020, 1, 1), {0, 1}), meeting(1, on(2020, 1, 2), {0, 2})}});
  auto const second =
      writer.apply({.erase_events = {EventId{1}, EventId{77}}, .put_events = {meeting(0, on(2021, 1, 1), {1, 2})}});
  EXPECT_EQ(first->event_count(), 2U);
  EXPECT_EQ(first->degree(ActorId{0}), 2U);
  EXPECT_EQ(second->event_count(), 1U);
  EXPECT_EQ(second->degree(ActorId{0}), 0U);
  EXPECT_EQ(second->degree(ActorId{2}), 1U);
  EXPECT_EQ(second->event(EventId{0})->date, on(2021, 1, 1));
  EXPECT_FALSE(second->event(EventId{1}));
}

TEST(EventGraph, OfSeveralPutsOfOneIdTheLastCounts) {
  GraphWriter writer;
  writer.apply(actors(2));
  auto const graph =
      writer.apply({.put_events = {meeting(0, on(2020, 1, 1), {0, 1}), meeting(0, on(2019, 1, 1), {0})}});
  EXPECT_EQ(graph->event_count(), 1U);
  EXPECT_EQ(graph->event(EventId{0})->date, on(2019, 1, 1));
  EXPECT_EQ(graph->degree(ActorId{1}), 0U);
}

TEST(EventGraph, UnknownParticipantsChangeNothing) {
  GraphWriter writer;
  auto const before = writer.apply(actors(2));
  EXPECT_THROW(writer.apply({.put_events = {meeting(0, {}, {0, 1}), meeting(1, {}, {0, 9})}}), std::invalid_argument);
  EXPECT_EQ(writer.current(), before);
  EXPECT_EQ(before->event_count(), 0U);
}

/// A graph with a few very busy actors, as diplomacy has.
GraphDelta busy(std::uint32_t events, std::uint32_t actor_count) {
  std::mt19937 random{3};
  auto delta = actors(actor_count);
  auto const somebody = [&] {
    auto const spread = static_cast<double>(random()) / 4294967296.0;
    return static_cast<std::uint32_t>(spread * spread * spread * actor_count);
  };
  for (std::uint32_t i = 0; i < events; ++i) {
    auto const day_number = static_cast<int>(random() % 10'000U);
    Day const start{std::chrono::days{day_number}};
    delta.put_events.push_back(meeting(i, DateRange{.start = start, .end = start}, {somebody(), somebody()}));
  }
  return delta;
}

std::uint64_t bytes_copied_by_one_event(std::uint32_t events) {
  GraphWriter writer;
  auto const before_graph = writer.apply(busy(events, 500));
  auto const before = copied_bytes;
  writer.apply({.put_events = {meeting(events, on(1980, 5, 5), {0, 1})}});
  EXPECT_EQ(before_graph->event_count(), events);
  return copied_bytes - before;
}

TEST(EventGraph, AppendingCostsWhatIsAppended) {
  auto const small = bytes_copied_by_one_event(2'000);
  auto const large = bytes_copied_by_one_event(64'000);
  EXPECT_GT(small, 0U);
  EXPECT_LT(large, 32'000U);
  EXPECT_LT(large, small * 3) << "32 times the events may add a level to a tree, not more";
}

}  // namespace
}  // namespace dragoman
