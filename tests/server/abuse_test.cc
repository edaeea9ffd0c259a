// Clients that mean harm or cannot help it, by the hundred. All the while another client must be answered quickly.

#include <gmock/gmock.h>

#include <atomic>
#include <iostream>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <sys/resource.h>

#include "support.h"
#include "tests/scale.h"
#include "tests/seed.h"

namespace dragoman::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kLines = "application/x-ndjson";

/// Gives up clients that do not take their answers within a second.
std::vector<std::string> const kImpatient = {"--write-timeout", "1", "--slowest-rate", "100MB"};

/// Asks all the time, over one connection and now and then over a new one, and says at the end how long the slowest
/// answer took.
class Bystander {
 public:
  explicit Bystander(Server const& server) : server_(server), thread_([this] { ask(); }) {}
  ~Bystander() {
    done_ = true;
    thread_.join();
    std::cout << fmt::format("{} answers to others, the slowest after {:.0f} ms\n", answers_, slowest_ * 1000);
    EXPECT_GT(answers_, 0U);  // how many there is time for is the machine's affair
    EXPECT_LT(slowest_, kPatience);
  }
  Bystander(Bystander const&) = delete;
  Bystander& operator=(Bystander const&) = delete;

 private:
  // Seconds. Generous to machines that do other things; a server that is kept busy by an attack takes longer.
  static constexpr double kPatience = kUnderSanitizer ? 20 : 5;

  void ask() {
    try {
      auto kept = server_.connect();
      for (std::size_t round = 0; !done_; ++round) {
        for (auto const* target : {"/livez", "/v1/events?limit=5", "/v1/actors?q=France"}) answer(kept, target);
        if (round % 16 != 0) continue;  // each one that is closed keeps its port for a while
        auto fresh = server_.connect();
        answer(fresh, "/livez");
      }
    } catch (std::exception const& exception) {
      ADD_FAILURE() << exception.what();
    }
  }

  void answer(Client& client, char const* target) {
    auto const started = Clock::now();
    EXPECT_EQ(client.get(target).status, 200U) << target;
    slowest_ = std::max(slowest_, std::chrono::duration<double>(Clock::now() - started).count());
    ++answers_;
  }

  Server const& server_;
  std::atomic<bool> done_ = false;
  std::size_t answers_ = 0;  // both: its thread's until it is joined
  double slowest_ = 0;
  std::thread thread_;
};

class Abuse : public ::testing::Test {
 protected:
  void start(std::vector<std::string> flags = {}, std::string const& data = {}) {
    flags.insert(flags.end(), {"--log-level", "warning"});
    server_ = std::make_unique<Server>(data, flags);
    std::string articles;
    for (std::size_t i = 0; i < 300; ++i) articles += article_line(i);
    ASSERT_EQ(server_->connect().post("/v1/articles", kLines, articles).status, 200U);
  }

  double metric(std::string const& name) {
    auto const page = server_->connect().get("/metrics").body;
    return std::stod(page.substr(page.find("\n" + name + " ") + name.size() + 2));
  }
  /// The connection that asks included.
  bool eventually_connections(double count) {
    return eventually([&] { return metric("dragoman_http_connections") <= count; });
  }

  std::unique_ptr<Server> server_;
};

TEST_F(Abuse, FloodsOfHeaders) {
  start();
  auto const before = server_->peak_mebibytes();
  {
    Bystander const bystander(*server_);
    std::string const line = "X-Flood: " + std::string(500, 'x') + "\r\n";
    for (int round = 0; round < 4; ++round) {
      std::vector<Client> floods;
      for (int i = 0; i < 50; ++i) floods.push_back(server_->connect());
      for (auto& flood : floods) flood.send("GET /livez HTTP/1.1\r\nHost: t\r\n");
      for (int i = 0; i < 40; ++i)
        for (auto& flood : floods) flood.try_send(line);
      for (auto& flood : floods) {
        auto const answer = flood.try_receive();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 431U);
      }
    }
    // A target, a value and a name without end.
    for (auto const& start_of_it : {std::string("GET /"), std::string("GET / HTTP/1.1\r\nHost: t\r\nX: "),
                                    std::string("GET / HTTP/1.1\r\nHost: t\r\n")}) {
      auto flood = server_->connect();
      flood.send(start_of_it);
      for (int i = 0; i < 100 && flood.try_send(std::string(1000, 'y')); ++i) {
      }
      auto const answer = flood.try_receive();
      ASSERT_TRUE(answer);
      EXPECT_TRUE(answer->status == 431U || answer->status == 414U) << answer->status;
    }
  }
  EXPECT_LT(server_->peak_mebibytes(), before + 100);
  EXPECT_EQ(server_->stop(), 0);
}

TEST_F(Abuse, RubbishBehindGoodRequests) {
  start();
  std::mt19937 random(chosen_seed());
  {
    Bystander const bystander(*server_);
    for (int round = 0; round < 300; ++round) {
      auto client = server_->connect();
      auto const good = random() % 4;
      std::string all;
      for (std::uint32_t i = 0; i < good; ++i) all += request("GET", "/livez");
      std::string rubbish(1 + random() % 3000, ' ');
      for (auto& c : rubbish) c = static_cast<char>(random());
      rubbish.front() = '\x01';  // neither an empty line nor the beginning of a method
      client.send(all);
      client.try_send(rubbish);
      for (std::uint32_t i = 0; i < good; ++i) ASSERT_EQ(client.receive().status, 200U);
      auto const refused = client.try_receive();
      ASSERT_TRUE(refused);
      EXPECT_EQ(refused->status, 400U);
      EXPECT_EQ(refused->header("connection"), "close");
    }
  }
  EXPECT_TRUE(eventually_connections(1));
  EXPECT_EQ(server_->stop(), 0);
}

