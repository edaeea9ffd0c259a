// Opening: what is refused is refused in one sentence that names the directory, and left as it was to the byte.

#include <gmock/gmock.h>

#include <random>

#include "backends.h"
#include "history.h"
#include "raw_database.h"
#include "storage/keys.h"
#include "storage/records.h"

namespace dragoman::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class OpenTest : public ::testing::Test {
 protected:
  std::string directory() const { return scratch_ / "store"; }

  /// Half of it in files, half in the log.
  void make_store(int steps = 40) {
    for (int half = 0; half < 2; ++half) {
      auto const store = open_rocks(directory());
      for (int i = 0; i < steps / 2; ++i) {
        auto const batch = history_.next();
        ASSERT_TRUE(store->commit({&batch, 1}).has_value());
      }
    }
  }

  fs::path file_ending(std::string const& end) const {
    fs::path largest;
    for (auto const& entry : fs::directory_iterator(directory()))
      if (entry.path().string().ends_with(end) && (largest.empty() || entry.file_size() > fs::file_size(largest)))
        largest = entry.path();
    return largest;
  }

  void expect_refused(ErrorCode code, std::string const& why, bool create_if_missing = true) {
    auto const before = fingerprint(scratch_.path());
    auto const refused = open_rocks_store({.directory = directory(), .create_if_missing = create_if_missing});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, code) << refused.error().message;
    EXPECT_THAT(refused.error().message, HasSubstr(directory()));
    EXPECT_THAT(refused.error().message, HasSubstr(why));
    EXPECT_THAT(refused.error().message, Not(HasSubstr("\n")));
    EXPECT_EQ(fingerprint(scratch_.path()), before);
  }

  /// The holder may still be tidying up, so files may go; none may change or come.
  void expect_refused_unavailable() {
    auto const before = fingerprint(directory());
    auto const refused = open_rocks_store({.directory = directory()});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable) << refused.error().message;
    EXPECT_THAT(refused.error().message, HasSubstr(directory()));
    for (auto const& [file, content] : fingerprint(directory())) {
      ASSERT_TRUE(before.contains(file)) << file;
      EXPECT_EQ(content, before.at(file)) << file;
    }
  }

  Scratch scratch_;
  History history_;
};

TEST_F(OpenTest, AMissingDirectoryIsMadeWhenAskedFor) {
  expect_refused(ErrorCode::kNotFound, "no database", false);
  EXPECT_FALSE(fs::exists(directory()));
  open_rocks(directory() + "/deeper/still/");
  EXPECT_TRUE(fs::exists(directory() + "/deeper/still/CURRENT"));
  fs::create_directories(scratch_ / "mount/lost+found");
  open_rocks(scratch_ / "mount");
}

TEST_F(OpenTest, OneProcessOpensItOnce) {
  make_store();
  auto const store = open_rocks(directory());
  expect_refused_unavailable();
  expect_same(*store, history_.model());
}

TEST_F(OpenTest, NewerFormatsAreRefused) {
  make_store();
  RawDatabase(directory(), {"family_of_the_future"}).put(Family::kMeta, std::string(kFormatKey), "dragoman store 3");
  expect_refused(ErrorCode::kCorruption, "format 3");
}

TEST_F(OpenTest, ForeignDirectoriesAreRefused) {
  fs::create_directories(directory());
  write_file(directory() + "/holiday.jpg", "not a database");
  expect_refused(ErrorCode::kCorruption, "not a Dragoman database");
  fs::remove_all(directory());

  make_foreign_database(directory(), "key");
  expect_refused(ErrorCode::kCorruption, "not a Dragoman database");
  fs::remove_all(directory());

  make_foreign_database(directory(), std::string(kFormatKey));
  expect_refused(ErrorCode::kCorruption, "not a Dragoman database");
  fs::remove_all(directory());

  write_file(directory(), "a file");
  expect_refused(ErrorCode::kInvalidArgument, "not a directory");
}

TEST_F(OpenTest, ACreationCutShortIsTakenUpAgain) {
  // RocksDB was made, our first record was not.
  make_foreign_database(directory(), "");
  expect_same(*open_rocks(directory()), Model{});
  fs::remove_all(directory());

  // Killed before there was a CURRENT.
  fs::create_directories(directory());
  for (auto const* file : {"LOCK", "LOG", "IDENTITY", "MANIFEST-000001", "000001.dbtmp"})
    write_file(directory() + '/' + file, "half");
  expect_same(*open_rocks(directory()), Model{});
}

TEST_F(OpenTest, MissingFilesAreRefused) {
  make_store();
  auto const whole = scratch_ / "whole";
  fs::copy(directory(), whole);
  for (std::string const ending : {".sst", "CURRENT", "MANIFEST-"}) {
    fs::remove_all(directory());
    fs::copy(whole, directory());
    for (auto const& entry : fs::directory_iterator(whole)) {
      auto const name = entry.path().filename().string();
      if (name.ends_with(ending) || name.starts_with(ending)) fs::remove(directory() + '/' + name);
    }
    SCOPED_TRACE(ending);
    expect_refused(ErrorCode::kCorruption, "damaged");
  }
}

TEST_F(OpenTest, CutFilesAreRefused) {
  make_store();
  for (std::string const ending : {".sst"}) {
    auto const file = file_ending(ending);
    auto const bytes = read_file(file);
    write_file(file, bytes.substr(0, bytes.size() / 2));
    expect_refused(ErrorCode::kCorruption, "damaged");
    write_file(file, bytes);
  }
  write_file(directory() + "/CURRENT", "garbage");
  expect_refused(ErrorCode::kCorruption, "damaged");
}

