#include "graph/graph_loader.h"

#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/graph/same_graph.h"
#include "tests/graph/sample.h"

namespace dragoman {
namespace {

GraphDelta some(std::uint32_t actor_count, std::uint32_t event_count, bool in_order) {
  std::mt19937 random{5};
  auto const below = [&random](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  GraphDelta delta;
  for (std::uint32_t i = 0; i < actor_count; ++i)
    delta.put_actors.emplace_back(ActorId{i}, sample::actor("a" + std::to_string(i), "A " + std::to_string(i)));
  for (std::uint32_t i = 0; i < event_count; ++i) {
    if (i / 100 % 3 == 1) continue;  // whole blocks and parts of blocks that nobody has put
    auto const start = sample::day(2000, 1, 1) + std::chrono::days{in_order ? i / 10 : below(5000)};
    std::optional<DateRange> date = DateRange{start, start, DatePrecision::kDay};
    if (!in_order && below(9) == 0) date.reset();
    auto event = sample::event(i, below(2) == 0 ? EventType::kMeeting : EventType::kOtherDiplomatic, date, {}, 1);
    for (auto left = below(6) == 0 ? below(5) : 2; left > 0; --left)
      event.participants.push_back({.actor = ActorId{below(1 + below(actor_count))}, .role = Role{below(2) == 0}});
    delta.put_events.push_back(std::move(event));
  }
  return delta;
}

void put(GraphLoader& loader, GraphDelta const& delta, std::size_t parts) {
  for (auto const& [id, actor] : delta.put_actors) loader.put_actor(id, actor);
  for (auto const& event : delta.put_events)
    loader.put_event(event.id.value / GraphLoader::kEventsInRun % parts, event);
}

class SameAsApply : public testing::TestWithParam<bool> {};

TEST_P(SameAsApply, WhateverTheNumbersOfPartsAndThreads) {
  auto const delta = some(300, 20'000, GetParam());
  GraphWriter writer;
  auto const applied = writer.apply(delta);
  for (unsigned const parts : {1U, 2U, 7U}) {
    GraphLoader loader{parts};
    put(loader, delta, parts);
    EXPECT_EQ(difference(*loader.finish(parts), *applied), "") << parts;
  }
}

INSTANTIATE_TEST_SUITE_P(GraphLoader, SameAsApply, testing::Bool(),
                         [](auto const& test) { return test.param ? "IdsByDate" : "IdsInAnyOrder"; });

TEST(GraphLoader, DatesFarApart) {
  GraphDelta delta = some(2, 0, true);
  for (std::uint32_t i = 0; i < 200; ++i) {
    Day const day{std::chrono::days{i % 2 == 0 ? 2'000'000'000 - static_cast<int>(i) : static_cast<int>(i)}};
    delta.put_events.push_back(sample::event(i, EventType::kMeeting, DateRange{day, day}, {0, 1}, 1));
  }
  GraphWriter writer;
  GraphLoader loader{1};
  put(loader, delta, 1);
  EXPECT_EQ(difference(*loader.finish(1), *writer.apply(delta)), "");
}

TEST(GraphLoader, NothingAtAll) {
  GraphWriter writer;
  GraphLoader loader{2};
  EXPECT_EQ(difference(*loader.finish(2), *writer.current()), "");
}

TEST(GraphLoader, ChangesFollowALoad) {
  auto const delta = some(50, 3000, false);
  GraphWriter loaded;
  GraphLoader loader{2};
  put(loader, delta, 2);
  auto const first = loader.finish(2);
  loaded.go_on_from(first);
  GraphWriter applied;
  auto const before = applied.apply(delta);
  GraphDelta change;
  for (std::uint32_t i = 0; i < 3000; i += 7) change.erase_events.push_back(EventId{i});
  change.put_events = some(50, 3500, true).put_events;
  EXPECT_EQ(difference(*loaded.apply(change), *applied.apply(change)), "");
  EXPECT_EQ(difference(*first, *before), "");
}

TEST(GraphLoader, PartsAreFilledByThreadsOfTheirOwn) {
  auto const delta = some(300, 20'000, true);
  GraphLoader loader{2};
  auto const fill = [&](std::size_t part) {
    for (auto const& event : delta.put_events)
      if (event.id.value / GraphLoader::kEventsInRun % 2 == part) loader.put_event(part, event);
  };
  std::thread first{[&] { fill(0); }};
  std::thread second{[&] { fill(1); }};
  for (auto const& [id, actor] : delta.put_actors) loader.put_actor(id, actor);
  first.join();
  second.join();
  GraphWriter writer;
  EXPECT_EQ(difference(*loader.finish(2), *writer.apply(delta)), "");
}

TEST(GraphLoader, UnknownParticipants) {
  for (std::uint32_t const actor : {7U, 900U}) {
    GraphLoader loader{1};
    loader.put_actor(ActorId{20}, sample::actor("a", "A"));
    loader.put_event(0, sample::event(0, EventType::kMeeting, {}, {20, actor}, 1));
    EXPECT_THROW(loader.finish(1), std::invalid_argument);
  }
}

TEST(GraphLoader, APartMayNotWriteInARunOfAnother) {
  GraphLoader loader{2};
  loader.put_actor(ActorId{0}, sample::actor("a", "A"));
  loader.put_event(0, sample::event(0, EventType::kMeeting, {}, {0}, 1));
  loader.put_event(1, sample::event(1, EventType::kMeeting, {}, {0}, 1));
  EXPECT_THROW(loader.finish(1), std::logic_error);
}

}  // namespace
}  // namespace dragoman
