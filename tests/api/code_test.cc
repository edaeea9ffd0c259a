// POST /v1/code: what storing the article would give, and nothing stored.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"
#include "tests/compression.h"

namespace dragoman::testing {
namespace {

using test::gzip;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto* kText =
    "Nothing was said.\nmeeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un\n"
    "accusation|denied|-|China>Kim Jong Un\nmeeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un";

Response code(World const& world, std::string_view body, std::size_t piece = std::size_t{1} << 16U) {
  return world.send("POST", "/v1/code", body, "application/json", piece);
}

boost::json::array coded_events(World const& world, std::string_view body) {
  auto const response = code(world, body);
  EXPECT_EQ(response.status, 200U) << response.body;
  EXPECT_EQ(response.content_type, "application/json");
  auto const answer = parse(response);
  EXPECT_EQ(answer.as_object().size(), 1U) << response.body;
  return answer.at("events").as_array();
}

/// The events of an answer to POST /v1/articles, without their ids.
boost::json::array without_ids(boost::json::value const& stored) {
  auto events = stored.at("events").as_array();
  for (auto& event : events) event.as_object().erase("id");
  return events;
}

TEST(Code, FindsWhatStoringTheArticleGives) {
  World const world;
  auto const body = article_json("a", kText, R"("published": "2023-10-20", "publisher": "example.org")");
  auto const found = coded_events(world, body);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].at("evidence").as_array().size(), 2U);
  auto const stored = world.post(body);
  ASSERT_EQ(stored.status, 201U);
  EXPECT_EQ(found, without_ids(parse(stored)));
}

TEST(Code, StoresNothing) {
  World const world;
  coded_events(world, article_json("a", kText));
  EXPECT_THAT(all_events(*world.knowledge), IsEmpty());
  auto const counts = world.knowledge->counts();
  EXPECT_EQ(counts.articles + counts.events + counts.actors, 0U);
  EXPECT_EQ(world.get("/v1/articles/a").status, 404U);
  EXPECT_EQ(world.knowledge->tally().articles.of(ArticleOutcome::kStored), 0U);
}

TEST(Code, AnArticleThatTellsNothingHasNoEvents) {
  World const world;
  EXPECT_THAT(coded_events(world, R"({"text": "Nothing was said."})"), IsEmpty());
}

TEST(Code, ActorsAreWhoTheyAreAfterMerges) {
  World const world;
  world.put("a", "visit|happened|2023-10-18|Choe Son Hui>China");
  world.put("b", "visit|happened|2023-10-18|Madam Choe>Russia");
  ASSERT_EQ(world.send("POST", "/v1/actors/madam-choe/merge", R"({"into": "choe-son-hui"})", "application/json").status,
            200U);
  auto const body = article_json("c", "proposal|happened|2023-10-21|Madam Choe,Choe Son Hui>Kim Jong Un");
  auto const found = coded_events(world, body);
  EXPECT_EQ(found.at(0).at("participants").as_array().size(), 2U);
  EXPECT_EQ(found, without_ids(parse(world.post(body))));
}

TEST(Code, BadInputIsNamedAsForArticlesThatAreStored) {
  World const world;
  for (auto const* body :
       {"", "{", "[]", "7", R"({"title": "no text"})", R"({"text": 7})", R"({"text": " "})",
        R"({"text": "x", "published": "yesterday"})", R"({"text": "x", "publisher": 1})", "{\"text\": \"\xff\"}"}) {
    auto const response = code(world, body);
    EXPECT_EQ(response.status, 400U) << body;
    EXPECT_EQ(response.content_type, "application/problem+json") << body;
    if (!std::string_view(body).starts_with("{")) continue;
    EXPECT_EQ(response.body, world.post(body).body) << body;
  }
  EXPECT_EQ(parse(code(world, R"({"text": "x", "date": "soon"})")).at("field"), "date");
  EXPECT_THAT(code(world, "[]").body, HasSubstr("must be a JSON object"));
}

TEST(Code, OtherBodiesAreRefused) {
  World const world;
  auto const lines = world.send("POST", "/v1/code", R"({"text": "x"})", "application/x-ndjson");
  EXPECT_EQ(lines.status, 415U);
  EXPECT_THAT(lines.headers, ElementsAre(::testing::Pair("Accept-Post", "application/json")));
  EXPECT_EQ(world.send("POST", "/v1/code?outcomes=all", R"({"text": "x"})", "application/json").status, 400U);
  EXPECT_EQ(world.send("GET", "/v1/code").status, 405U);
}

TEST(Code, AnArticleMayBeAsLongAsOneThatIsStored) {
  ApiOptions options;
  options.item_bytes = 100;
  World const world(open_memory_store(), {}, options);
  auto const fits = R"({"text": ")" + std::string(88, 'x') + "\"}";
  ASSERT_EQ(fits.size(), 100U);
  EXPECT_EQ(code(world, fits, 7).status, 200U);
  EXPECT_EQ(code(world, fits + " ", 7).status, 413U);
  EXPECT_EQ(code(world, fits + " ").body, world.post(fits + " ").body);
}

TEST(Code, AByteOrderMarkIsNoFault) {
  World const world;
  EXPECT_EQ(code(world, "\xEF\xBB\xBF{\"text\": \"x\"}", 1).status, 200U);
  EXPECT_EQ(code(world, "\xEF\xBB\xBF\xEF\xBB\xBF{\"text\": \"x\"}").status, 400U);
}

TEST(Code, CompressedBodies) {
  World const world;
  auto request = make_request("POST", "/v1/code");
  request.content_type = "application/json";
  request.content_encoding = "gzip";
  auto const packed = gzip(article_json("a", kText));
  auto const begun = world.api->begin(request);
  ASSERT_TRUE(begun.reader);
  EXPECT_TRUE(begun.reader->feed(packed));
  EXPECT_EQ(parse(begun.reader->finish()).at("events").as_array().size(), 2U);
  auto const cut = world.api->begin(request);
  cut.reader->feed(packed.substr(0, packed.size() - 4));
  EXPECT_EQ(cut.reader->finish().status, 400U);
}

TEST(Code, AFaultOfTheCoderIsLoggedAndNotTold) {
  std::string logged;
  ApiOptions options;
  options.log = [&logged](std::string_view, Error const& error) { logged = error.message; };
  World const world(open_memory_store(), {}, options);
  auto const response = code(world, article_json("a", "crash"));
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body.find("crash"), std::string::npos);
  EXPECT_THAT(logged, HasSubstr("told to crash"));
  // The turn of the one that failed is given back.
  for (int i = 0; i < 100; ++i) code(world, article_json("a", "crash"));
  EXPECT_EQ(code(world, article_json("a", kText)).status, 200U);
}

}  // namespace
}  // namespace dragoman::testing
