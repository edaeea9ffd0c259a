// What is exported as NDJSON loads again into an empty database, and is exported the same.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kLines = "application/x-ndjson";
constexpr std::string_view kTabs = "text/tab-separated-values";

/// The lines sorted, without the ids of events.
std::vector<std::string> canonical_lines(std::string const& text) {
  auto lines = lines_of(text);
  for (auto& line : lines) {
    if (line.starts_with("{\"id\":\"e")) line.erase(1, line.find(',') - 1);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// Loads what `from` exports into an empty world, which then exports the same.
void expect_same_after_loading(World const& from, std::size_t lines) {
  auto const exported = streamed(from, "/v1/export");
  EXPECT_THAT(lines_of(exported), SizeIs(lines));
  World const copy;
  auto const answer = copy.send("POST", "/v1/events", exported, kLines);
  EXPECT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(canonical_lines(streamed(copy, "/v1/export")), canonical_lines(exported));
  EXPECT_EQ(all_events(*copy.knowledge), all_events(*from.knowledge));
  EXPECT_THAT(check(copy), IsEmpty());
  // Once more changes nothing.
  auto const again = parse(copy.send("POST", "/v1/events", exported, kLines));
  EXPECT_EQ(again.at("duplicate").to_number<std::size_t>(), lines) << boost::json::serialize(again);
  EXPECT_EQ(canonical_lines(streamed(copy, "/v1/export")), canonical_lines(exported));
}

TEST(RoundTrip, EventsThatArticlesTell) {
  World world;
  world.put("one",
            "meeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un\n"
            "visit|planned|2023-10-18/2023-10-19|Sergei Lavrov>North Korea\n"
            "proposal|happened|-|Sergei Lavrov>North Korea,China\n"
            "meeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un\n"
            "demand|denied|2023-10-19|China",
            R"("date":"2023-10-20","publisher":"The \"Daily\"\n\u0001 Ölçü 中文","url":"https://example.org/1")");
  world.put("two",
            "meeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un\nproposal|happened|-|Sergei "
            "Lavrov>North Korea,China");
  expect_same_after_loading(world, 5);
}

TEST(RoundTrip, EventsThatOthersCoded) {
  World world;
  EXPECT_EQ(world
                .send("POST", "/v1/events",
                      "2018-01-02\tNorland\tConsult\tSudmark\n2018-01-03\tSudmark\tHost a visit\tNorland\n"
                      "2018-01-04\tMinistry of War (Norland)\t112\tKim Jong-Un\n\tNorland\tMake statement\tSudmark\n",
                      kTabs)
                .status,
            200U);
  EXPECT_EQ(
      world
          .send("POST", "/v1/events",
                R"({"type":"invitation","cameo":"036","date":{"start":"2024-03-01","end":"2024-03-31",)"
                R"("precision":"month","text":"in March"},"participants":[{"name":"Kim Jong Un","kind":"person",)"
                R"("country":"North Korea"},{"name":"Änne Öre","role":"target","kind":"party"}],)"
                R"("evidence":[{"article":"77","publisher":"P","published":"2024-04-01","sentence":"S","begin":4,)"
                R"("end":9},{"article":"78","sentence":"T"}]})",
                kLines)
          .status,
      200U);
  expect_same_after_loading(world, 5);
}

TEST(RoundTrip, AnActorWhoseIdIsNotThatOfHisName) {
  World world;
  world.put("one", "meeting|happened|2023-10-19|Kim Jong Un>Xi Jinping");
  world.put("two", "aid|happened|2023-11-02|Kim Jong Eun>Xi Jinping");
  EXPECT_EQ(world.send("POST", "/v1/actors/kim-jong-un/merge", R"({"into":"kim-jong-eun"})", "application/json").status,
            200U);
  expect_same_after_loading(world, 2);
  World const other;
  EXPECT_EQ(
      other
          .send(
              "POST", "/v1/events",
              R"({"type":"aid","date":"2024-01-01","participants":[{"actor":"un","name":"United Nations",)"
              R"("kind":"organisation"},{"name":"nobody","actor":"nobody","kind":"party"},{"actor":"Not An Id","name":"Somebody"}]})",
              kLines)
          .status,
      200U);
  EXPECT_EQ(other.ok("/v1/actors/un").at("name").as_string(), "United Nations");
  EXPECT_EQ(other.ok("/v1/actors/un").at("kind").as_string(), "organisation");
  EXPECT_EQ(other.get("/v1/actors/somebody").status, 200U);
  expect_same_after_loading(other, 1);
}

TEST(RoundTrip, AnEventThatVeryManyTell) {
  World world;
  constexpr std::size_t kReports = 12'000;
  std::string lines;
  for (std::size_t i = 0; i < kReports; ++i)
    lines += R"({"date":"2020-02-03","source":"Norland","target":"Sudmark","cameo":"112","article":"a-)" +
             std::to_string(i) + "\"}\n";
  EXPECT_EQ(world.send("POST", "/v1/events", lines, kLines).status, 200U);
  auto const exported = streamed(world, "/v1/export");
  EXPECT_THAT(lines_of(exported), SizeIs(3));
  World const copy;
  EXPECT_EQ(copy.send("POST", "/v1/events", exported, kLines).status, 200U);
  EXPECT_EQ(canonical_lines(streamed(copy, "/v1/export")), canonical_lines(exported));
}

TEST(RoundTrip, ImportedOffsetsAskForNoArticle) {
  World world;
  EXPECT_EQ(
      world
          .send("POST", "/v1/events",
                R"({"type":"aid","date":"2024-01-01","source":"A","evidence":[{"article":"one","begin":1,"end":5}]})",
                kLines)
          .status,
      200U);
  world.put("one", "aid|happened|2024-02-02|A>B");
  EXPECT_EQ(world.send("DELETE", "/v1/articles/one").status, 204U);
  auto const left = world.ok("/v1/events");
  ASSERT_THAT(left.at("items").as_array(), SizeIs(1));
  EXPECT_EQ(left.at("items").at(0).at("evidence").at(0).at("end").to_number<int>(), 5);
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(RoundTrip, OffsetsThatCanNotBe) {
  World const world;
  auto const refused = [&](std::string const& evidence) {
    auto const answer =
        world.send("POST", "/v1/events", R"({"type":"aid","source":"A","evidence":[{)" + evidence + "}]}", kLines);
    EXPECT_EQ(answer.status, 400U) << evidence;
    return std::string(parse(answer).at("errors").at(0).at("field").as_string());
  };
  EXPECT_EQ(refused(R"("begin":5,"end":4)"), "evidence[0].end");
  EXPECT_EQ(refused(R"("begin":-1,"end":4)"), "evidence[0].begin");
  EXPECT_EQ(refused(R"("begin":1,"end":4294967295)"), "evidence[0].end");
  EXPECT_EQ(refused(R"("begin":"1","end":4)"), "evidence[0].begin");
}

TEST(RoundTrip, Articles) {
  World world;
  world.put("one", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un",
            R"("date":"2023-10-20","publisher":"P","url":"https://example.org/1","title":" T ","language":"en")");
  world.put("17", "nothing\t\r\n\\ \"quoted\" \\u2028 ends here ");
  auto const exported = streamed(world, "/v1/export?what=articles");
  EXPECT_THAT(lines_of(exported), SizeIs(2));
  World const copy;
  EXPECT_EQ(copy.post(exported, kLines).status, 200U);
  EXPECT_EQ(streamed(copy, "/v1/export?what=articles"), exported);
  EXPECT_EQ(all_events(*copy.knowledge), all_events(*world.knowledge));
  // The whole of a database: articles first, then events, which are known by then.
  auto const answer = parse(copy.send("POST", "/v1/events", streamed(world, "/v1/export"), kLines));
  EXPECT_EQ(answer.at("duplicate").to_number<int>(), 1) << boost::json::serialize(answer);
  EXPECT_EQ(parse(copy.post(exported, kLines)).at("duplicate").to_number<int>(), 2);
}

}  // namespace
}  // namespace dragoman::testing
