// kill -9 in the middle of commits: what was acknowledged is there, nothing is half there.

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "backends.h"
#include "child.h"
#include "history.h"
#include "tests/scale.h"
#include "tests/seed.h"

namespace dragoman::testing {
namespace {

using Clock = std::chrono::steady_clock;

TEST(CrashTest, AcknowledgedStepsSurviveKillsAtRandomMoments) {
  constexpr int kRounds = static_cast<int>(test::scaled(30, 5));
  Scratch scratch;
  auto const directory = scratch / "store";
  std::mt19937 random(test::chosen_seed());
  std::uint64_t acknowledged = 0;
  History expected;
  for (int round = 0; round < kRounds; ++round) {
    {
      Child writer({DRAGOMAN_STORAGE_TOOL, "write", directory});
      // The first line says that it is at work; then any moment will do, before it is open included now and then.
      auto const moment = std::chrono::microseconds{random() % 40'000};
      if (round % 5 != 4) {
        auto const first = writer.line(Clock::now() + std::chrono::seconds{60});
        ASSERT_TRUE(first) << "round " << round;
        acknowledged = std::stoull(*first);
      }
      auto const until = Clock::now() + moment;
      while (auto const line = writer.line(until)) acknowledged = std::stoull(*line);
      writer.kill_now();
      ASSERT_EQ(writer.wait(), 128 + SIGKILL);
      while (auto const line = writer.line(Clock::now() + std::chrono::seconds{10})) acknowledged = std::stoull(*line);
    }
    auto const store = open_rocks(directory);
    auto const steps = steps_in(*store);
    ASSERT_GE(steps, acknowledged) << "round " << round;
    ASSERT_LE(steps, acknowledged + 4) << "one group at most was under way in round " << round;
    while (expected.steps() < steps) expected.next();
    expect_same(*store, expected.model());
    if (HasFailure()) FAIL() << "round " << round << " at step " << steps;
    acknowledged = steps;
  }
  EXPECT_GT(acknowledged, 0U);
}

std::ptrdiff_t manifests(std::filesystem::path const& directory) {
  std::filesystem::directory_iterator const files(directory);
  return std::count_if(begin(files), end(files),
                       [](auto const& file) { return file.path().filename().string().starts_with("MANIFEST-"); });
}

TEST(CrashTest, ADatabaseHeldByAnotherProcessIsRefusedUntouched) {
  Scratch scratch;
  auto const directory = scratch / "store";
  Child holder({DRAGOMAN_STORAGE_TOOL, "hold", directory});
  ASSERT_EQ(holder.line(Clock::now() + std::chrono::seconds{60}), "open");
  // The holder removes the manifest of its creation in the background; only then does it leave the files alone.
  auto const deadline = Clock::now() + std::chrono::seconds{60};
  while (manifests(directory) != 1) {
    ASSERT_LT(Clock::now(), deadline);
    std::this_thread::yield();
  }
  auto const before = fingerprint(directory);
  auto const refused = open_rocks_store({.directory = directory});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(refused.error().message.find(directory), std::string::npos) << refused.error().message;
  EXPECT_EQ(fingerprint(directory), before);
  holder.close_input();
  EXPECT_EQ(holder.wait(), 0);
  EXPECT_TRUE(open_rocks_store({.directory = directory}).has_value());
}

}  // namespace
}  // namespace dragoman::testing
