// HTTP itself: framing, limits, time-outs, overload and the end, over an API that the tests steer.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "fake_api.h"
#include "server/http_server.h"
#include "support.h"

namespace dragoman {
namespace {

using namespace std::chrono_literals;
using test::Answer;
using test::Client;
using test::eventually;
using test::request;
using ::testing::HasSubstr;

class Transport : public ::testing::Test {
 protected:
  Transport() {
    options_.port = 0;
    options_.io_threads = 2;
    options_.worker_threads = 2;
    options_.body_threads = 4;
  }
  ~Transport() override { api_.latch.open(); }

  void start() {
    server_ = std::make_unique<HttpServer>(options_);
    ASSERT_TRUE(server_->bind());
    ASSERT_TRUE(server_->start(api_));
  }
  Client connect() { return Client(server_->port()); }

  test::FakeApi api_;
  HttpOptions options_;
  std::unique_ptr<HttpServer> server_;
};

void expect_problem(Answer const& answer, unsigned status) {
  EXPECT_EQ(answer.status, status) << answer.body;
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.json().at("status").to_number<unsigned>(), status);
}

TEST_F(Transport, AnswersAndKeepsTheConnection) {
  start();
  auto client = connect();
  for (int i = 0; i < 3; ++i) {
    auto const answer = client.get("/echo/a%20b");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.body, "GET echo a b");
    EXPECT_FALSE(answer.header("x-request-id").empty());
    EXPECT_FALSE(answer.header("date").empty());
  }
}

TEST_F(Transport, PipelinedRequestsAreAnsweredInOrder) {
  start();
  auto client = connect();
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += request("GET", "/echo/" + std::to_string(i));
    all += request("POST", "/count", {}, std::string(static_cast<std::size_t>(i), 'x')) + "\r\n";
  }
  client.send(all);
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(client.receive().body, "GET echo " + std::to_string(i));
    EXPECT_EQ(client.receive().body, std::to_string(i));
  }
}

TEST_F(Transport, HeadHasTheHeaderOnly) {
  start();
  auto client = connect();
  client.send(request("HEAD", "/echo/x") + request("HEAD", "/stream") + request("GET", "/echo/y"));
  auto const head = client.receive(true);
  EXPECT_EQ(head.header("content-length"), "11");
  EXPECT_EQ(client.receive(true).status, 200U);
  EXPECT_EQ(client.receive().body, "GET echo y");
}

TEST_F(Transport, NoContentHasNoBody) {
  start();
  auto client = connect();
  auto const answer = client.get("/empty");
  EXPECT_EQ(answer.status, 204U);
  EXPECT_EQ(answer.header("content-length"), "");
  EXPECT_EQ(client.get("/echo").status, 200U);
}

TEST_F(Transport, StreamsInChunks) {
  start();
  auto client = connect();
  auto const answer = client.get("/stream");
  EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
  EXPECT_EQ(answer.body, "piece 2\npiece 1\npiece 0\n");
  EXPECT_EQ(client.get("/echo").status, 200U);
}