TEST_F(OpenTest, DamageInTheMiddleOfTheLogIsRefused) {
  make_store();
  auto const log = file_ending(".log");
  auto const bytes = read_file(log);
  ASSERT_GT(bytes.size(), 4000U);
  std::mt19937 random(8);
  for (int i = 0; i < 12; ++i) {
    auto broken = bytes;
    broken[random() % (bytes.size() / 2)] ^= 0x20;
    write_file(log, broken);
    expect_refused(ErrorCode::kCorruption, "damaged");
  }
  write_file(log, bytes);
  expect_same(*open_rocks(directory()), history_.model());
}

TEST_F(OpenTest, ATornEndOfTheLogIsWhatAKillLeaves) {
  make_store();
  auto const log = file_ending(".log");
  auto const bytes = read_file(log);
  write_file(log, bytes.substr(0, bytes.size() - 3));
  auto const store = open_rocks(directory());
  EXPECT_EQ(steps_in(*store), history_.steps() - 1);
  EXPECT_THAT(store->verify().value(), IsEmpty());
}

TEST_F(OpenTest, AMissingStateIsRefused) {
  make_store();
  RawDatabase(directory()).erase(Family::kMeta, std::string(kStateKey));
  expect_refused(ErrorCode::kCorruption, "state record is missing");
  RawDatabase(directory()).put(Family::kMeta, std::string(kStateKey), "\x01");
  expect_refused(ErrorCode::kCorruption, "state record is damaged");
}

TEST_F(OpenTest, DamagedBlocksAreReportedByReadsAndVerify) {
  make_store();
  RawDatabase(directory()).compact();
  auto const file = file_ending(".sst");
  auto bytes = read_file(file);
  bytes[bytes.size() / 4] ^= 0x01;
  write_file(file, bytes);
  auto const opened = open_rocks_store({.directory = directory()});
  if (!opened) {  // the damage hit what opening reads
    EXPECT_EQ(opened.error().code, ErrorCode::kCorruption);
    return;
  }
  EXPECT_THAT(opened.value()->verify().value(), Not(IsEmpty()));
  std::vector<Error> errors;
  auto const snapshot = opened.value()->snapshot();
  auto const keep = [&](Result<void> const& done) {
    if (!done) errors.push_back(done.error());
  };
  keep(snapshot->for_each_actor([](ActorId, Actor const&) { return true; }));
  keep(snapshot->for_each_event(EventId{0}, [](Event const&) { return true; }));
  keep(snapshot->for_each_article("", [](ArticleRecord const&) { return true; }));
  ASSERT_FALSE(errors.empty());
  for (auto const& error : errors) EXPECT_EQ(error.code, ErrorCode::kCorruption) << error.message;
}

TEST_F(OpenTest, VerifyFindsEachKindOfBrokenRow) {
  make_store();
  auto const model = history_.model();
  auto const event = std::find_if(model.events.begin(), model.events.end(), [](auto const& each) {
                       return !each.second.participants.empty();
                     })->second;
  auto const article = model.articles.begin()->first;
  struct Case {
    Family family;
    std::string key;
    std::optional<std::string> value;  // nothing: erased
    std::string fault;
  };
  std::vector<Case> const cases{
      {Family::kEvents, encode_key(event.id), "\x01garbage", "event record is damaged"},
      {Family::kEvents, encode_key(event.id), {}, "the count of events"},
      {Family::kArticles, article, {}, "digest and no record"},
      {Family::kArticles, "zzz", encode(Article{}), "has no digest"},
      {Family::kArticleDigests, article, {}, "has no digest"},
      {Family::kArticles, article, "\x09", "article record has version 9"},
      {Family::kActors, encode_key(ActorId{0}), "", "actor record is damaged"},
      {Family::kActors, encode_key(ActorId{900}), encode(Actor{.slug = "late"}), "next actor id"},
      {Family::kMeta, std::string(kStateKey), encode(StoreState{}), "the count of events"},
      {Family::kMeta, "unknown", "", "unknown entry"},
  };
  for (auto const& [family, key, value, fault] : cases) {
    auto const copy = scratch_ / "copy";
    fs::copy(directory(), copy);
    {
      RawDatabase raw(copy);
      if (value) {
        raw.put(family, key, *value);
      } else {
        raw.erase(family, key);
      }
    }
    EXPECT_THAT(open_rocks(copy)->verify().value(), ::testing::Contains(HasSubstr(fault)));
    fs::remove_all(copy);
  }
}

/// Databases that earlier versions wrote stay readable. One directory a format; never changed once committed.
TEST_F(OpenTest, DatabasesOfOldOpen) {
  auto const kept = fs::path(DRAGOMAN_SOURCE_DIR) / "tests/compat";
  std::size_t opened = 0;
  for (auto const& version : fs::directory_iterator(kept)) {
    SCOPED_TRACE(version.path().string());
    fs::remove_all(directory());
    fs::copy(version.path(), directory());
    auto const store = open_rocks(directory());
    while (history_.steps() < 100) history_.next();
    ASSERT_EQ(steps_in(*store), 100U);
    expect_same(*store, history_.model());
    auto more = history_;
    auto const batch = more.next();
    ASSERT_TRUE(store->commit({&batch, 1}).has_value());
    expect_same(*store, more.model());
    ++opened;
  }
  EXPECT_GE(opened, 1U);
}

}  // namespace
}  // namespace dragoman::testing
