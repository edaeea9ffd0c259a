// dragoman backup and restore, with the running binary.

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include <boost/json.hpp>

#include "support.h"
#include "tests/scale.h"

namespace dragoman::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr std::string_view kLines = "application/x-ndjson";

std::string lines(std::size_t from, std::size_t to) {
  std::string body;
  for (auto i = from; i < to; ++i) body += article_line(i);
  return body;
}

std::map<std::string, std::string> bytes_of(fs::path const& directory) {
  std::map<std::string, std::string> files;
  for (auto const& entry : fs::recursive_directory_iterator(directory))
    files[entry.path().string()] = entry.is_regular_file() ? read_file(entry.path().string()) : "directory";
  return files;
}

std::ptrdiff_t checkpoints_in(std::string const& data) {
  if (!fs::exists(data + "/checkpoints")) return 0;
  fs::directory_iterator const files(data + "/checkpoints");
  return std::distance(begin(files), end(files));
}

class BackupTest : public ::testing::Test {
 protected:
  static std::string url(Server const& server) { return "http://127.0.0.1:" + std::to_string(server.port()); }

  void fill(std::size_t articles) {
    Server server(data_);
    ASSERT_EQ(server.connect().post("/v1/articles", kLines, lines(0, articles)).status, 200U);
    ASSERT_EQ(server.stop(), 0);
  }

  void expect_done(std::vector<std::string> const& command) {
    auto const run = run_dragoman(command);
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.err, "");
    EXPECT_FALSE(fs::exists(backup_ + ".partial"));
  }

  void expect_refused(std::vector<std::string> const& command, std::string const& why) {
    auto const run = run_dragoman(command);
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(why));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }

  ScratchDirectory const scratch_;
  std::string const data_ = scratch_ / "data";
  std::string const backup_ = scratch_ / "backup";
  std::string const restored_ = scratch_ / "restored";
};

TEST_F(BackupTest, WhileABulkIsLoaded) {
  constexpr std::size_t kBefore = 300;
  constexpr std::size_t kBulk = scaled(6000, 10);
  Server server(data_);
  ASSERT_EQ(server.connect().post("/v1/articles", kLines, lines(0, kBefore)).status, 200U);
  std::atomic<bool> loaded = false;
  std::thread loader([&] {
    EXPECT_EQ(server.connect().post("/v1/articles", kLines, lines(kBefore, kBefore + kBulk)).status, 200U);
    loaded = true;
  });
  auto client = server.connect();
  std::size_t acknowledged = 0;
  EXPECT_TRUE(eventually([&] {
    acknowledged = client.get("/readyz").json().at("articles").to_number<std::size_t>();
    return acknowledged > kBefore + 50;
  }));
  expect_done({"backup", backup_, "--server", url(server)});
  EXPECT_FALSE(loaded) << "the bulk must be longer";
  loader.join();
  EXPECT_TRUE(eventually([&] { return checkpoints_in(data_) == 0; }));
  EXPECT_EQ(server.stop(), 0);

  auto const before = bytes_of(backup_);
  expect_done({"restore", backup_, "--data", restored_});
  EXPECT_TRUE(bytes_of(backup_) == before) << "a backup is only read";
  auto const verified = run_dragoman({"verify", "--data", restored_});
  EXPECT_EQ(verified.code, 0) << verified.out;
  EXPECT_GE(std::stoul(verified.out), acknowledged) << verified.out;
  EXPECT_LE(std::stoul(verified.out), kBefore + kBulk);
  Server again(restored_);
  auto reader = again.connect();
  for (std::size_t i = 0; i < kBefore; ++i)
    ASSERT_EQ(reader.get("/v1/articles/made-up-" + std::to_string(i)).status, 200U) << i;
  EXPECT_EQ(reader.post("/v1/articles", kLines, lines(0, kBefore + kBulk)).status, 200U);
  EXPECT_EQ(again.stop(), 0);
  EXPECT_EQ(run_dragoman({"verify", "--data", restored_}).out, run_dragoman({"verify", "--data", data_}).out);
}

TEST_F(BackupTest, OfADatabaseWithoutItsServer) {
  fill(20);
  expect_done({"backup", backup_, "--data", data_});
  EXPECT_EQ(checkpoints_in(data_), 0);
  auto const verified = run_dragoman({"verify", "--data", backup_});
  EXPECT_EQ(verified.out, run_dragoman({"verify", "--data", data_}).out);
  expect_done({"restore", backup_, "--data", restored_});
  expect_done({"backup", scratch_ / "of the restored", "--data", restored_});
}

