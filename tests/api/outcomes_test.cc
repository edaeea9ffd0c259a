// outcomes=all: what became of each line of a body.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;

constexpr auto* kLines = "application/x-ndjson";
constexpr auto* kMeeting = "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un";

/// "2 rejected c date", one for each outcome.
std::vector<std::string> outcomes_of(Response const& response) {
  std::vector<std::string> lines;
  auto const answer = parse(response);
  for (auto const& outcome : answer.at("outcomes").as_array()) {
    std::string line;
    for (auto const* key : {"line", "item", "record", "status", "id", "field", "retry"}) {
      auto const* value = outcome.as_object().if_contains(key);
      if (value == nullptr) continue;
      if (!line.empty()) line += ' ';
      line += value->is_string() ? boost::json::value_to<std::string>(*value) : boost::json::serialize(*value);
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(Outcomes, OfArticles) {
  World const world;
  world.put("a", "Old.");
  world.put("b", "Known.");
  auto const body = article_json("a", kMeeting) + "\n\n" + article_json("b", "Known.") + "\n{\"text\":\n" +
                    R"({"id":"c","text":"x","date":"2023-02-30"})" + "\n" + article_json("d", "crash") + "\n" +
                    article_json("e", "New.");
  auto const response = world.send("POST", "/v1/articles?outcomes=all", body, kLines);
  EXPECT_EQ(response.status, 207U);
  EXPECT_THAT(outcomes_of(response), ElementsAre("1 replaced a", "3 duplicate b", "4 rejected", "5 rejected c date",
                                                 "6 failed d true", "7 stored e"));
  EXPECT_EQ(parse(response).at("errors").as_array().size(), 3U);
  EXPECT_EQ(parse(response).at("outcomes_omitted"), 0);
  auto const plain = parse(world.send("POST", "/v1/articles?outcomes=errors", body, kLines));
  EXPECT_FALSE(plain.as_object().contains("outcomes"));
}

TEST(Outcomes, OfArraysAndTables) {
  World const world;
  auto const array = "[" + article_json("a", "x") + ",1]";
  EXPECT_THAT(outcomes_of(world.send("POST", "/v1/articles?outcomes=all", array, "application/json")),
              ElementsAre("1 stored a", "2 rejected"));
  EXPECT_THAT(
      outcomes_of(world.send("POST", "/v1/articles?outcomes=all", "id,text\na,x\nb,\"1\n2\"\nc,\n", "text/csv")),
      ElementsAre("2 1 duplicate a", "3 2 stored b", "5 3 rejected c text"));
}

TEST(Outcomes, OfEvents) {
  World const world;
  std::string const table =
      "2020-02-03\tFrance\t040\tKenya\n2020-02-03\tKenya\t040\tFrance\nnonsense\n2020-02-04\tFrance\t040\tKenya\n";
  EXPECT_THAT(outcomes_of(world.send("POST", "/v1/events?outcomes=all", table, "text/tab-separated-values")),
              ElementsAre("1 stored e0", "2 duplicate e0", "3 rejected", "4 stored e1"));
  std::string const more = R"({"date":"2020-02-03","source":"Kenya","target":"France","cameo":"040","article":"r1"})";
  EXPECT_THAT(outcomes_of(world.send("POST", "/v1/events?outcomes=all", more + "\n" + more, kLines)),
              ElementsAre("1 merged e0", "2 duplicate e0"));
  EXPECT_EQ(world.get("/v1/events/e0").status, 200U);
  // Ids follow the dates, outcomes the lines.
  EXPECT_THAT(outcomes_of(world.send("POST", "/v1/events?outcomes=all",
                                     "2020-02-09\tFrance\t040\tKenya\n2020-02-08\tFrance\t040\tKenya\n"
                                     "2020-02-04\tKenya\t040\tFrance\n",
                                     "text/tab-separated-values")),
              ElementsAre("1 stored e3", "2 stored e2", "3 duplicate e1"));
}

TEST(Outcomes, AreCappedAndCounted) {
  ApiOptions options;
  options.most_errors = 3;
  World const world(open_memory_store(), {}, options);
  std::string body;
  for (int i = 0; i < 10; ++i) body += article_json("a" + std::to_string(i), "x") + "\n";
  auto const answer = parse(world.send("POST", "/v1/articles?outcomes=all", body, kLines));
  EXPECT_EQ(answer.at("outcomes").as_array().size(), 3U);
  EXPECT_EQ(answer.at("outcomes_omitted"), 7);
  EXPECT_EQ(answer.at("stored"), 10);
}

TEST(Outcomes, BadValues) {
  World const world;
  for (auto const* target :
       {"/v1/articles?outcomes=some", "/v1/events?outcomes=", "/v1/articles?outcomes=all&outcomes=all"}) {
    auto const response = world.send("POST", target, "x", kLines);
    EXPECT_EQ(response.status, 400U);
    EXPECT_EQ(parse(response).at("parameter"), "outcomes");
  }
}

}  // namespace
}  // namespace dragoman::testing
