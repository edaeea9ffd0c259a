// The running binary under load, under attack and killed.

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "support.h"
#include "tests/scale.h"
#include "tests/seed.h"

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

/// What single requests left, by number: the version of the article (none: taken out) and how many events were named.
struct Kept {
  std::optional<std::size_t> version;
  std::size_t events = 0;
};
using Acknowledged = std::map<std::size_t, Kept>;

/// Article `number` in one of its versions.
std::string version_line(std::size_t number, std::size_t version) {
  auto line = article_line(number + version * 500'000);
  auto const id = fmt::format("made-up-{}", number + version * 500'000);
  return line.replace(line.find(id), id.size(), fmt::format("made-up-{}", number));
}

/// The next of the single requests: most bring an article, some replace or take out one that was brought before.
struct Single {
  std::size_t number;
  std::optional<std::size_t> version;

  std::string request_text() const {
    if (!version) return request("DELETE", fmt::format("/v1/articles/made-up-{}", number));
    return request("POST", "/v1/articles", "Content-Type: application/json", version_line(number, *version));
  }
};

class Singles {
 public:
  static constexpr std::size_t kFirst = 1'000'000;

  explicit Singles(std::uint32_t seed) : random_(seed) {}

  Single next() {
    auto const what = random_() % 4;
    if (acknowledged_.empty() || what >= 2) return {next_++, 0};
    auto at = acknowledged_.begin();
    std::advance(at, random_() % acknowledged_.size());
    if (what == 0 || !at->second.version) return {at->first, at->second.version.value_or(0) + 1};
    return {at->first, std::nullopt};
  }

  void send(Client& client, Single const& single) {
    client.send(single.request_text());
    auto const answer = client.receive();
    auto const known = acknowledged_.find(single.number);
    bool const there = known != acknowledged_.end() && known->second.version;
    ASSERT_EQ(answer.status, !single.version ? 204U : there ? 200U : 201U) << answer.body;
    acknowledged_[single.number] = {single.version, single.version ? answer.json().at("events").as_array().size() : 0};
  }

  /// Everything acknowledged is there; `unanswered` is, or is not, but is nothing in between.
  void check(Client& client, std::optional<Single> const& unanswered) {
    if (unanswered) settle(client, *unanswered);
    for (auto const& [number, kept] : acknowledged_) {
      auto const answer = client.get(fmt::format("/v1/articles/made-up-{}", number));
      ASSERT_EQ(answer.status, kept.version ? 200U : 404U) << answer.body;
      if (!kept.version) continue;
      auto const json = answer.json();
      EXPECT_EQ(json.at("events").as_array().size(), kept.events) << answer.body;
      EXPECT_EQ(json.at("title"), boost::json::parse(version_line(number, *kept.version)).at("title"));
    }
  }

  std::string all_lines() const {
    std::string lines;
    for (auto const& [number, kept] : acknowledged_)
      if (kept.version) lines += version_line(number, *kept.version);
    return lines;
  }
  std::size_t articles() const {
    return static_cast<std::size_t>(std::count_if(acknowledged_.begin(), acknowledged_.end(),
                                                  [](auto const& each) { return each.second.version; }));
  }
  std::mt19937& random() { return random_; }

 private:
  /// Finds out what became of the request that the kill cut off, from the title alone.
  void settle(Client& client, Single const& single) {
    auto const answer = client.get(fmt::format("/v1/articles/made-up-{}", single.number));
    auto const before = acknowledged_.find(single.number);
    if (answer.status == 404U) {
      EXPECT_TRUE(!single.version || before == acknowledged_.end() || !before->second.version);
      if (before != acknowledged_.end()) before->second = {};
      return;
    }
    ASSERT_EQ(answer.status, 200U);
    auto const json = answer.json();
    if (single.version &&
        json.at("title") == boost::json::parse(version_line(single.number, *single.version)).at("title"))
      acknowledged_[single.number] = {single.version, json.at("events").as_array().size()};
  }

  std::mt19937 random_;
  Acknowledged acknowledged_;
  std::size_t next_ = kFirst;
};

/// Single requests beside a bulk, then a kill while one of them is under way; that one is returned.
void work_and_kill(Server& server, std::size_t articles, Singles& singles, std::optional<Single>& unanswered) {
  auto upload = server.connect();
  std::atomic<bool> ended = false;
  std::thread sender([&] {
    // The articles over and over, each time in another version: however fast the server is, work is left at the kill.
    bool sent = upload.try_send(fmt::format(
        "POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Type: {}\r\nTransfer-Encoding: chunked\r\n\r\n", kLines));
    for (std::size_t version = 0; sent; ++version) {
      for (std::size_t number = 0; sent && number < articles; ++number) {
        auto const line = version_line(number, version);
        sent = upload.try_send(fmt::format("{:x}\r\n{}\r\n", line.size(), line));
      }
    }
    ended = true;
  });
  auto client = server.connect();
  for (auto more = singles.random()() % 6; more > 0; --more) singles.send(client, singles.next());
  unanswered = singles.next();
  client.send(unanswered->request_text());
  // Any moment of the request's life, as the end of a wait for an answer that may come.
  auto const until = Clock::now() + std::chrono::microseconds(singles.random()() % 30'000);
  while (Clock::now() < until) std::this_thread::yield();
  EXPECT_FALSE(ended) << "the bulk was cut off before the kill";
  server.kill();
  sender.join();
}

TEST(Endurance, KilledInTheMiddleOfBulksReplacementsAndDeletions) {
  constexpr std::size_t kBulk = scaled(6'000, 5);
  std::string bulk;
  for (std::size_t i = 0; i < kBulk; ++i) bulk += article_line(i);
  ScratchDirectory const scratch;
  auto const data = scratch / "killed";
  Singles singles(chosen_seed());
  auto server = std::make_unique<Server>(data);
  for (std::size_t round = 0; round < scaled(20, 5); ++round) {
    std::optional<Single> unanswered;
    work_and_kill(*server, kBulk, singles, unanswered);
    auto const verified = run_dragoman({"verify", "--data", data});
    ASSERT_EQ(verified.code, 0) << "round " << round << ": " << verified.out << verified.err;
    server = std::make_unique<Server>(data);
    auto client = server->connect();
    singles.check(client, unanswered);
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
  EXPECT_EQ(server->stop(), 0);

  auto const post_all = [&](std::string const& directory) {
    Server again(directory);
    auto client = again.connect();
    EXPECT_EQ(client.post("/v1/articles", kLines, bulk).status, 200U);
    EXPECT_EQ(client.post("/v1/articles", kLines, singles.all_lines()).status, 200U);
    EXPECT_EQ(again.stop(), 0);
    // Actors stay when articles go, so their number tells of the past.
    auto const totals = run_dragoman({"verify", "--data", directory}).out;
    return std::pair(totals.substr(0, totals.find(" events")), totals);
  };
  auto const [totals, line] = post_all(data);
  EXPECT_THAT(line, HasSubstr(std::to_string(kBulk + singles.articles()) + " articles"));
  EXPECT_THAT(line, HasSubstr(" 0 faults"));
  EXPECT_EQ(totals, post_all(scratch / "undisturbed").first);
}

}  // namespace
}  // namespace dragoman::test