TEST_F(Abuse, ThousandsOfRequestsInOneGoAndNobodyReads) {
  start(kImpatient);
  auto const before = server_->peak_mebibytes();
  std::string all;
  for (int i = 0; i < 2000; ++i) all += request("GET", "/v1/events?limit=1000");
  {
    Bystander const bystander(*server_);
    std::vector<Client> greedy;
    for (int i = 0; i < 20; ++i) {
      greedy.push_back(server_->connect());
      greedy.back().send(all.substr(0, 16'000));
    }
    EXPECT_TRUE(eventually([&] { return metric("dragoman_http_sent_bytes_total") > 20 * 300'000; }));
    EXPECT_TRUE(eventually_connections(3)) << "those who do not read are cut off";
  }
  EXPECT_LT(server_->peak_mebibytes(), before + 200);
  EXPECT_EQ(server_->stop(), 0);
}

TEST_F(Abuse, HalfClosedSockets) {
  start();
  {
    Bystander const bystander(*server_);
    std::vector<Client> half;
    for (int i = 0; i < 300; ++i) {
      half.push_back(server_->connect());
      auto& client = half.back();
      if (i % 3 == 0) client.send(request("GET", "/v1/events?limit=3"));
      if (i % 3 == 1) client.send("POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\n{");
      if (i % 3 == 2) client.send("GET /livez HT");
      client.end_sending();
    }
    for (std::size_t i = 0; i < half.size(); i += 3) {
      EXPECT_EQ(half[i].receive().status, 200U);  // who has asked and is done sending still gets the answer
    }
    EXPECT_TRUE(eventually_connections(3));
    EXPECT_TRUE(eventually([&] { return metric("dragoman_http_requests_in_flight") <= 2; }));
  }
  EXPECT_EQ(server_->stop(), 0);
}

TEST_F(Abuse, SlowReadersOfALongAnswer) {
  // Longer than what sockets hold for those who do not read: 32 MB of text that does not compress.
  constexpr std::size_t kSentence = 8000;
  constexpr int kEvents = 4000;
  ScratchDirectory const scratch;
  start(kImpatient, scratch / "data");
  std::mt19937 random(chosen_seed());
  std::string events;
  for (int i = 0; i < kEvents; ++i) {
    std::string sentence(kSentence, ' ');
    for (auto& c : sentence) c = static_cast<char>('a' + random() % 26);
    events += fmt::format(R"({{"date": "2020-02-03", "source": "State {}", "target": "Kenya", "cameo": "040", )"
                          R"("sentence": "{}"}})"
                          "\n",
                          i, sentence);
  }
  ASSERT_EQ(server_->connect().post("/v1/events", kLines, events).status, 200U);
  auto const before = server_->peak_mebibytes();
  {
    Bystander const bystander(*server_);
    std::vector<Client> slow;
    for (int i = 0; i < 12; ++i) {
      slow.push_back(server_->connect());
      slow.back().send(request("GET", "/v1/backup"));
    }
    EXPECT_TRUE(eventually([&] { return metric("dragoman_http_requests_in_flight") >= 12; }));
    EXPECT_TRUE(eventually_connections(3)) << "those who do not read are cut off";
  }
  EXPECT_LT(server_->peak_mebibytes(), before + 150);
  EXPECT_EQ(server_->stop(), 0);
}

TEST_F(Abuse, TenThousandIdleConnections) {
  constexpr std::size_t kIdle = scaled(10'000, 10);
  constexpr rlim_t kFiles = kIdle + 1000;
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  if (limit.rlim_cur < kFiles) {
    limit.rlim_cur = kFiles;
    limit.rlim_max = std::max(limit.rlim_max, kFiles);
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) GTEST_SKIP() << "this system does not allow so many open files";
  }
  start({"--max-connections", std::to_string(kIdle + 400)});
  auto const before = server_->peak_mebibytes();
  {
    std::vector<Client> idle;
    idle.reserve(kIdle);
    Bystander const bystander(*server_);
    for (std::size_t i = 0; i < kIdle; ++i) {
      idle.push_back(server_->connect());
      // Half of them have asked once, and keep the connection.
      if (i % 2 == 0) {
        ASSERT_EQ(idle.back().get("/livez").status, 200U) << i;
      }
    }
    EXPECT_GE(metric("dragoman_http_connections"), kIdle);
    EXPECT_EQ(metric("dragoman_http_connections_refused_total"), 0);
    for (std::size_t i = 0; i < kIdle; i += 997) EXPECT_EQ(idle[i].get("/livez").status, 200U) << i;
    std::cout << kIdle << " idle connections: " << server_->peak_mebibytes() - before << " MiB\n";
    EXPECT_LT(server_->peak_mebibytes(), before + 200);
  }
  EXPECT_TRUE(eventually_connections(1));
  EXPECT_EQ(server_->stop(), 0);
}

}  // namespace
}  // namespace dragoman::test
