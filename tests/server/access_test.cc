// Keys, rates and origins: the parts, and the server over an API that the tests steer.

#include <gmock/gmock.h>

#include <fmt/format.h>

#include "server/access.h"
#include "server/api_keys.h"
#include "server/rate_limiter.h"
#include "transport.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Time = RateLimiter::Clock::time_point;

TEST(Keys, AreHashedAsSha256) {
  // printf %s abc | sha256sum
  EXPECT_EQ(key_line("a", Scope::kRead, "abc"),
            "a read ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Keys, AreLongAndNeverTheSame) {
  auto const one = new_key();
  auto const two = new_key();
  ASSERT_TRUE(one);
  ASSERT_TRUE(two);
  EXPECT_NE(*one, *two);
  EXPECT_GE(one->size(), 64U);
}

TEST(Keys, AFileOfThem) {
  auto const keys = parse_key_file("# ours\n\n" + key_line("crawler", Scope::kWrite, "w") + "\r\n  " +
                                   key_line("lab", Scope::kRead, "r"));
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->size(), 2U);
  EXPECT_EQ((*keys)[0].name, "crawler");
  EXPECT_EQ((*keys)[0].scope, Scope::kWrite);
  EXPECT_EQ((*keys)[1].hash, hash_key("r"));
}

TEST(Keys, ABadLineIsNamedButNotRepeated) {
  auto const good = key_line("a", Scope::kRead, "x") + "\n";
  for (auto const& bad :
       {std::string("secret"), std::string("b both ") + std::string(64, '0'), std::string("b read 12"),
        "b read " + std::string(64, 'g'), "b/c read " + std::string(64, '0'), key_line("a", Scope::kRead, "y"),
        key_line("b", Scope::kRead, "x")}) {
    auto const keys = parse_key_file(good + bad);
    ASSERT_FALSE(keys) << bad;
    EXPECT_THAT(keys.error().message, StartsWith("line 2: "));
    EXPECT_THAT(keys.error().message, Not(HasSubstr("secret")));
  }
}

TEST(Keys, AFileThatBecomesUnreadableLeavesTheKeysOfBefore) {
  ScratchDirectory const scratch;
  auto const file = scratch / "keys";
  ApiKeys keys(file);
  EXPECT_THAT(keys.load().error().message, HasSubstr(file));
  write_file(file, "# none yet\n");
  EXPECT_THAT(keys.load().error().message, HasSubstr("no key"));
  write_file(file, key_line("a", Scope::kWrite, "one"));
  ASSERT_TRUE(keys.load());
  EXPECT_EQ(keys.find("one")->name, "a");
  EXPECT_EQ(keys.find("two"), nullptr);
  write_file(file, "rubbish");
  EXPECT_FALSE(keys.load());
  EXPECT_NE(keys.find("one"), nullptr);
  write_file(file, key_line("b", Scope::kRead, "two"));
  ASSERT_TRUE(keys.load());
  EXPECT_EQ(keys.find("one"), nullptr);
  EXPECT_EQ(keys.find("two")->scope, Scope::kRead);
}

TEST(Origins, AreWhatBrowsersSend) {
  for (auto const* good : {"https://example.org", "http://localhost:3000", "http://[::1]:80"}) {
    EXPECT_TRUE(is_origin(good)) << good;
  }
  for (auto const* bad : {"", "*", "null", "example.org", "https://", "https://example.org/", "https://Example.org",
                          "ftp://example.org", "https://a b"}) {
    EXPECT_FALSE(is_origin(bad)) << bad;
  }
}

TEST(Rates, ABurstThenSoManyASecond) {
  RateLimiter limiter(10, 5);
  Time const start{1h};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter.take(7, start), 0ns) << i;
  EXPECT_EQ(limiter.take(7, start), 100ms);
  EXPECT_EQ(limiter.take(8, start), 0ns);  // another client
  EXPECT_EQ(limiter.take(7, start + 40ms), 60ms);
  EXPECT_EQ(limiter.take(7, start + 100ms), 0ns);
  EXPECT_EQ(limiter.take(7, start + 100ms), 100ms);
  // However long it waits, no more than a burst is saved.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter.take(7, start + 1h), 0ns) << i;
  EXPECT_GT(limiter.take(7, start + 1h), 0ns);
}

TEST(Rates, LessThanOneASecond) {
  RateLimiter limiter(0.5, 1);
  Time const start{1h};
  EXPECT_EQ(limiter.take(1, start), 0ns);
  EXPECT_EQ(limiter.take(1, start + 500ms), 1500ms);
  EXPECT_EQ(limiter.take(1, start + 2s), 0ns);
}

