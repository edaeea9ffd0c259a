// What the store makes of its disk: one fsync a group, power cuts, and no space left.

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "backends.h"
#include "faulty_disk.h"
#include "history.h"
#include "storage/rocks_database.h"
#include "tests/small_disk.h"

namespace dragoman::testing {
namespace {

class DiskTest : public ::testing::Test {
 protected:
  DiskTest() : env_(rocksdb::NewCompositeEnv(disk_)) { open(); }

  void open() {
    store_.reset();
    auto opened = open_rocks_store(options_, env_.get());
    if (!opened) throw std::runtime_error(opened.error().message);
    store_ = std::move(opened.value());
  }
  Result<void> commit(std::size_t batches) {
    std::vector<Batch> group;
    while (group.size() < batches) group.push_back(history_.next());
    return store_->commit(group);
  }
  std::string directory() const { return scratch_ / "store"; }

  Scratch scratch_;
  std::shared_ptr<FaultyDisk> disk_ = std::make_shared<FaultyDisk>();
  std::unique_ptr<rocksdb::Env> env_;
  RocksStoreOptions options_{.directory = scratch_ / "store"};
  std::unique_ptr<EventStore> store_;
  History history_;
};

TEST_F(DiskTest, AGroupTakesOneSync) {
  for (std::size_t const batches : {1U, 2U, 40U}) {
    auto const before = disk_->log_syncs();
    ASSERT_TRUE(commit(batches).has_value());
    EXPECT_EQ(disk_->log_syncs(), before + 1);
  }
  auto const before = disk_->log_syncs();
  std::vector<Batch> const nothing(3);
  ASSERT_TRUE(store_->commit(nothing).has_value());
  EXPECT_EQ(disk_->log_syncs(), before);
}

TEST_F(DiskTest, RestPutsIntoTablesWhatMemoryHeld) {
  auto const tables = [&] {
    return std::ranges::count_if(std::filesystem::directory_iterator(directory()),
                                 [](auto const& entry) { return entry.path().extension() == ".sst"; });
  };
  ASSERT_TRUE(commit(40).has_value());
  auto const before = tables();
  store_->rest();
  EXPECT_GT(tables(), before);
  expect_same(*store_, history_.model());
  ASSERT_TRUE(commit(40).has_value());
  open();
  expect_same(*store_, history_.model());
}

TEST_F(DiskTest, APowerCutLosesNothingAcknowledgedAndSplitsNoBatch) {
  for (int round = 0; round < 12; ++round) {
    auto const acknowledged = history_.steps();
    auto const torn = round / 11.0;
    auto const after_cut = scratch_ / ("cut" + std::to_string(round));
    disk_->before_log_sync([&] { disk_->copy_as_after_power_cut(directory(), after_cut, torn); });
    ASSERT_TRUE(commit(5).has_value());
    disk_->before_log_sync({});
    if (round % 3 == 0) store_->rest();

    auto const survivor = open_rocks(after_cut);
    auto const steps = steps_in(*survivor);
    EXPECT_GE(steps, acknowledged);
    EXPECT_LE(steps, acknowledged + 5);
    if (torn == 0) {
      EXPECT_EQ(steps, acknowledged);
    }
    if (torn == 1) {
      EXPECT_EQ(steps, acknowledged + 5);
    }
    History expected;
    while (expected.steps() < steps) expected.next();
    expect_same(*survivor, expected.model());
  }
}

TEST_F(DiskTest, AfterAcknowledgingAPowerCutLosesNothing) {
  ASSERT_TRUE(commit(3).has_value());
  auto const after_cut = scratch_ / "cut";
  disk_->copy_as_after_power_cut(directory(), after_cut, 0);
  expect_same(*open_rocks(after_cut), history_.model());
}

constexpr std::int64_t kPlenty = std::int64_t{1} << 40;

TEST_F(DiskTest, WithoutRoomToWorkCommitsAreRefusedAndNothingIsTried) {
  ASSERT_TRUE(commit(10).has_value());
  auto const before = history_.model();
  disk_->set_free(1 << 20);
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto refused_history = history_;
    auto const refused = refused_history.next();
    auto const full = store_->commit({&refused, 1});
    ASSERT_FALSE(full.has_value());
    EXPECT_EQ(full.error().code, ErrorCode::kNoSpace) << full.error().message;
    expect_same(*store_, before);
  }
  EXPECT_EQ(disk_->failures(), 0);
  disk_->set_free(kPlenty);
  ASSERT_TRUE(commit(10).has_value());
  expect_same(*store_, history_.model());
  open();
  expect_same(*store_, history_.model());
}

/// Commits the history's next steps until one is refused; that one is not part of `history` then.
Result<void> commit_until_refused(EventStore& store, History& history) {
  for (int i = 0; i < 20'000; ++i) {
    auto next = history;
    auto const batch = next.next();
    if (auto const done = store.commit({&batch, 1}); !done) return done;
    history = std::move(next);
  }
  return {};
}

/// RocksDB looks every few seconds whether it may go on; so must who wants to write.
void expect_recovery(EventStore& store, History& history) {
  auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  auto const batch = history.next();
  auto done = store.commit({&batch, 1});
  while (!done && std::chrono::steady_clock::now() < deadline) {
    ASSERT_EQ(done.error().code, ErrorCode::kNoSpace) << done.error().message;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});  // between looks, not instead of one
    done = store.commit({&batch, 1});
  }
  ASSERT_TRUE(done.has_value()) << done.error().message;
  expect_same(store, history.model());
}

