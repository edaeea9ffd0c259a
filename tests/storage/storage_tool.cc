// What the storage tests run in a process of its own, and how the committed old database and the space figure are made.
//
//   storage_tool write DIR         goes on with the history in DIR, printing each step once it is durable, until killed
//   storage_tool hold DIR          opens DIR, prints "open" or why not, and keeps it until its input ends
//   storage_tool sample DIR        writes the first hundred steps: some in files, the rest in the log
//   storage_tool events DIR COUNT  writes small events and prints what they take

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>

#include "backends.h"
#include "history.h"
#include "raw_database.h"

namespace dragoman::testing {
namespace {

int write_history(std::string const& directory) {
  auto const store = open_rocks(directory);
  History history;
  while (history.steps() < steps_in(*store)) history.next();
  for (std::uint32_t group_size = 1;; group_size = group_size % 4 + 1) {
    std::vector<Batch> group;
    while (group.size() < group_size) group.push_back(history.next());
    if (auto const done = store->commit(group); !done) {
      std::cerr << done.error().message << '\n';
      return 1;
    }
    auto const line = std::to_string(history.steps()) + '\n';
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 1;
  }
}

int hold(std::string const& directory) {
  auto const store = open_rocks_store({.directory = directory});
  std::cout << (store ? "open" : store.error().message) << std::endl;
  std::string ignored;
  while (std::getline(std::cin, ignored)) {
  }
  return store ? 0 : 1;
}

int sample(std::string const& directory) {
  History history;
  for (int half = 0; half < 2; ++half) {
    {
      auto const store = open_rocks(directory);
      for (int i = 0; i < 50; ++i) {
        auto const batch = history.next();
        if (!store->commit({&batch, 1})) return 1;
      }
    }
    if (half == 0) RawDatabase(directory).compact();
  }
  return 0;
}

std::uintmax_t bytes_in(std::string const& directory) {
  std::uintmax_t bytes = 0;
  for (auto const& entry : std::filesystem::directory_iterator(directory)) bytes += entry.file_size();
  return bytes;
}

int small_events(std::string const& directory, std::uint32_t count) {
  using Clock = std::chrono::steady_clock;
  auto const seconds = [](Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
  };
  constexpr std::uint32_t kActors = 23'033;
  std::mt19937 random(1);
  // Few actors do most of what happens.
  auto const actor = [&] {
    auto const uniform = std::uniform_real_distribution<>(0, 1)(random);
    return ActorId{static_cast<std::uint32_t>(uniform * uniform * uniform * kActors)};
  };
  auto const start = Clock::now();
  auto store = open_rocks(directory);
  Batch batch;
  for (std::uint32_t i = 0; i < kActors; ++i) {
    auto const name = std::to_string(i);
    batch.put_actors.push_back({ActorId{i}, {.slug = "actor-" + name, .name = "Actor " + name, .country = "north"}});
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Day const day = Day{std::chrono::year{2018} / 1 / 1} + std::chrono::days{std::uint64_t{i} * 304 / count};
    Event event{.id = EventId{i}, .cameo = std::to_string(10 + random() % 190), .date = DateRange{day, day}};
    event.participants = {{actor(), Role::kSource}, {actor(), Role::kTarget}};
    event.evidence = {{.article = std::to_string(1'000'000'000U + random() % 3'000'000'000U)}};
    batch.put_events.push_back(std::move(event));
    if (batch.put_events.size() < 1000 && i + 1 < count) continue;
    if (!store->commit({&batch, 1})) return 1;
    batch = {};
  }
  std::cout << "written in " << seconds(start) << " s, " << bytes_in(directory) << " bytes with the log\n";
  store.reset();
  RawDatabase(directory).compact();
  std::cout << bytes_in(directory) << " bytes after compaction\n";

  auto const opening = Clock::now();
  store = open_rocks(directory);
  std::cout << "opened in " << seconds(opening) << " s\n";
  auto const reading = Clock::now();
  std::size_t seen = 0;
  if (!store->snapshot()->for_each_event(EventId{0}, [&](Event const&) { return ++seen > 0; })) return 1;
  std::cout << seen << " events read in " << seconds(reading) << " s\n";
  auto const verifying = Clock::now();
  auto const faults = store->verify().value();
  std::cout << faults.size() << " faults, verified in " << seconds(verifying) << " s\n";

  auto const snapshot = store->snapshot();
  auto const looking = Clock::now();
  constexpr int kPages = 2000;
  for (int i = 0; i < kPages; ++i) {
    std::vector<EventId> page;
    for (int n = 0; n < 50; ++n) page.push_back(EventId{static_cast<std::uint32_t>(random() % count)});
    if (!snapshot->events(page)) return 1;
  }
  std::cout << seconds(looking) / kPages * 1e6 << " us for 50 events anywhere\n";
  return faults.empty() ? 0 : 1;
}

int run(std::vector<std::string> const& words) {
  if (words.size() == 2 && words[0] == "write") return write_history(words[1]);
  if (words.size() == 2 && words[0] == "hold") return hold(words[1]);
  if (words.size() == 2 && words[0] == "sample") return sample(words[1]);
  if (words.size() == 3 && words[0] == "events")
    return small_events(words[1], static_cast<std::uint32_t>(std::stoul(words[2])));
  std::cerr << "see the head of storage_tool.cc\n";
  return 2;
}

}  // namespace
}  // namespace dragoman::testing

int main(int count, char** words) { return dragoman::testing::run({words + 1, words + count}); }
