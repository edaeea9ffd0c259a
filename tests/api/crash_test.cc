// kill -9 while articles come, are replaced and go, tables are imported, actors are merged and parted: what was
// acknowledged is there with its events, nothing is half there, and doing it all again ends as if nothing had happened.

#include <gmock/gmock.h>
#include <signal.h>

#include <random>

#include "../storage/child.h"
#include "../storage/scratch.h"
#include "tests/api/crash_history.h"
#include "tests/api/fixture.h"
#include "tests/scale.h"
#include "tests/seed.h"

namespace dragoman::testing {
namespace {

using ::testing::IsEmpty;
using Clock = std::chrono::steady_clock;

/// Two histories, so that they may run beside each other.
class CrashTest : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  struct Opened {
    EventStore* store;
    World world;
  };
  static Opened open(std::string const& directory) {
    auto store = std::move(open_rocks_store({.directory = directory}).value());
    auto* const raw = store.get();
    return {raw, World(std::move(store))};
  }

  /// Lets the tool work until some moment; returns how many steps are acknowledged.
  std::uint64_t work_and_kill(std::uint64_t done, bool any_moment) {
    Child tool({DRAGOMAN_CRASH_TOOL, directory_, std::to_string(seed_), std::to_string(done)});
    auto const moment = std::chrono::microseconds{random_() % 25'000};
    auto const keep = [&](std::optional<std::string> const& line) {
      if (line) done = std::stoull(*line) + 1;
      return line.has_value();
    };
    // The first line says that it is at work; without waiting for it, opening is interrupted too.
    if (!any_moment) {
      EXPECT_TRUE(keep(tool.line(Clock::now() + std::chrono::seconds{60})));
    }
    auto const until = Clock::now() + moment;
    while (keep(tool.line(until))) {
    }
    tool.kill_now();
    EXPECT_EQ(tool.wait(), 128 + SIGKILL);
    while (keep(tool.line(Clock::now() + std::chrono::seconds{10}))) {
    }
    return done;
  }

  std::uint32_t const seed_ = test::chosen_seed() + GetParam();
  std::mt19937 random_{seed_};
  Scratch scratch_;
  std::string const directory_ = scratch_ / "store";
};

TEST_P(CrashTest, KillsAtRandomMomentsLoseNothingAcknowledgedAndLeaveNothingHalfDone) {
  constexpr int kKills = static_cast<int>(test::scaled(150, 20));
  Known expected;          // after `done` steps
  std::uint64_t done = 0;  // found in the database
  for (int kill = 0; kill < kKills; ++kill) {
    SCOPED_TRACE("kill " + std::to_string(kill) + " after step " + std::to_string(done));
    auto const acknowledged = work_and_kill(done, kill % 5 == 4);
    auto const opened = open(directory_);
    auto const found = known_in(*opened.world.knowledge);
    for (; done < acknowledged; ++done) take_step(expected, done, step_at(seed_, done));
    // Of the steps under way, any number from the first on may have been applied; none in part or out of turn.
    while (found != expected && done < acknowledged + kMostUnderWay) {
      take_step(expected, done, step_at(seed_, done));
      ++done;
    }
    ASSERT_TRUE(found == expected) << "the articles, tables and merges are those of no step from " << acknowledged
                                   << " on";
    ASSERT_EQ(events_in(*opened.world.knowledge), events_told(expected));
    ASSERT_THAT(check(opened.world), IsEmpty());
    ASSERT_THAT(opened.store->verify().value(), IsEmpty());
  }
  std::cout << kKills << " kills in " << done << " steps\n";
  EXPECT_GT(done, 0U);

  // What comes of the same steps depends on the merges there are at the beginning, so the model goes along.
  auto const all_again = [&](std::string const& directory, Known model) {
    auto const opened = open(directory);
    for (std::uint64_t step = 0; step < done; ++step) {
      submit(*opened.world.knowledge, step, step_at(seed_, step), [](auto const&) {});
      take_step(model, step, step_at(seed_, step));
    }
    opened.world.knowledge->stop();
    EXPECT_THAT(opened.store->verify().value(), IsEmpty());
    EXPECT_TRUE(known_in(*opened.world.knowledge) == model);
    EXPECT_EQ(events_in(*opened.world.knowledge), events_told(model));
    EXPECT_EQ(opened.world.knowledge->counts().articles, model.articles.size());
  };
  all_again(directory_, expected);
  all_again(scratch_ / "undisturbed", {});
}

INSTANTIATE_TEST_SUITE_P(Histories, CrashTest, ::testing::Values(0U, 1U));

}  // namespace
}  // namespace dragoman::testing