TEST_F(BackupTest, NothingThatIsThereIsTouched) {
  fill(3);
  fs::create_directories(backup_);
  expect_done({"backup", backup_, "--data", data_});  // an empty directory will do
  auto const before = bytes_of(backup_);
  expect_refused({"backup", backup_, "--data", data_}, "not empty");
  expect_refused({"restore", data_, "--data", backup_}, "not empty");
  EXPECT_TRUE(bytes_of(backup_) == before);
  fs::create_directories(restored_ + ".partial");
  write_file(restored_ + ".partial/notes", "mine");
  expect_refused({"restore", backup_, "--data", restored_}, ".partial exists");
  EXPECT_EQ(read_file(restored_ + ".partial/notes"), "mine");
  expect_refused({"restore", scratch_ / "nowhere", "--data", restored_}, "holds no database");
  expect_refused({"backup", scratch_ / "other", "--data", scratch_ / "nowhere"}, "holds no database");
  EXPECT_FALSE(fs::exists(scratch_ / "other"));
  EXPECT_FALSE(fs::exists(scratch_ / "other.partial"));
}

TEST_F(BackupTest, ADamagedBackupIsNotRestored) {
  fill(50);
  expect_done({"backup", backup_, "--data", data_});
  std::string table;
  for (auto const& entry : fs::directory_iterator(backup_))
    if (entry.path().extension() == ".sst") table = entry.path().string();
  ASSERT_FALSE(table.empty());
  auto bytes = read_file(table);
  bytes[bytes.size() / 3] ^= 1;
  write_file(table, bytes);
  expect_refused({"restore", backup_, "--data", restored_}, backup_);
  EXPECT_FALSE(fs::exists(restored_));
  EXPECT_FALSE(fs::exists(restored_ + ".partial"));
}

TEST_F(BackupTest, AMemoryStoreHasNone) {
  Server server;
  auto const answer = server.connect().get("/v1/backup");
  EXPECT_EQ(answer.status, 409U);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_THAT(answer.body, HasSubstr("in memory"));
  expect_refused({"backup", backup_, "--server", url(server)}, "in memory");
  EXPECT_FALSE(fs::exists(backup_));
  EXPECT_EQ(server.stop(), 0);
}

/// Some MiB that do not compress, so that an answer does not fit into the buffers of a connection.
std::string bulky(std::size_t articles) {
  std::string body;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < articles; ++i) {
    auto line = article_line(i);
    std::string noise = "http://example.org/";
    while (noise.size() < 8000)
      noise += static_cast<char>('a' + (state = state * 1664525U + 1013904223U) / 0x0a000000U);
    body += line.insert(1, "\"url\":\"" + noise + "\",");
  }
  return body;
}

TEST_F(BackupTest, CutOffTransfersLeaveNothing) {
  std::string const get = request("GET", "/v1/backup");
  {
    Server server(data_);
    ASSERT_EQ(server.connect().post("/v1/articles", kLines, bulky(1500)).status, 200U);
    {
      auto client = server.connect();
      client.send(get);
      EXPECT_TRUE(eventually([&] { return checkpoints_in(data_) == 1; }));
    }  // the client goes away
    EXPECT_TRUE(eventually([&] { return checkpoints_in(data_) == 0; }));

    auto client = server.connect();
    client.send(get);
    EXPECT_TRUE(eventually([&] { return checkpoints_in(data_) == 1; }));
    server.kill();
  }
  EXPECT_EQ(checkpoints_in(data_), 1);
  Server server(data_);
  EXPECT_EQ(checkpoints_in(data_), 0) << "what a killed server left is removed at the next opening";

  // The server is killed while somebody makes a backup.
  Process backup({DRAGOMAN_BINARY, "backup", backup_, "--server", url(server)}, scratch_ / "out");
  EXPECT_TRUE(eventually([&] { return fs::exists(backup_ + ".partial") || !backup.running(); }));
  server.kill();
  auto const code = backup.wait();
  EXPECT_EQ(fs::exists(backup_), code == 0);
  EXPECT_FALSE(fs::exists(backup_ + ".partial"));
  if (code != 0) {
    EXPECT_EQ(code, 1);
    EXPECT_THAT(backup.errors(), HasSubstr("failed"));
  }
}

TEST_F(BackupTest, TheTarIsOneThatTarReads) {
  fill(20);
  Server server(data_);
  auto const answer = server.connect().get("/v1/backup");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.header("content-type"), "application/x-tar");
  EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
  EXPECT_EQ(server.stop(), 0);
  write_file(scratch_ / "backup.tar", answer.body);
  fs::create_directories(restored_);
  Process tar({"/bin/tar", "-xf", scratch_ / "backup.tar", "-C", restored_}, scratch_ / "out");
  EXPECT_EQ(tar.wait(), 0) << tar.errors();
  EXPECT_EQ(run_dragoman({"verify", "--data", restored_}).out, run_dragoman({"verify", "--data", data_}).out);
}

}  // namespace
}  // namespace dragoman::test
