// POST /v1/articles with many articles, in every form and with every fault.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::HasSubstr;

constexpr auto* kLines = "application/x-ndjson";
constexpr auto* kMeeting = "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un";

std::string string_at(boost::json::value const& value, std::string_view key) {
  return boost::json::value_to<std::string>(value.at(key));
}

TEST(Bulk, AllAccepted) {
  World const world;
  auto const body = article_json("a", kMeeting) + "\r\n\n" + article_json("b", "Nothing.") + "\n";
  auto const response = world.post("\xEF\xBB\xBF" + body, kLines);
  EXPECT_EQ(response.status, 200U);
  auto const answer = parse(response);
  EXPECT_EQ(answer.at("received"), 2);
  EXPECT_EQ(answer.at("stored"), 2);
  EXPECT_EQ(answer.at("rejected"), 0);
  EXPECT_EQ(answer.at("events"), 1);
  EXPECT_TRUE(answer.at("errors").as_array().empty());
  for (auto const* type : {"application/jsonl", "application/jsonlines", "text/x-ndjson", "application/ndjson"}) {
    EXPECT_EQ(parse(world.post(body, type)).at("duplicate"), 2) << type;
  }
}

TEST(Bulk, BrokenLinesAreNamedAndTheOthersStored) {
  World const world;
  auto const body = article_json("a", kMeeting) + "\n{\"text\":\n" + article_json("b", kMeeting) + "\n" +
                    R"({"id":"c","text":"x","date":"2023-02-30"})" + "\n{\"text\":\"\xff\"}\n[]\n" +
                    article_json("d", kMeeting) + "\n{\"id\":\"e\"}";
  for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
    auto const response = world.post(body, kLines, piece);
    EXPECT_EQ(response.status, 207U);
    auto const answer = parse(response);
    EXPECT_EQ(answer.at("received"), 8);
    EXPECT_EQ(answer.at("rejected"), 5);
    std::vector<std::int64_t> lines;
    for (auto const& error : answer.at("errors").as_array()) lines.push_back(error.at("line").as_int64());
    EXPECT_THAT(lines, ::testing::ElementsAre(2, 4, 5, 6, 8));
    auto const& date = answer.at("errors").at(1);
    EXPECT_EQ(string_at(date, "id"), "c");
    EXPECT_EQ(string_at(date, "field"), "date");
    EXPECT_THAT(string_at(date, "detail"), HasSubstr("2023-02-30"));
  }
  EXPECT_EQ(world.ok("/readyz").at("articles"), 3);
}

TEST(Bulk, NothingAcceptedIsAProblem) {
  World const world;
  auto const response = world.post("{\"text\":5}\n{", kLines);
  EXPECT_EQ(response.status, 400U);
  EXPECT_EQ(response.content_type, "application/problem+json");
  auto const answer = parse(response);
  EXPECT_EQ(answer.at("line"), 1);
  EXPECT_EQ(string_at(answer, "field"), "text");
  EXPECT_EQ(answer.at("errors").as_array().size(), 2U);
  EXPECT_EQ(answer.at("received"), 2);
  EXPECT_EQ(world.post("", kLines).status, 400U);
  EXPECT_EQ(world.post("\n \n", kLines).status, 400U);
}

TEST(Bulk, AFiftyMegabyteLine) {
  World const world;
  auto const body = article_json("a", kMeeting) + "\n{\"text\":\"" + std::string(50'000'000, 'x') + "\"}\n" +
                    article_json("b", kMeeting);
  auto const answer = parse(world.post(body, kLines));
  EXPECT_EQ(answer.at("stored"), 2);
  EXPECT_EQ(answer.at("errors").at(0).at("line"), 2);
  EXPECT_THAT(string_at(answer.at("errors").at(0), "detail"), HasSubstr("16777216 bytes"));
  EXPECT_EQ(world.post("{\"text\":\"" + std::string(50'000'000, 'x') + "\"}").status, 413U);
}

TEST(Bulk, ErrorsAreCappedAndCounted) {
  ApiOptions options;
  options.most_errors = 3;
  World const world(open_memory_store(), {}, options);
  auto const answer = parse(world.post("1\n2\n3\n4\n5\n" + article_json("a", kMeeting), kLines));
  EXPECT_EQ(answer.at("rejected"), 5);
  EXPECT_EQ(answer.at("errors").as_array().size(), 3U);
  EXPECT_EQ(answer.at("errors_omitted"), 2);
}