TEST_F(DiskTest, ADiskThatFillsInTheMiddleOfAWriteIsSurvived) {
  options_.reserve_bytes = 0;
  for (std::int64_t const room : {std::int64_t{0}, std::int64_t{30'000}}) {
    SCOPED_TRACE(room);
    open();  // with nothing in a memtable
    disk_->set_free(room);
    auto const full = commit_until_refused(*store_, history_);
    ASSERT_FALSE(full.has_value());
    EXPECT_EQ(full.error().code, ErrorCode::kNoSpace) << full.error().message;
    EXPECT_GT(disk_->failures(), 0);
    expect_same(*store_, history_.model());
    disk_->set_free(kPlenty);
    expect_recovery(*store_, history_);
    open();
    expect_same(*store_, history_.model());
  }
}

TEST_F(DiskTest, ClosingWhileFullLosesNothing) {
  options_.reserve_bytes = 0;
  open();
  ASSERT_TRUE(commit(10).has_value());
  disk_->set_free(0);
  ASSERT_FALSE(commit_until_refused(*store_, history_).has_value());
  store_.reset();
  disk_->set_free(kPlenty);
  open();
  expect_same(*store_, history_.model());
}

TEST_F(DiskTest, OpeningWithoutRoomIsRefusedUntouched) {
  ASSERT_TRUE(commit(10).has_value());
  store_.reset();
  disk_->set_free(1 << 20);
  auto const before = fingerprint(directory());
  auto const refused = open_rocks_store(options_, env_.get());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kNoSpace);
  EXPECT_NE(refused.error().message.find(directory()), std::string::npos) << refused.error().message;
  EXPECT_EQ(fingerprint(directory()), before);
  EXPECT_EQ(disk_->failures(), 0);
  disk_->set_free(kPlenty);
  open();
  expect_same(*store_, history_.model());
}

TEST(FullFileSystemTest, ARealFullFileSystemIsSurvived) {
  Scratch const scratch;
  test::SmallDisk disk(scratch / "small", 48);
  if (!disk.mounted()) GTEST_SKIP() << "may not mount a small tmpfs here";
  for (std::uint64_t const reserve : {std::uint64_t{2} << 20, std::uint64_t{0}}) {
    SCOPED_TRACE(reserve);
    auto const directory = disk / ("store" + std::to_string(reserve));
    RocksStoreOptions const options{.directory = directory, .reserve_bytes = reserve};
    History history;
    {
      auto const store = std::move(open_rocks_store(options).value());
      auto const first = history.next();
      ASSERT_TRUE(store->commit({&first, 1}).has_value());
      disk.fill_up_to(std::uint64_t{4} << 20);
      auto const full = commit_until_refused(*store, history);
      ASSERT_FALSE(full.has_value());
      EXPECT_EQ(full.error().code, ErrorCode::kNoSpace) << full.error().message;
      expect_same(*store, history.model());
      disk.make_room();
      expect_recovery(*store, history);
    }
    expect_same(*std::move(open_rocks_store(options).value()), history.model());
    std::filesystem::remove_all(directory);
  }
}

}  // namespace
}  // namespace dragoman::testing