TEST_F(Transport, Http10) {
  start();
  auto client = connect();
  client.send("GET /stream HTTP/1.0\r\n\r\n");
  auto const answer = client.receive();
  EXPECT_EQ(answer.header("transfer-encoding"), "");
  EXPECT_EQ(answer.body, "piece 2\npiece 1\npiece 0\n");
  EXPECT_TRUE(client.closed_within(5s));

  auto kept = connect();
  kept.send("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.receive().body, "GET echo");
  kept.send("GET /echo HTTP/1.0\r\n\r\n");
  EXPECT_EQ(kept.receive().body, "GET echo");
  EXPECT_TRUE(kept.closed_within(5s));
}

TEST_F(Transport, AStreamThatFailsIsCutOffVisibly) {
  start();
  auto client = connect();
  client.send(request("GET", "/break"));
  EXPECT_THROW(client.receive(), std::runtime_error);
  EXPECT_EQ(connect().get("/echo").status, 200U);
}

TEST_F(Transport, ABodyByLengthAndByChunks) {
  options_.piece_bytes = 1000;
  start();
  auto client = connect();
  std::string const body(100'000, 'x');
  EXPECT_EQ(client.post("/count", "text/plain", body).body, "100000");
  std::string chunked = "POST /count HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
  std::size_t total = 0;
  for (std::size_t size : {1U, 10U, 999U, 1000U, 1001U, 30'000U}) {
    chunked += fmt::format("{:x};note=x\r\n{}\r\n", size, std::string(size, 'y'));
    total += size;
  }
  client.send(chunked + "0\r\nTrailer: t\r\n\r\n" + request("GET", "/echo"));
  EXPECT_EQ(client.receive().body, std::to_string(total));
  EXPECT_EQ(client.receive().body, "GET echo");
  EXPECT_EQ(api_.readers_alive, 0);
}

TEST_F(Transport, ABodyIsHandedOnWhileItComes) {
  start();
  auto client = connect();
  client.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 6\r\n\r\nabc");
  EXPECT_TRUE(eventually([&] { return api_.bytes_fed == 3; }));
  client.send("def");
  EXPECT_EQ(client.receive().body, "6");
}

TEST_F(Transport, SaysContinueBeforeTheBodyOnlyWhenItWantsOne) {
  start();
  auto client = connect();
  client.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100U);
  client.send("abc");
  EXPECT_EQ(client.receive().body, "3");
  client.send("POST /refuse HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  expect_problem(client.receive(), 415);
  EXPECT_TRUE(client.closed_within(5s));
}

TEST_F(Transport, ARefusedBodyIsPassedOver) {
  start();
  auto client = connect();
  expect_problem(client.post("/refuse", "text/plain", std::string(300'000, 'x')), 415);
  EXPECT_EQ(client.post("/stop", "text/plain", std::string(300'000, 'x')).status, 200U);
  client.send(request("GET", "/echo", {}, "a body nobody wants"));
  EXPECT_EQ(client.receive().body, "GET echo");
  EXPECT_EQ(client.get("/echo").status, 200U);
}

TEST_F(Transport, ALongRefusedBodyEndsTheConnectionAfterTheAnswer) {
  options_.drain_bytes = 1'000'000;
  start();
  auto client = connect();
  client.send("POST /refuse HTTP/1.1\r\nHost: t\r\nContent-Length: 50000000\r\n\r\n" + std::string(500'000, 'x'));
  auto const answer = client.receive();
  expect_problem(answer, 415);
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST_F(Transport, TooLong) {
  options_.body_bytes = 1000;
  start();
  auto client = connect();
  client.send(request("GET", "/" + std::string(9000, 'a')));
  expect_problem(client.receive(), 414);
  EXPECT_EQ(client.get("/echo").status, 200U);

  client.send(request("GET", "/echo", "X-Long: " + std::string(17'000, 'a')));
  expect_problem(client.receive(), 431);
  EXPECT_TRUE(client.closed_within(5s));

  auto endless = connect();
  endless.send("GET /" + std::string(17'000, 'a'));
  expect_problem(endless.receive(), 414);
  EXPECT_TRUE(endless.closed_within(5s));

  auto declared = connect();
  declared.send(request("POST", "/count", {}, std::string(1001, 'x')));
  expect_problem(declared.receive(), 413);
  EXPECT_TRUE(declared.closed_within(5s));

  auto chunked = connect();
  chunked.send("POST /count HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') +
               "\r\n0\r\n\r\n");
  expect_problem(chunked.receive(), 413);
  EXPECT_TRUE(chunked.closed_within(5s));
}

TEST_F(Transport, WhatIsNotHttpIsAnsweredAndEnds) {
  start();
  for (auto const* bad :
       {"hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "\x16\x03\x01\x02"}) {
    auto client = connect();
    client.send(bad);
    client.end_sending();
    auto const answer = client.try_receive();
    if (answer) expect_problem(*answer, 400);
    EXPECT_TRUE(client.closed_within(5s)) << bad;
  }
  auto client = connect();
  client.send("POST /count HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
  expect_problem(client.receive(), 400);
  EXPECT_TRUE(client.closed_within(5s));
}

TEST_F(Transport, BadTargetsAndHostsAreRefusedButTheConnectionLives) {
  start();
  auto client = connect();
  for (auto const* target : {"/a%zz", "/%ff", "*", "/a?b=%f"}) expect_problem(client.get(target), 400);
  client.send("GET /echo HTTP/1.1\r\n\r\n");
  expect_problem(client.receive(), 400);
  EXPECT_EQ(client.get("/echo").status, 200U);
}

TEST_F(Transport, AnExceptionIsAProblemWithoutItsText) {
  start();
  auto client = connect();
  for (int i = 0; i < 2; ++i) {
    auto const answer = client.get("/throw");
    expect_problem(answer, 500);
    EXPECT_EQ(answer.body.find("handle"), std::string::npos);
  }
  expect_problem(client.post("/throw-begin", "text/plain", "x"), 500);
  expect_problem(client.post("/throw-feed", "text/plain", "x"), 500);
  EXPECT_EQ(client.get("/echo").status, 200U);
}

TEST_F(Transport, AHeaderValueCannotBeginAnotherHeader) {
  start();
  auto const answer = connect().get("/headers");
  EXPECT_EQ(answer.header("x-two"), "");
  EXPECT_THAT(answer.header("x-one"), HasSubstr("a"));
}

TEST_F(Transport, AHeaderThatTricklesInIsCutOff) {
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

TEST_F(Transport, ABodyThatTricklesInIsCutOff) {
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

TEST_F(Transport, AnIdleConnectionIsClosed) {
  options_.idle_timeout = 200ms;
  start();
  auto client = connect();
  EXPECT_EQ(client.get("/echo").status, 200U);
  EXPECT_TRUE(client.closed_within(5s));
}

TEST_F(Transport, AClientThatDoesNotReadIsCutOff) {
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

TEST_F(Transport, AClientThatGoesAwayLeavesNothing) {
  start();
  {
    auto client = connect();
    client.send("POST /count HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_TRUE(eventually([&] { return api_.bytes_fed == 3; }));
  }
  EXPECT_TRUE(eventually([&] { return api_.readers_alive == 0; }));
  EXPECT_EQ(api_.finished, 0);
}

TEST_F(Transport, QuickAnswersDoNotWaitForWorkersButCount) {
  options_.worker_threads = 1;
  options_.most_waiting = 2;
  start();
  auto first = connect();
  auto second = connect();
  auto client = connect();
  first.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/quick/x").body, "GET quick x");
  second.send(request("GET", "/echo"));  // waits for the worker
  EXPECT_TRUE(eventually([&] { return client.get("/quick").status == 503; }));
  api_.latch.open();
  EXPECT_EQ(first.receive().status, 200U);
  EXPECT_EQ(second.receive().status, 200U);
  EXPECT_EQ(client.get("/quick").status, 200U);
}

TEST_F(Transport, TooManyConnectionsAreToldSo) {
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

TEST_F(Transport, TooManyRequestsAreRefusedWithoutWaiting) {
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

TEST_F(Transport, TooManyBodiesAreRefusedAndQueriesGoOn) {
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

TEST_F(Transport, DrainFinishesWhatIsBeingAnswered) {
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

TEST_F(Transport, DrainDoesNotWaitForEver) {
  start();
  auto busy = connect();
  busy.send(request("GET", "/wait"));
  ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
  EXPECT_FALSE(server_->drain(0ms, 50ms));
  api_.latch.open();
  server_->stop();
}

TEST_F(Transport, AnAddressInUseIsOneSentence) {
  start();
  options_.port = server_->port();
  HttpServer second(options_);
  auto const bound = second.bind();
  ASSERT_FALSE(bound);
  EXPECT_THAT(bound.error().message, HasSubstr("Cannot listen on 127.0.0.1:"));
}

TEST_F(Transport, ManyClientsAtOnce) {
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
}  // namespace dragoman
