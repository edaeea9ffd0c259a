// The running binary under load, under attack and killed.

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <iostream>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "support.h"
#include "tests/scale.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kLines = "application/x-ndjson";

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

TEST(Endurance, AThousandIdleConnectionsAndASlowOne) {
  Server server({}, {"--header-timeout", "1"});
  std::vector<Client> idle;
  for (int i = 0; i < 1000; ++i) idle.push_back(server.connect());
  auto slow = server.connect();
  auto const cut = std::async(std::launch::async, [&] {
    int sent = 0;
    return eventually([&] { return !slow.try_send("G") || ++sent > 7000; }) && sent <= 7000;
  });
  auto client = server.connect();
  while (cut.wait_for(0s) != std::future_status::ready) EXPECT_EQ(client.get("/livez").status, 200U);
  for (std::size_t i = 0; i < idle.size(); i += 99) EXPECT_EQ(idle[i].get("/livez").status, 200U);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Endurance, HeadersWithoutEnd) {
  Server server;
  for (int i = 0; i < 20; ++i) {
    auto flood = server.connect();
    flood.send("GET /livez HTTP/1.1\r\n");
    for (int line = 0; line < 2000 && flood.try_send(fmt::format("X-Flood-{}: {}\r\n", line, std::string(200, 'x')));)
      ++line;
    auto const answer = flood.try_receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 431U);
  }
  EXPECT_EQ(server.connect().get("/livez").status, 200U);
  EXPECT_LT(server.peak_mebibytes(), 500U);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Endurance, AHugeBodyIsNotHeld) {
  Server server;
  auto client = server.connect();
  EXPECT_EQ(client.get("/livez").status, 200U);
  auto const before = server.peak_mebibytes();
  constexpr std::size_t kLinesSent = scaled(1000);
  std::string line(std::size_t{1} << 20U, 'x');
  line.back() = '\n';
  client.send(fmt::format("POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
                          kLines, line.size() * kLinesSent));
  for (std::size_t i = 0; i < kLinesSent; ++i) client.send(line);
  auto const answer = client.receive();
  EXPECT_EQ(answer.status, 400U);
  EXPECT_EQ(answer.json().at("rejected").to_number<std::size_t>(), kLinesSent);
  std::cout << kLinesSent << " MiB body: peak grew by " << server.peak_mebibytes() - before << " MiB\n";
  EXPECT_LT(server.peak_mebibytes(), before + 150);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Endurance, TwentyThousandArticlesInOneBody) {
  constexpr std::size_t kArticles = scaled(20'000);
  constexpr std::size_t kBrokenEvery = 500;
  std::string body;
  std::set<std::size_t> broken;
  for (std::size_t line = 1; line <= kArticles; ++line) {
    if (line % kBrokenEvery != 0) {
      body += article_line(line);
    } else {
      broken.insert(line);
      body += std::array{"{\"text\": \n", "{\"title\": \"no text\"}\n", "{\"text\": \"\xff\"}\n",
                         "{\"text\": \"a\", \"published\": \"2024-02-31\"}\n"}[line / kBrokenEvery % 4];
    }
  }
  ScratchDirectory const scratch;
  Server server(scratch / "data");
  std::atomic<bool> done = false;
  auto queries = std::async(std::launch::async, [&] {
    auto client = server.connect();
    std::pair<std::size_t, double> answered_and_slowest;
    while (!done) {
      for (auto const* target : {"/v1/actors?q=France", "/v1/events?type=meeting&limit=20", "/v1/actors/France/met",
                                 "/v1/meetings?limit=10", "/livez"}) {
        auto const started = Clock::now();
        auto const answer = client.get(target);
        // Before the first article is in, nobody knows France.
        EXPECT_TRUE(answer.status == 200 || answer.status == 404) << target << " " << answer.body;
        ++answered_and_slowest.first;
        answered_and_slowest.second = std::max(answered_and_slowest.second, seconds_since(started));
      }
    }
    return answered_and_slowest;
  });
  auto const started = Clock::now();
  auto const answer = server.connect().post("/v1/articles", kLines, body);
  auto const took = seconds_since(started);
  done = true;
  auto const [answered, slowest] = queries.get();

  EXPECT_EQ(answer.status, 207U);
  auto const json = answer.json();
  EXPECT_EQ(json.at("received").to_number<std::size_t>(), kArticles);
  EXPECT_EQ(json.at("stored").to_number<std::size_t>(), kArticles - broken.size());
  EXPECT_EQ(json.at("rejected").to_number<std::size_t>(), broken.size());
  std::set<std::size_t> named;
  for (auto const& error : json.at("errors").as_array()) named.insert(error.at("line").to_number<std::size_t>());
  EXPECT_EQ(named, broken);
  EXPECT_GT(answered, 10U);
  std::cout << fmt::format("{} articles in {:.1f} s ({:.0f}/s), peak {} MiB; {} queries meanwhile, slowest {:.0f} ms\n",
                           kArticles, took, static_cast<double>(kArticles) / took, server.peak_mebibytes(), answered,
                           slowest * 1000);
  EXPECT_LT(server.peak_mebibytes(), 700U);
  EXPECT_EQ(server.stop(), 0);
  auto const verified = run_dragoman({"verify", "--data", scratch / "data"});
  EXPECT_EQ(verified.code, 0) << verified.out;
}

/// Articles that were posted one by one and acknowledged, with how many events the answer named.
using Acknowledged = std::vector<std::pair<std::size_t, std::size_t>>;

/// Posts single articles beside a bulk until `most` are acknowledged, then kills the server.
void post_and_kill(Server& server, std::string const& bulk, std::size_t& next, std::size_t most,
                   Acknowledged& acknowledged) {
  auto upload = server.connect();
  auto const header = fmt::format(
      "POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n", kLines, bulk.size());
  std::atomic<bool> finished = false;
  std::thread sender([&] {
    bool const sent = upload.try_send(header) && upload.try_send(bulk);
    finished = sent && upload.try_receive().has_value();
  });
  auto client = server.connect();
  for (std::size_t i = 0; i < most; ++i, ++next) {
    auto const answer = client.post("/v1/articles", "application/json", article_line(next));
    ASSERT_EQ(answer.status, 201U) << answer.body;
    acknowledged.emplace_back(next, answer.json().at("events").as_array().size());
  }
  server.kill();
  sender.join();
  EXPECT_FALSE(finished) << "the bulk ended before the kill: it must be longer";
}

TEST(Endurance, KilledTenTimesInTheMiddleOfABulk) {
  constexpr std::size_t kBulk = scaled(12'000, 5);
  constexpr std::size_t kFirstSingle = 1'000'000;
  std::string bulk;
  for (std::size_t i = 0; i < kBulk; ++i) bulk += article_line(i);
  ScratchDirectory const scratch;
  auto const data = scratch / "killed";
  Acknowledged acknowledged;
  std::size_t next = kFirstSingle;
  for (std::size_t round = 0; round < scaled(10, 5); ++round) {
    {
      Server server(data);
      post_and_kill(server, bulk, next, 1 + round % 4, acknowledged);
    }
    auto const verified = run_dragoman({"verify", "--data", data});
    ASSERT_EQ(verified.code, 0) << "round " << round << ": " << verified.out << verified.err;
    Server server(data);
    auto client = server.connect();
    for (auto const& [number, events] : acknowledged) {
      auto const answer = client.get("/v1/articles/made-up-" + std::to_string(number));
      ASSERT_EQ(answer.status, 200U) << answer.body;
      EXPECT_EQ(answer.json().at("events").as_array().size(), events);
    }
    EXPECT_EQ(server.stop(), 0);
  }

  auto const post_all = [&](std::string const& directory) {
    Server server(directory);
    auto client = server.connect();
    EXPECT_EQ(client.post("/v1/articles", kLines, bulk).status, 200U);
    std::string singles;
    for (auto i = kFirstSingle; i < next; ++i) singles += article_line(i);
    EXPECT_EQ(client.post("/v1/articles", kLines, singles).status, 200U);
    EXPECT_EQ(server.stop(), 0);
    return run_dragoman({"verify", "--data", directory}).out;
  };
  auto const totals = post_all(data);
  EXPECT_THAT(totals, HasSubstr(std::to_string(kBulk + next - kFirstSingle) + " articles"));
  EXPECT_THAT(totals, HasSubstr(" 0 faults"));
  EXPECT_EQ(totals, post_all(scratch / "undisturbed"));
}

}  // namespace
}  // namespace dragoman::test
