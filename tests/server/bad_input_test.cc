// The running binary and input of every bad kind: a problem document that names the place, and life goes on.

#include <gmock/gmock.h>

#include <set>

#include <boost/json.hpp>

#include "support.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kLines = "application/x-ndjson";

/// One server and one connection for all tests: each must leave both alive.
class BadInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<Server>();
    client_ = std::make_unique<Client>(server_->port());
    std::string articles;
    for (std::size_t i = 0; i < 20; ++i) articles += article_line(i);
    ASSERT_EQ(client_->post("/v1/articles", kLines, articles).status, 200U);
  }
  static void TearDownTestSuite() {
    EXPECT_EQ(server_->stop(), 0) << server_->log();
    client_.reset();
    server_.reset();
  }
  void TearDown() override { EXPECT_EQ(client_->get("/livez").status, 200U); }

  static Answer post(std::string_view type, std::string_view body) { return client_->post("/v1/articles", type, body); }
  static void expect_problem(Answer const& answer, unsigned status, std::string_view named) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    auto const json = answer.json();
    EXPECT_EQ(json.at("status").to_number<unsigned>(), status);
    EXPECT_THAT(answer.body, HasSubstr(std::string(named)));
  }
  /// Two good articles around a bad one: the good are stored, the bad is named.
  static void expect_line_rejected(std::string const& bad, std::string_view named) {
    static std::size_t next = 1000;
    auto const answer = post(kLines, article_line(next) + bad + "\n" + article_line(next + 1));
    next += 2;
    EXPECT_EQ(answer.status, 207U) << answer.body.substr(0, 2000);
    auto const json = answer.json();
    EXPECT_EQ(json.at("stored").to_number<int>(), 2);
    EXPECT_EQ(json.at("rejected").to_number<int>(), 1);
    ASSERT_EQ(json.at("errors").as_array().size(), 1U);
    auto const& error = json.at("errors").at(0);
    EXPECT_EQ(error.at("line").to_number<int>(), 2);
    EXPECT_THAT(boost::json::serialize(error), HasSubstr(std::string(named)));
  }

  static std::unique_ptr<Server> server_;
  static std::unique_ptr<Client> client_;
};
std::unique_ptr<Server> BadInput::server_;
std::unique_ptr<Client> BadInput::client_;

