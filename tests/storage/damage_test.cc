// Damage to single files: opening or verify() says so and names the file, wherever in it the damage is; nothing is
// passed over in silence.

#include <gmock/gmock.h>

#include <random>

#include "backends.h"
#include "history.h"
#include "raw_database.h"
#include "tests/scale.h"
#include "tests/seed.h"

namespace dragoman::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DamageTest : public ::testing::Test {
 protected:
  DamageTest() {
    // Parts in files, then one in the log.
    for (int part = 0; part < 3; ++part) {
      {
        auto const store = open_rocks(whole_);
        for (int i = 0; i < 40; ++i) {
          auto const batch = history_.next();
          if (!store->commit({&batch, 1})) throw std::runtime_error("no commit");
        }
      }
      if (part == 1) RawDatabase(whole_).compact();
    }
    for (auto const& entry : fs::directory_iterator(whole_)) files_.push_back(entry.path().filename().string());
  }

  void start_over() {
    fs::remove_all(damaged_);
    fs::copy(whole_, damaged_);
  }

  std::vector<std::string> ending(std::string const& end) const {
    std::vector<std::string> found;
    for (auto const& file : files_)
      if (file.ends_with(end)) found.push_back(file);
    return found;
  }

  /// Every fault that opening or verify() reports.
  std::vector<std::string> faults() const {
    auto const opened = open_rocks_store({.directory = damaged_});
    if (!opened) {
      EXPECT_EQ(opened.error().code, ErrorCode::kCorruption) << opened.error().message;
      EXPECT_THAT(opened.error().message, HasSubstr(damaged_));
      return {opened.error().message};
    }
    return opened.value()->verify().value();
  }

  void expect_reported(std::string const& file) const {
    auto const found = faults();
    // When RocksDB refuses a table while opening, it sometimes names the manifest that lists it.
    EXPECT_THAT(found, ::testing::Contains(AnyOf(HasSubstr(file), HasSubstr("in file " + damaged_ + "/MANIFEST"))));
    for (auto const& fault : found) EXPECT_THAT(fault, Not(HasSubstr("\n")));
  }

  Scratch scratch_;
  std::string const whole_ = scratch_ / "whole";
  std::string const damaged_ = scratch_ / "damaged";
  History history_;
  std::vector<std::string> files_;
};

TEST_F(DamageTest, AFlippedBitAnywhereInATableIsReported) {
  std::mt19937 random(test::chosen_seed());
  ASSERT_THAT(ending(".sst"), Not(IsEmpty()));
  for (auto const& file : ending(".sst")) {
    start_over();
    auto const path = damaged_ + '/' + file;
    auto const bytes = read_file(path);
    for (std::size_t i = 0; i < test::scaled(12, 6); ++i) {
      // The footer has bytes that mean nothing.
      constexpr std::size_t kFooter = 53;
      auto const at = random() % (bytes.size() - kFooter);
      SCOPED_TRACE(file + " at " + std::to_string(at) + " of " + std::to_string(bytes.size()));
      start_over();
      auto broken = bytes;
      broken[at] = static_cast<char>(broken[at] ^ (1 << random() % 8));
      write_file(path, broken);
      expect_reported(file);
    }
  }
}

TEST_F(DamageTest, ACutTableIsReported) {
  for (auto const& file : ending(".sst")) {
    for (std::size_t const cut : {std::size_t{1}, std::size_t{100}, std::size_t{100'000'000}}) {
      SCOPED_TRACE(file + " short of " + std::to_string(cut));
      start_over();
      auto const bytes = read_file(damaged_ + '/' + file);
      write_file(damaged_ + '/' + file, bytes.substr(0, bytes.size() - std::min(cut, bytes.size())));
      expect_reported(file);
    }
  }
}

TEST_F(DamageTest, AMissingFileIsReported) {
  for (auto const& file : files_) {
    // LOCK is made again. LOG, OPTIONS and IDENTITY are for people and tools.
    if (file == "LOCK" || file.starts_with("LOG") || file.starts_with("OPTIONS") || file == "IDENTITY") continue;
    SCOPED_TRACE(file);
    start_over();
    // A log that was finished, and not yet removed, would hide that the one in use is missing.
    if (file.ends_with(".log")) {
      for (auto const& other : ending(".log")) {
        if (other != file) fs::remove(damaged_ + '/' + other);
      }
    }
    ASSERT_TRUE(fs::remove(damaged_ + '/' + file));
    // RocksDB calls a table by another name when it has looked for it under both.
    expect_reported(file.starts_with("MANIFEST") ? "MANIFEST"
                    : file.ends_with(".sst")     ? file.substr(0, file.size() - 3)
                    : file.ends_with(".log")     ? ".log"
                                                 : file);
  }
}

TEST_F(DamageTest, ALogCutInItsMiddleLosesTheEndAndSplitsNoBatch) {
  // What no program can tell from a write that a kill cut short.
  auto logs = ending(".log");
  auto const newest = *std::max_element(logs.begin(), logs.end());
  auto const bytes = read_file(whole_ + '/' + newest);
  ASSERT_GT(bytes.size(), 1000U);
  std::mt19937 random(test::chosen_seed());
  for (std::size_t i = 0; i < test::scaled(12, 4); ++i) {
    start_over();
    write_file(damaged_ + '/' + newest, bytes.substr(0, random() % bytes.size()));
    auto const store = open_rocks(damaged_);
    auto const steps = steps_in(*store);
    EXPECT_GE(steps, 80U);
    EXPECT_LT(steps, 120U);
    History expected;
    while (expected.steps() < steps) expected.next();
    expect_same(*store, expected.model());
    EXPECT_THAT(store->verify().value(), IsEmpty());
  }
}

}  // namespace
}  // namespace dragoman::testing
