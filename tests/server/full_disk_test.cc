// The running binary on a disk that fills up: what fits is stored, what does not is refused, questions are answered,
// and with room again everything goes on.

#include <gmock/gmock.h>

#include <set>
#include <thread>

#include <boost/json.hpp>

#include "support.h"
#include "tests/scale.h"
#include "tests/small_disk.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kLines = "application/x-ndjson";
constexpr std::uint64_t kReserve = std::uint64_t{32} << 20U;  // RocksStoreOptions::reserve_bytes

/// Articles with a long URL: many bytes to store and few to code. RocksDB takes 17 MiB for its log ahead, and only what
/// exceeds them takes room.
std::string long_line(std::size_t number) {
  auto line = article_line(number);
  return line.insert(1, R"("url":"http://example.org/)" + std::string(8'000, 'u') + std::to_string(number) + "\",");
}

std::string lines(std::size_t from, std::size_t to, std::string (*line)(std::size_t) = article_line) {
  std::string body;
  for (auto i = from; i < to; ++i) body += line(i);
  return body;
}

std::size_t number(boost::json::value const& report, char const* name) {
  return report.at(name).to_number<std::size_t>();
}

class FullDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!disk_.mounted()) GTEST_SKIP() << "may not mount a small tmpfs here";
  }

  /// Everything of `body` is stored once there is room; RocksDB may take seconds to see that there is.
  static void expect_recovery(Server& server, std::string const& body, std::size_t articles) {
    auto client = server.connect();
    EXPECT_TRUE(eventually(
        [&] {
          auto const answer = client.post("/v1/articles", "application/json", article_line(900'000));
          EXPECT_TRUE(answer.status == 201U || answer.status == 507U) << answer.body;
          return answer.status == 201U;
        },
        60s));
    auto const answer = client.post("/v1/articles", kLines, body);
    EXPECT_EQ(answer.status, 200U) << answer.body.substr(0, 1000);
    EXPECT_EQ(number(client.get("/readyz").json(), "articles"), articles + 1);
    EXPECT_EQ(server.stop(), 0);
  }

  void expect_sound(std::size_t articles) {
    auto const verified = run_dragoman({"verify", "--data", data_});
    EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
    EXPECT_THAT(verified.out, HasSubstr(std::to_string(articles) + " articles"));
    EXPECT_THAT(verified.out, HasSubstr(" 0 faults"));
  }

  ScratchDirectory const scratch_;
  SmallDisk disk_{scratch_ / "small", 160};
  std::string const data_ = disk_ / "data";
};

TEST_F(FullDisk, ABulkThatDoesNotFit) {
  constexpr std::size_t kArticles = scaled(3000, 3);
  auto const body = lines(0, kArticles, long_line);
  Server server(data_);
  auto client = server.connect();
  ASSERT_EQ(client.post("/v1/articles", "application/json", long_line(0)).status, 201U);
  disk_.fill_up_to(kReserve + (std::uint64_t{200} << 10U));

  auto const bulk = client.post("/v1/articles", kLines, body);
  ASSERT_EQ(bulk.status, 207U) << bulk.body.substr(0, 1000);
  auto const report = bulk.json();
  auto const stored = number(report, "stored");
  EXPECT_GT(stored, 0U);
  EXPECT_GT(number(report, "failed"), 0U);
  EXPECT_EQ(stored + number(report, "failed") + number(report, "duplicate"), kArticles);
  std::set<std::string> failed;
  for (auto const& error : report.at("errors").as_array()) {
    EXPECT_EQ(error.at("retry"), true);
    EXPECT_THAT(boost::json::value_to<std::string>(error.at("detail")), HasSubstr("no space"));
    failed.insert(boost::json::value_to<std::string>(error.at("id")));
  }
  // Of a group that was refused in its middle, the articles before that place may be there: whole, and known when sent
  // again.
  std::size_t there = 0;
  for (std::size_t i = 0; i < kArticles; ++i) {
    auto const id = "made-up-" + std::to_string(i);
    auto const answer = client.get("/v1/articles/" + id);
    ASSERT_TRUE(answer.status == 200U || (answer.status == 404U && failed.contains(id))) << id;
    there += answer.status == 200U ? 1 : 0;
  }
  EXPECT_LT(there, kArticles);

  disk_.fill_up_to(0);
  EXPECT_EQ(client.post("/v1/articles", kLines, lines(kArticles, kArticles + 5)).status, 507U);
  auto const refused = client.post("/v1/articles", "application/json", article_line(kArticles));
  EXPECT_EQ(refused.status, 507U);
  EXPECT_EQ(refused.header("content-type"), "application/problem+json");
  client.send(request("DELETE", "/v1/articles/made-up-0"));
  EXPECT_EQ(client.receive().status, 507U);
  for (auto const* target : {"/v1/articles/made-up-0", "/v1/meetings", "/v1/actors/France/met", "/readyz", "/livez"})
    EXPECT_EQ(client.get(target).status, 200U) << target;

  disk_.make_room();
  expect_recovery(server, body, kArticles);
  expect_sound(kArticles + 1);
}

TEST_F(FullDisk, FilledByOthersInTheMiddleOfABulk) {
  constexpr std::size_t kArticles = scaled(3000, 3);
  auto const body = lines(0, kArticles);
  Server server(data_);
  ASSERT_EQ(server.connect().post("/v1/articles", "application/json", article_line(0)).status, 201U);
  unsigned status = 0;
  std::thread sender([&] { status = server.connect().post("/v1/articles", kLines, body).status; });
  auto client = server.connect();
  EXPECT_TRUE(eventually([&] { return number(client.get("/readyz").json(), "articles") > 50; }));
  disk_.fill_up_to(0);
  sender.join();
  EXPECT_EQ(status, 207U);
  EXPECT_EQ(client.get("/v1/articles/made-up-0").status, 200U);
  disk_.make_room();
  expect_recovery(server, body, kArticles);
  expect_sound(kArticles + 1);
}

TEST_F(FullDisk, OpeningWithoutRoomIsOneSentenceAndDoesNoHarm) {
  constexpr std::size_t kArticles = 40;
  {
    Server server(data_);
    EXPECT_EQ(server.connect().post("/v1/articles", kLines, lines(0, kArticles)).status, 200U);
    server.kill();  // something is in the log
  }
  disk_.fill_up_to(0);
  for (std::vector<std::string> const& command :
       {std::vector<std::string>{"verify", "--data", data_},
        {"serve", "--listen", "127.0.0.1:0", "--log-level", "off", "--data", data_}}) {
    auto const run = run_dragoman(command);
    EXPECT_EQ(run.code, 1) << command[0];
    EXPECT_THAT(run.err, HasSubstr("no space"));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }
  auto const fresh = run_dragoman({"load", "-", "--data", disk_ / "fresh"});
  EXPECT_EQ(fresh.code, 1);
  EXPECT_THAT(fresh.err, HasSubstr("no space"));
  EXPECT_FALSE(std::filesystem::exists(disk_ / "fresh"));
  disk_.make_room();
  expect_sound(kArticles);
}

}  // namespace
}  // namespace dragoman::test