TEST(Bulk, JsonArray) {
  World const world;
  auto const body = " [" + article_json("a", kMeeting) + ",\n 5 ," + article_json("b", "x]}\"") + "]";
  for (std::size_t const piece : {std::size_t{1}, std::size_t{3}, std::size_t{100'000}}) {
    auto const response = world.post(body, "application/json", piece);
    EXPECT_EQ(response.status, 207U);
    auto const answer = parse(response);
    EXPECT_EQ(answer.at("received"), 3);
    EXPECT_EQ(answer.at("errors").at(0).at("item"), 2);
  }
  EXPECT_EQ(world.ok("/readyz").at("articles"), 2);
}

TEST(Bulk, AnArrayThatBreaksOffKeepsWhatCameBefore) {
  World const world;
  auto const response = world.post("[" + article_json("a", kMeeting) + ",{\"text\":\"x", "application/json");
  EXPECT_EQ(response.status, 207U);
  auto const answer = parse(response);
  EXPECT_EQ(answer.at("stored"), 1);
  EXPECT_EQ(answer.at("errors").at(0).at("item"), 2);
  EXPECT_EQ(world.post("[", "application/json").status, 400U);
  EXPECT_EQ(world.post("[]", "application/json").status, 400U);
  EXPECT_EQ(world.post("[1 2]", "application/json").status, 400U);
}

TEST(Bulk, ABodyThatIsAbandonedStoresWhatWasSubmitted) {
  World const world;
  auto request = make_request("POST", "/v1/articles");
  request.content_type = kLines;
  {
    auto const begun = world.api->begin(request);
    EXPECT_TRUE(begun.reader->feed(article_json("a", kMeeting) + "\n" + article_json("b", kMeeting)));
  }
  world.knowledge->stop();
  EXPECT_EQ(world.get("/v1/articles/a").status, 200U);
  EXPECT_EQ(world.get("/v1/articles/b").status, 404U);
}

TEST(Bulk, SmallQueue) {
  World const world(open_memory_store(),
                    {.coding_threads = 2, .queue_articles = 2, .queue_bytes = 100, .group_articles = 4});
  std::string body;
  for (int i = 0; i < 500; ++i) body += article_json("a" + std::to_string(i), kMeeting) + "\n";
  EXPECT_EQ(parse(world.post(body, kLines)).at("stored"), 500);
}

TEST(Single, Answers) {
  World const world;
  auto const response = world.post(" \xEF\xBB\xBF" + article_json("a", kMeeting));
  EXPECT_EQ(response.status, 400U) << "a byte order mark stands first or not at all";
  auto const stored = world.post("\xEF\xBB\xBF" + article_json("a", kMeeting), "application/json", 1);
  EXPECT_EQ(stored.status, 201U) << stored.body;
  auto const answer = parse(stored);
  EXPECT_EQ(string_at(answer, "id"), "a");
  EXPECT_EQ(string_at(answer, "status"), "stored");
  EXPECT_EQ(string_at(answer.at("events").at(0), "type"), "meeting");
}

TEST(Single, Refusals) {
  World const world;
  EXPECT_EQ(world.post("").status, 400U);
  EXPECT_EQ(world.post("  \n").status, 400U);
  EXPECT_EQ(world.post("\xEF\xBB").status, 400U);
  EXPECT_EQ(world.post("{\"text\":").status, 400U);
  EXPECT_EQ(world.post("5").status, 400U);
  EXPECT_EQ(world.post(std::string(1'000'000, ' ')).status, 400U);
  auto const response = world.post(R"({"body":7})");
  EXPECT_EQ(response.status, 400U);
  EXPECT_EQ(string_at(parse(response), "field"), "body");
}

TEST(Single, ContentTypes) {
  World const world;
  auto const response = world.post("a,b", "text/html");
  EXPECT_EQ(response.status, 415U);
  EXPECT_THAT(response.body, HasSubstr("application/x-ndjson"));
  EXPECT_EQ(world.post("{}", "").status, 415U);
  auto request = make_request("POST", "/v1/articles");
  request.content_type = "application/json";
  request.content_encoding = "br";
  auto const begun = world.api->begin(request);
  ASSERT_TRUE(begun.refused);
  EXPECT_EQ(begun.refused->status, 415U);
  EXPECT_THAT(begun.refused->body, HasSubstr("\\\"br\\\""));
  EXPECT_THAT(begun.refused->headers, ::testing::Contains(::testing::Pair("Accept-Encoding", HasSubstr("gzip, zstd"))));
  request = make_request("POST", "/v1/articles?x=1");
  request.content_type = "application/json";
  EXPECT_EQ(world.api->begin(request).refused->status, 400U);
}

}  // namespace
}  // namespace dragoman::testing