TEST(Rates, WhoIsOverTheLimitIsNotForgottenForOthers) {
  RateLimiter limiter(1, 20, 16);
  Time const start{1h};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(limiter.take(1, start), 0ns);
  // Far more clients than there is room for, none of them with more than one request.
  for (std::uint64_t other = 2; other < 10'000; ++other) EXPECT_EQ(limiter.take(other, start), 0ns);
  EXPECT_GT(limiter.take(1, start), 0ns);
}

class Accesses : public Transport {
 protected:
  void with_keys() {
    write_file(scratch_ / "keys",
               key_line("reader", Scope::kRead, "r-key") + "\n" + key_line("writer", Scope::kWrite, "w-key") + "\n");
    keys_.emplace(scratch_ / "keys");
    ASSERT_TRUE(keys_->load());
  }
  Answer ask(std::string_view method, std::string_view target, std::string_view fields = {},
             std::string_view body = {}) {
    auto client = connect();
    client.send(request(method, target, fields, body));
    return client.receive(method == "HEAD");
  }

  ScratchDirectory scratch_;
};

TEST_F(Accesses, WithoutAKeyNothingButTheProbes) {
  with_keys();
  start();
  for (auto const* target : {"/livez", "/readyz", "/openapi.json", "/docs", "/"}) {
    EXPECT_EQ(ask("GET", target).status, 200U) << target;
    EXPECT_EQ(ask("HEAD", target).status, 200U) << target;
  }
  for (auto const* target : {"/echo", "/metrics", "/quick", "/livez/more"}) {
    auto const answer = ask("GET", target);
    expect_problem(answer, 401);
    EXPECT_EQ(answer.header("www-authenticate"), R"(Bearer realm="dragoman")");
    EXPECT_EQ(answer.json().at("title"), "Unauthorized");
  }
  expect_problem(ask("POST", "/livez", {}, "x"), 401);
  EXPECT_EQ(api_.finished, 0);
}

TEST_F(Accesses, AKeyThatIsNotKnown) {
  with_keys();
  start();
  for (auto const* fields : {"Authorization: Bearer wrong", "X-Api-Key: r-keys", "Authorization: Bearer r-ke",
                             "Authorization: bearer R-KEY"}) {
    auto const answer = ask("GET", "/echo", fields);
    expect_problem(answer, 401);
    EXPECT_THAT(answer.header("www-authenticate"), HasSubstr("invalid_token"));
  }
  // Nothing that could be a key.
  for (auto const* fields : {"Authorization: Basic ci1rZXk=", "Authorization: Bearer ", "X-Api-Key:"}) {
    EXPECT_EQ(ask("GET", "/echo", fields).header("www-authenticate"), R"(Bearer realm="dragoman")");
  }
}

TEST_F(Accesses, ScopesAreKept) {
  with_keys();
  start();
  EXPECT_EQ(ask("GET", "/echo", "Authorization: Bearer r-key").status, 200U);
  EXPECT_EQ(ask("GET", "/echo", "authorization: bearer  r-key").status, 200U);
  EXPECT_EQ(ask("HEAD", "/echo", "X-Api-Key: r-key").status, 200U);
  EXPECT_EQ(ask("GET", "/echo", "X-Api-Key: w-key").status, 200U);
  EXPECT_EQ(ask("POST", "/count", "X-Api-Key: w-key", "abc").body, "3");
  for (auto const* method : {"POST", "DELETE", "PUT", "PATCH", "BREW"}) {
    auto const answer = ask(method, "/count", "X-Api-Key: r-key", "abc");
    expect_problem(answer, 403);
    EXPECT_THAT(answer.header("www-authenticate"), HasSubstr("insufficient_scope"));
  }
  EXPECT_EQ(api_.finished, 1);
  // To have an article coded changes nothing.
  EXPECT_EQ(ask("POST", "/v1/code", "X-Api-Key: r-key", "abc").body, "3");
  for (auto const* target : {"/v1/codes", "/v1/code/x", "/v1/articles", "/code"}) {
    expect_problem(ask("POST", target, "X-Api-Key: r-key", "abc"), 403);
  }
  expect_problem(ask("POST", "/v1/code", {}, "abc"), 401);
}

TEST_F(Accesses, ARefusedBodyLeavesTheConnectionUsable) {
  with_keys();
  start();
  auto client = connect();
  client.send(request("POST", "/count", "X-Api-Key: r-key", std::string(100'000, 'x')) +
              request("GET", "/echo", "X-Api-Key: r-key"));
  EXPECT_EQ(client.receive().status, 403U);
  EXPECT_EQ(client.receive().status, 200U);
}

TEST_F(Accesses, PagesOfListedOriginsMayReadAnswers) {
  options_.cors_origins = {"https://map.example.org", "http://localhost:3000"};
  start();
  auto const answer = ask("GET", "/echo", "Origin: http://localhost:3000");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "http://localhost:3000");
  EXPECT_THAT(answer.header("access-control-expose-headers"), HasSubstr("X-Request-Id"));
  EXPECT_EQ(answer.header("vary"), "Origin");
  EXPECT_EQ(ask("GET", "/throw", "Origin: http://localhost:3000").header("access-control-allow-origin"),
            "http://localhost:3000");
  for (auto const* fields : {"Origin: http://localhost:3001", "Origin: null", "X-Other: x"}) {
    auto const other = ask("GET", "/echo", fields);
    EXPECT_EQ(other.status, 200U);
    EXPECT_EQ(other.header("access-control-allow-origin"), "");
    EXPECT_EQ(other.header("vary"), "Origin");
  }
}

TEST_F(Accesses, BrowsersMayAskBeforehandWithoutAKey) {
  options_.cors_origins = {"https://map.example.org"};
  with_keys();
  start();
  auto const fields = [](std::string_view origin) {
    return fmt::format("Origin: {}\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x",
                       origin);
  };
  auto const answer = ask("OPTIONS", "/count", fields("https://map.example.org"));
  EXPECT_EQ(answer.status, 204U);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "https://map.example.org");
  EXPECT_THAT(answer.header("access-control-allow-methods"), HasSubstr("DELETE"));
  EXPECT_THAT(answer.header("access-control-allow-headers"), HasSubstr("Authorization"));
  auto const other = ask("OPTIONS", "/count", fields("https://example.org"));
  expect_problem(other, 401);
  EXPECT_EQ(other.header("access-control-allow-origin"), "");
  EXPECT_EQ(ask("GET", "/echo", "Origin: https://map.example.org").header("access-control-allow-origin"),
            "https://map.example.org");  // else the page could not read that it needs a key
}

TEST_F(Accesses, WithoutOriginsNoHeaderOfThem) {
  start();
  auto const answer = ask("GET", "/echo", "Origin: https://example.org");
  EXPECT_EQ(answer.header("access-control-allow-origin"), "");
  EXPECT_EQ(answer.header("vary"), "");
}

TEST_F(Accesses, MoreRequestsThanAllowedAre429) {
  options_.requests_per_second = 0.01;  // the burst is all there is in this test's time
  options_.burst = 3;
  start();
  auto client = connect();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/echo").status, 200U) << i;
  auto const answer = client.get("/echo");
  expect_problem(answer, 429);
  EXPECT_EQ(answer.json().at("title"), "Too Many Requests");
  auto const wait = std::stoi(answer.header("retry-after"));
  EXPECT_GT(wait, 60);
  EXPECT_LE(wait, 100);
  expect_problem(connect().post("/count", "text/plain", "abc"), 429);  // the client, not the connection
  EXPECT_EQ(client.get("/livez").status, 200U);
}

TEST_F(Accesses, EachKeyHasItsOwnRateAndGuessesHaveTheAddresss) {
  options_.requests_per_second = 0.01;
  options_.burst = 2;
  with_keys();
  start();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(ask("GET", "/echo", "X-Api-Key: guess").status, 401U);
  EXPECT_EQ(ask("GET", "/echo", "X-Api-Key: guess2").status, 429U);
  for (auto const* key : {"X-Api-Key: r-key", "X-Api-Key: w-key"}) {
    for (int i = 0; i < 2; ++i) EXPECT_EQ(ask("GET", "/echo", key).status, 200U);
    EXPECT_EQ(ask("GET", "/echo", key).status, 429U);
  }
}

TEST_F(Accesses, WhatIsCountedOfRequestsAndConnections) {
  start();
  auto const& traffic = server_->traffic();
  {
    auto client = connect();
    EXPECT_EQ(client.get("/echo").status, 200U);
    EXPECT_EQ(client.post("/count", "text/plain", "abcde").status, 200U);
    EXPECT_EQ(client.get("/throw").status, 500U);
    client.send(request("GET", "/wait"));
    ASSERT_TRUE(eventually([&] { return api_.latch.waiting() == 1; }));
    EXPECT_EQ(traffic.in_flight, 1U);
    EXPECT_EQ(traffic.connections_open, 1U);
    api_.latch.open();
    EXPECT_EQ(client.receive().status, 200U);
    client.send("rubbish\r\n\r\n");
    EXPECT_EQ(client.receive().status, 400U);
  }
  EXPECT_TRUE(eventually([&] { return traffic.connections_open == 0; }));
  EXPECT_EQ(traffic.connections_taken, 1U);
  EXPECT_EQ(traffic.in_flight, 0U);
  EXPECT_EQ(traffic.bytes_received, 5U);
  EXPECT_GT(traffic.bytes_sent, 500U);
  auto const ended = [&traffic](std::size_t status_class) {
    std::uint64_t sum = 0;
    for (auto const count : traffic.durations(0, status_class).snapshot().buckets) sum += count;
    return sum;
  };
  EXPECT_EQ(ended(2), 3U);
  EXPECT_EQ(ended(4), 1U);
  EXPECT_EQ(ended(5), 1U);
}

TEST(Durations, FallIntoTheirBuckets) {
  Durations durations;
  durations.add(0ns);
  durations.add(100us);  // a bound is part of its bucket
  durations.add(101us);
  durations.add(1h);
  auto const now = durations.snapshot();
  EXPECT_EQ(now.buckets.front(), 2U);
  EXPECT_EQ(now.buckets[1], 1U);
  EXPECT_EQ(now.buckets.back(), 1U);
  EXPECT_NEAR(now.seconds, 3600.0002, 1e-4);
}

}  // namespace
}  // namespace dragoman::test
