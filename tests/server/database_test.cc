// A database directory that can not be used: one sentence, a non-zero exit, not a byte changed.

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "../storage/raw_database.h"
#include "storage/records.h"
#include "support.h"

namespace dragoman::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::map<std::string, std::string> bytes_of(fs::path const& directory) {
  std::map<std::string, std::string> files;
  for (auto const& entry : fs::recursive_directory_iterator(directory)) {
    files[entry.path().string()] = entry.is_regular_file() ? read_file(entry.path().string()) : "directory";
  }
  return files;
}

class DatabaseTest : public ::testing::Test {
 protected:
  void fill() {
    Server server(data_);
    EXPECT_EQ(server.connect().post("/v1/articles", "application/x-ndjson", article_line(1) + article_line(2)).status,
              200U);
    EXPECT_EQ(server.stop(), 0);
  }

  void expect_refused(std::string const& why) {
    auto const before = bytes_of(scratch_.path());
    for (std::vector<std::string> const& command :
         {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0", "--log-level", "off", "--data", data_},
          {"load", "-", "--data", data_},
          {"verify", "--data", data_}}) {
      auto const run = run_dragoman(command, "");
      EXPECT_EQ(run.code, 1) << command[0];
      EXPECT_EQ(run.out, "") << command[0];
      EXPECT_THAT(run.err, HasSubstr(why));
      EXPECT_THAT(run.err, HasSubstr(data_));
      EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
    }
    EXPECT_TRUE(bytes_of(scratch_.path()) == before);
  }

  ScratchDirectory scratch_;
  std::string data_ = scratch_ / "data";
};

TEST_F(DatabaseTest, Locked) {
  Server server(data_);
  EXPECT_EQ(server.connect().post("/v1/articles", "application/x-ndjson", article_line(1)).status, 200U);
  server.process().pause();  // RocksDB tidies up in the background; what changes now, the refused changed
  expect_refused("in use");
  server.process().signal(SIGCONT);
  EXPECT_EQ(server.connect().get("/v1/articles/made-up-1").status, 200U);
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(DatabaseTest, OfANewerFormat) {
  fill();
  testing::RawDatabase(data_, {"family_of_the_future"})
      .put(Family::kMeta, std::string(kFormatKey), "dragoman store 99");
  expect_refused("99");
}

TEST_F(DatabaseTest, Damaged) {
  fill();
  for (auto const& entry : fs::directory_iterator(data_)) {
    if (entry.path().filename().string().starts_with("MANIFEST")) {
      auto content = read_file(entry.path().string());
      for (std::size_t i = content.size() / 3; i < content.size(); ++i) content[i] = '\x55';
      write_file(entry.path().string(), content);
    }
  }
  expect_refused("damaged");
}

TEST_F(DatabaseTest, ABitOfATable) {
  fill();
  testing::RawDatabase(data_).compact();
  std::size_t tables = 0;
  for (auto const& entry : fs::directory_iterator(data_)) {
    if (entry.path().extension() != ".sst") continue;
    ++tables;
    auto const whole = read_file(entry.path().string());
    auto broken = whole;
    broken[broken.size() / 3] ^= 1;
    write_file(entry.path().string(), broken);
    auto const run = run_dragoman({"verify", "--data", data_});
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out + run.err, HasSubstr(entry.path().filename().string()));
    write_file(entry.path().string(), whole);
  }
  EXPECT_GT(tables, 0U);
  auto const mended = run_dragoman({"verify", "--data", data_});
  EXPECT_EQ(mended.code, 0) << mended.out << mended.err;
}

TEST_F(DatabaseTest, WithoutItsLog) {
  fill();
  for (auto const& entry : fs::directory_iterator(data_)) {
    if (entry.path().extension() == ".log") fs::remove(entry.path());
  }
  expect_refused(".log file is missing");
}

TEST_F(DatabaseTest, NotOurs) {
  fs::create_directories(data_);
  write_file(data_ + "/thesis.txt", "chapter one");
  expect_refused("not a Dragoman database");
}

TEST_F(DatabaseTest, SurvivesRestart) {
  fill();
  Server server(data_);
  auto client = server.connect();
  auto const article = client.get("/v1/articles/made-up-1");
  EXPECT_EQ(article.status, 200U);
  EXPECT_EQ(client.post("/v1/articles", "application/json", article_line(1)).status, 200U);
  EXPECT_EQ(server.stop(), 0);
  auto const verified = run_dragoman({"verify", "--data", data_});
  EXPECT_EQ(verified.code, 0) << verified.out;
  EXPECT_THAT(verified.out, HasSubstr("2 articles"));
}

}  // namespace
}  // namespace dragoman::test