TEST_F(BadInput, MalformedJson) {
  for (auto const* bad :
       {"{\"text\": \"a\"", "{text: 1}", "nonsense", "{\"text\": \"a\"} {}", "{\"text\": \"\\uD800\"}"}) {
    auto const answer = post(kJson, bad);
    expect_problem(answer, 400, "");
    expect_line_rejected(bad, "detail");
  }
  std::string const deep(100'000, '[');
  expect_problem(post(kJson, "{\"text\": " + deep), 400, "");
  EXPECT_EQ(post(kJson, deep).status, 400U);
}

TEST_F(BadInput, WrongTypes) {
  for (auto const* bad : {R"({"text": 5})", R"({"text": ["a"]})", R"({"text": {"a": 1}})", R"({"text": true})"}) {
    expect_problem(post(kJson, bad), 400, "\"field\":\"text\"");
    expect_line_rejected(bad, "\"field\":\"text\"");
  }
  expect_problem(post(kJson, R"({"text": "a", "id": {}})"), 400, "\"field\":\"id\"");
  expect_problem(post(kJson, R"({"text": "a", "published": []})"), 400, "\"field\":\"published\"");
  EXPECT_EQ(post(kJson, "5").status, 400U);
  EXPECT_EQ(post(kJson, "\"text\"").status, 400U);
  EXPECT_EQ(post(kJson, "[5]").status, 400U);
}

TEST_F(BadInput, MissingText) {
  for (auto const* bad : {R"({"title": "a"})", R"({})", R"({"text": ""})", R"({"text": null})"}) {
    expect_problem(post(kJson, bad), 400, "text");
    expect_line_rejected(bad, "text");
  }
}

TEST_F(BadInput, ImpossibleDates) {
  for (auto const* date : {"2023-02-30", "2023-13-01", "0000-00-00", "yesterday", "19.10.2023x", "99999-01-01"}) {
    auto const bad = std::string(R"({"text": "a", "published": ")") + date + "\"}";
    auto const answer = post(kJson, bad);
    expect_problem(answer, 400, "published");
    EXPECT_THAT(answer.body, HasSubstr(date));
    expect_line_rejected(bad, date);
  }
}

TEST_F(BadInput, InvalidUtf8) {
  for (auto const* bytes : {"\xff", "\xc3(", "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80"}) {
    auto const bad = std::string(R"({"text": "a)") + bytes + "\"}";
    expect_problem(post(kJson, bad), 400, "UTF-8");
    expect_line_rejected(bad, "UTF-8");
  }
}

TEST_F(BadInput, FiftyMegabytesInOneLine) {
  std::string const line = R"({"id": "huge", "text": ")" + std::string(50'000'000, 'x') + "\"}";
  expect_line_rejected(line, "Longer than");
  expect_problem(post(kJson, line), 413, "longer than");
  EXPECT_LT(server_->peak_mebibytes(), 500U);
}

TEST_F(BadInput, EmptyBody) {
  expect_problem(post(kJson, ""), 400, "");
  expect_problem(post(kLines, ""), 400, "");
  expect_problem(post(kLines, "\r\n\n  \n"), 400, "");
  expect_problem(post(kJson, "[]"), 400, "");
  expect_problem(post(kJson, " \n "), 400, "");
}

TEST_F(BadInput, UnknownContentType) {
  expect_problem(post("text/html", "<p>"), 415, "application/x-ndjson");
  expect_problem(post("text/\xff\xfe", "x"), 415, "application/json");
  client_->send(request("POST", "/v1/articles", {}, article_line(1)));
  expect_problem(client_->receive(), 415, "application/json");
}

TEST_F(BadInput, UnknownContentEncoding) {
  for (std::string const coding : {"br", "gzip, gzip", "gzip\r\nContent-Encoding: gzip", "\xff"}) {
    client_->send(
        request("POST", "/v1/articles", "Content-Type: application/json\r\nContent-Encoding: " + coding, "x"));
    auto const answer = client_->receive();
    expect_problem(answer, 415, "zstd");
    EXPECT_EQ(answer.header("accept-encoding"), "gzip, zstd, deflate, identity");
  }
}

TEST_F(BadInput, CompressedBodiesThatAreNot) {
  for (std::string const coding : {"gzip", "x-gzip", "zstd", "deflate"}) {
    for (std::string const type : {"application/json", "application/x-ndjson"}) {
      for (std::string const target : {"/v1/articles", "/v1/events", "/v1/actors/france/merge"}) {
        if (target == "/v1/articles" || target.ends_with("merge") == (type == kJson)) {
          auto const fields = "Content-Type: " + type + "\r\nContent-Encoding: " + coding;
          client_->send(request("POST", target, fields, article_line(1)));
          expect_problem(client_->receive(), 400, coding == "x-gzip" ? "gzip data" : coding + " data");
        }
      }
    }
  }
}

TEST_F(BadInput, UnknownParameterOrValue) {
  expect_problem(client_->get("/v1/events?colour=red"), 400, "\"parameter\":\"colour\"");
  expect_problem(client_->get("/v1/events?type=wedding"), 400, "wedding");
  expect_problem(client_->get("/v1/events?type=wedding"), 400, "\"parameter\":\"type\"");
  expect_problem(client_->get("/v1/events?status=maybe"), 400, "\"parameter\":\"status\"");
  expect_problem(client_->get("/v1/events?from=2023-02-30"), 400, "\"parameter\":\"from\"");
  expect_problem(client_->get("/v1/events?to=tomorrow"), 400, "\"parameter\":\"to\"");
  for (auto const* limit : {"0", "-1", "1001", "ten", "", "1e3", "99999999999999999999"}) {
    expect_problem(client_->get(std::string("/v1/events?limit=") + limit), 400, "\"parameter\":\"limit\"");
  }
  expect_problem(client_->get("/v1/events?type=%ff"), 400, "UTF-8");
}

TEST_F(BadInput, ACursorFromElsewhere) {
  auto const page = client_->get("/v1/events?limit=1").json();
  auto const cursor = boost::json::value_to<std::string>(page.at("next"));
  EXPECT_EQ(client_->get("/v1/events?limit=1&cursor=" + cursor).status, 200U);
  expect_problem(client_->get("/v1/events?limit=1&type=visit&cursor=" + cursor), 400, "\"parameter\":\"cursor\"");
  expect_problem(client_->get("/v1/meetings?cursor=" + cursor), 400, "\"parameter\":\"cursor\"");
  auto forged = cursor;
  forged[forged.size() / 2] = forged[forged.size() / 2] == 'A' ? 'B' : 'A';
  expect_problem(client_->get("/v1/events?limit=1&cursor=" + forged), 400, "\"parameter\":\"cursor\"");
  expect_problem(client_->get("/v1/events?cursor=abc"), 400, "\"parameter\":\"cursor\"");
  expect_problem(client_->get("/v1/events?cursor="), 400, "\"parameter\":\"cursor\"");
}

TEST_F(BadInput, UnknownPathsAndMethods) {
  expect_problem(client_->get("/v2/articles"), 404, "");
  expect_problem(client_->get("/v1/articles/none-such"), 404, "no article");
  expect_problem(client_->get("/v1/events/e999999"), 404, "");
  expect_problem(client_->get("/v1/actors/Nobody%20At%20All"), 404, "Nobody At All");
  client_->send(request("DELETE", "/v1/articles"));
  auto const answer = client_->receive();
  expect_problem(answer, 405, "");
  EXPECT_THAT(answer.header("allow"), HasSubstr("POST"));
  client_->send(request("DELETE", "/v1/articles/none-such"));
  expect_problem(client_->receive(), 404, "no article");
  client_->send(request("DELETE", "/v1/articles/none-such?quick=1"));
  expect_problem(client_->receive(), 400, "\"parameter\":\"quick\"");
}

TEST_F(BadInput, ABulkKeepsItsGoodLines) {
  std::string body;
  std::set<int> broken;
  for (std::size_t line = 1; line <= 60; ++line) {
    if (line % 7 != 0) {
      body += article_line(5000 + line);
    } else {
      broken.insert(static_cast<int>(line));
      body += line % 2 == 0 ? "{\"text\": \n" : "{\"text\": 1}\r\n";
    }
  }
  auto const json = post(kLines, body).json();
  EXPECT_EQ(json.at("stored").to_number<std::size_t>(), 60 - broken.size());
  std::set<int> named;
  for (auto const& error : json.at("errors").as_array()) named.insert(error.at("line").to_number<int>());
  EXPECT_EQ(named, broken);
  EXPECT_EQ(client_->get("/v1/articles/made-up-5001").status, 200U);
}

}  // namespace
}  // namespace dragoman::test
