// Readers work on the graphs they hold while a writer makes new ones.

#include <atomic>
#include <latch>
#include <mutex>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "graph/actor_index.h"
#include "graph/names.h"
#include "graph/queries.h"
#include "tests/graph/sample.h"

namespace dragoman {
namespace {

using namespace sample;

constexpr std::uint32_t kActors = 40;
constexpr std::uint32_t kEvents = 600;

/// Every moment holds events 0 … n-1, each of which somebody met somebody in, and n is known from the event count.
void read_everything(EventGraph const& graph, std::atomic<std::size_t>& faults) {
  auto const events = graph.event_count();
  if (find_events(graph, {}, {.limit = kEvents + 1}).events.size() != events) ++faults;
  std::size_t participations = 0;
  std::uint32_t met_count = 0;
  for (std::uint32_t a = 0; a < kActors; ++a) {
    participations += activity(graph, ActorId{a}, {}).total;
    for (auto const& e : met(graph, ActorId{a}, EventFilter::happened_meetings()).encounters) met_count += e.count;
    if (graph.degree(ActorId{a}) > 0 && shortest_path(graph, ActorId{a}, ActorId{a}, {}).size() != 1) ++faults;
  }
  if (participations != 2 * events || met_count != 2 * events) ++faults;
}

TEST(GraphThreads, ReadersNeverSeeAChange) {
  GraphWriter writer;
  std::mutex mutex;
  std::shared_ptr<EventGraph const> published = writer.apply(actors(kActors));
  std::atomic<bool> done{false};
  std::atomic<std::size_t> faults{0};
  std::latch started{3};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      started.arrive_and_wait();
      do {
        auto const graph = [&] {
          std::lock_guard const lock{mutex};
          return published;
        }();
        read_everything(*graph, faults);
      } while (!done);
    });

  std::mt19937 random{5};
  started.arrive_and_wait();
  for (std::uint32_t i = 0; i < kEvents; ++i) {
    auto const a = static_cast<std::uint32_t>(random() % kActors);
    auto const b = (a + 1 + static_cast<std::uint32_t>(random() % (kActors - 1))) % kActors;
    Day const day{std::chrono::days{static_cast<int>(random() % 500U)}};
    GraphDelta delta{.put_events = {meeting(i, DateRange{day, day}, {a, b})}};
    if (i > 0) {  // and replace one: the counts stay
      auto const other = static_cast<std::uint32_t>(random() % i);
      delta.put_events.push_back(meeting(other, DateRange{day, day}, {b, a}));
    }
    auto next = writer.apply(delta);
    std::lock_guard const lock{mutex};
    published = std::move(next);
  }
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(faults, 0U);
  EXPECT_EQ(published->event_count(), kEvents);
}

TEST(GraphThreads, NamesAreFoundWhileOthersAreAdded) {
  ActorIndex index;
  index.put(ActorId{0}, actor("sergei-lavrov", "Sergei Lavrov"));
  std::atomic<bool> done{false};
  std::atomic<std::size_t> faults{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      do {
        if (index.resolve("Lavrov") != std::vector{ActorId{0}}) ++faults;
        if (index.search("serg", 5).empty()) ++faults;
        if (slugify("Сергей Лавров") != "sergei-lavrov") ++faults;
      } while (!done);
    });
  for (std::uint32_t i = 1; i < 500; ++i)
    index.put(ActorId{i % 50 + 1}, actor("somebody-" + std::to_string(i), "Somebody " + std::to_string(i)));
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(faults, 0U);
}

}  // namespace
}  // namespace dragoman
