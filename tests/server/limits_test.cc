// Time-outs, overload and the end of the server, over an API that the tests steer.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "transport.h"

namespace dragoman::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class Limits : public Transport {};

TEST_F(Limits, AHeaderThatTricklesInIsCutOff) {
  options_.header_timeout = 300ms;
  start();
  auto slow = connect();
  auto const trickle = std::async(std::launch::async, [&] {
    int sent = 0;
    bool const cut = eventually([&] { return ++sent > 5000 || !slow.try_send("G"); });
    return cut && sent <= 5000;
  });
  auto other = connect();
  while (trickle.wait_for(0s) != std::future_status::ready) EXPECT_EQ(other.get("/echo").status, 200U);
}

TEST_F(Limits, ABodyThatTricklesInIsCutOff) {
  options_.body_timeout = 400ms;
  options_.slowest_rate = 1000;
  start();
  auto slow = connect();
  slow.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\n");
  int sent = 0;
  EXPECT_TRUE(eventually([&] { return ++sent > 50'000 || !slow.try_send("x") || slow.closed_within(20ms); }));
  EXPECT_LT(sent, 50'000);
  EXPECT_TRUE(eventually([&] { return api_.readers_alive == 0; }));
  EXPECT_EQ(api_.finished, 0);
}

TEST_F(Limits, AnIdleConnectionIsClosed) {
  options_.idle_timeout = 200ms;
  start();
  auto client = connect();
  EXPECT_EQ(client.get("/echo").status, 200U);
  EXPECT_TRUE(client.closed_within(5s));
}

TEST_F(Limits, AClientThatDoesNotReadIsCutOff) {
  options_.write_timeout = 300ms;
  options_.slowest_rate = 100'000'000;
  start();
  auto client = connect();
  std::string all;
  for (int i = 0; i < 10; ++i) all += request("GET", "/big");
  client.send(all);
  ASSERT_TRUE(client.try_receive().has_value());  // the first is read, the rest is not
  EXPECT_TRUE(server_->drain(0ms, 20s));
}

TEST_F(Limits, AClientThatGoesAwayLeavesNothing) {
  start();
  {
    auto client = connect();
    client.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_TRUE(eventually([&] { return api_.bytes_fed == 3; }));
  }
  EXPECT_TRUE(eventually([&] { return api_.readers_alive == 0; }));
  EXPECT_EQ(api_.finished, 0);
}

TEST_F(Limits, QuickAnswersDoNotWaitForWorkers) {
  options_.worker_threads = 1;
  options_.most_waiting = 2;
  start();
  auto first = connect();
  auto client = connect();
  first.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/quick/x").body, "GET quick x");
  api_.latch.open();
  EXPECT_EQ(first.receive().status, 200U);
}

TEST_F(Limits, QuickAnswersCount) {
  options_.most_waiting = 1;
  start();
  auto first = connect();
  auto client = connect();
  first.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
  EXPECT_EQ(client.get("/quick").status, 503U);
  api_.latch.open();
  EXPECT_EQ(first.receive().status, 200U);
  EXPECT_TRUE(eventually([&] { return client.get("/quick").status == 200; }));
}

TEST_F(Limits, TooManyConnectionsAreToldSo) {
  options_.most_connections = 2;
  start();
  auto first = connect();
  auto second = connect();
  EXPECT_EQ(first.get("/echo").status, 200U);
  EXPECT_EQ(second.get("/echo").status, 200U);
  {
    auto third = connect();
    auto const answer = third.receive();
    expect_problem(answer, 503);
    EXPECT_FALSE(answer.header("retry-after").empty());
  }
  EXPECT_EQ(first.get("/echo").status, 200U);
}

TEST_F(Limits, TooManyRequestsAreRefusedWithoutWaiting) {
  options_.most_waiting = 2;
  start();
  auto first = connect();
  auto second = connect();
  first.send(request("GET", "/wait"));
  second.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 2; }));
  auto third = connect();
  auto const answer = third.get("/echo");
  expect_problem(answer, 503);
  EXPECT_FALSE(answer.header("retry-after").empty());
  api_.latch.open();
  EXPECT_EQ(first.receive().status, 200U);
  EXPECT_EQ(second.receive().status, 200U);
  EXPECT_EQ(third.get("/echo").status, 200U);
}

TEST_F(Limits, WhoWatchesIsAnsweredBeyondTheLimit) {
  options_.most_waiting = 1;
  start();
  auto busy = connect();
  busy.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
  auto client = connect();
  EXPECT_EQ(client.get("/echo").status, 503U);
  for (auto const* target : {"/livez", "/readyz", "/metrics"}) EXPECT_EQ(client.get(target).status, 200U) << target;
  api_.latch.open();
  EXPECT_EQ(busy.receive().status, 200U);
}

TEST_F(Limits, TooManyBodiesAreRefusedAndQueriesGoOn) {
  options_.most_bodies = 2;
  start();
  auto first = connect();
  auto second = connect();
  first.send(request("POST", "/hold", {}, "abc"));
  second.send(request("POST", "/hold", {}, "abc"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 2; }));
  auto third = connect();
  auto const answer = third.post("/count", "text/plain", "abc");
  expect_problem(answer, 503);
  EXPECT_FALSE(answer.header("retry-after").empty());
  EXPECT_EQ(third.get("/echo").status, 200U);
  api_.latch.open();
  EXPECT_EQ(first.receive().body, "3");
  EXPECT_EQ(second.receive().body, "3");
  EXPECT_EQ(third.post("/count", "text/plain", "abc").body, "3");
}

