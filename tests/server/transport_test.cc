// HTTP itself: framing, bodies, and what is not HTTP, over an API that the tests steer.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "transport.h"

namespace dragoman::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

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

}  // namespace
}  // namespace dragoman::test