TEST_F(Limits, DrainFinishesWhatIsBeingAnswered) {
  start();
  auto idle = connect();
  EXPECT_EQ(idle.get("/echo").status, 200U);
  auto busy = connect();
  busy.send(request("GET", "/wait"));
  auto body = connect();
  body.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nabc");
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1 && api_.bytes_fed == 3; }));

  auto drained = std::async(std::launch::async, [&] { return server_->drain(0ms, 20s); });
  EXPECT_TRUE(idle.closed_within(5s));
  EXPECT_TRUE(body.closed_within(5s));
  EXPECT_TRUE(server_->draining());
  EXPECT_TRUE(eventually([&] {
    try {
      connect();
      return false;
    } catch (std::runtime_error const&) {
      return true;
    }
  }));
  api_.latch.open();
  auto const answer = busy.receive();
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(drained.get());
  EXPECT_EQ(api_.finished, 0);
}

TEST_F(Limits, DrainDoesNotWaitForEver) {
  start();
  auto busy = connect();
  busy.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
  EXPECT_FALSE(server_->drain(0ms, 50ms));
  api_.latch.open();
  server_->stop();
}

TEST_F(Limits, AnAddressInUseIsOneSentence) {
  start();
  options_.port = server_->port();
  HttpServer second(options_);
  auto const bound = second.bind();
  ASSERT_FALSE(bound);
  EXPECT_THAT(bound.error().message, HasSubstr("Cannot listen on 127.0.0.1:"));
}

TEST_F(Limits, ManyClientsAtOnce) {
  start();
  std::vector<std::future<void>> clients;
  for (int c = 0; c < 8; ++c) {
    clients.push_back(std::async(std::launch::async, [this, c] {
      auto client = connect();
      for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client.get("/echo/" + std::to_string(c)).body, "GET echo " + std::to_string(c));
        EXPECT_EQ(client.post("/count", "text/plain", std::string(5000, 'x')).body, "5000");
        EXPECT_EQ(client.get("/stream").body, "piece 2\npiece 1\npiece 0\n");
      }
    }));
  }
  for (auto& client : clients) client.get();
}

}  // namespace
}  // namespace dragoman::test
