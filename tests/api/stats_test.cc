// Aggregates, the filters that look at evidence, and what lists say in headers.

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string text(boost::json::value const& value) { return boost::json::value_to<std::string>(value); }
std::uint64_t number(boost::json::value const& value) { return value.to_number<std::uint64_t>(); }

std::string header(Response const& response, std::string_view name) {
  for (auto const& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

class Stats : public ::testing::Test {
 protected:
  Stats() {
    world.put("one",
              "meeting|happened|2023-10-19|Ana Silva>Bo Chen\n"
              "accusation|happened|2023-11-02|Ana Silva>Carla Okafor",
              R"("date":"2023-11-03","publisher":"The Example Post")");
    world.put("two", "accusation|happened|2024-01-10|Ana Silva>Carla Okafor",
              R"("date":"2024-01-11","publisher":"Éxample Örg")");
    world.put("three", "accusation|happened|-|Carla Okafor>Ana Silva", R"("date":"2024-01-12","publisher":"Other")");
  }

  std::vector<std::string> ids(std::string const& target) const {
    std::vector<std::string> all;
    auto const answer = world.ok(target);
    for (auto const& item : answer.at("items").as_array()) all.push_back(text(item.at("id")));
    return all;
  }

  World world;
};

TEST_F(Stats, HistogramByMonthDayAndYear) {
  auto const months = world.ok("/v1/stats/timeline");
  EXPECT_EQ(text(months.at("by")), "month");
  EXPECT_EQ(number(months.at("events")), 4U);
  EXPECT_EQ(number(months.at("undated")), 1U);
  auto const& items = months.at("items").as_array();
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(text(items[0].at("period")), "2023-10");
  EXPECT_EQ(number(items[0].at("by_type").at("meeting")), 1U);
  EXPECT_EQ(text(items[2].at("period")), "2024-01");
  EXPECT_EQ(text(world.ok("/v1/stats/timeline?by=year").at_pointer("/items/0/period")), "2023");
  EXPECT_EQ(text(world.ok("/v1/stats/timeline?by=day&type=accusation").at_pointer("/items/0/period")), "2023-11-02");
  EXPECT_EQ(number(world.ok("/v1/stats/timeline?actor=Carla%20Okafor&with=ana-silva").at("events")), 3U);
  EXPECT_EQ(text(parse(world.get("/v1/stats/timeline?by=week")).at("parameter")), "by");
}

TEST_F(Stats, TopActors) {
  auto const all = world.ok("/v1/stats/actors?limit=1");
  EXPECT_EQ(number(all.at("total")), 3U);
  auto const& first = all.at("items").at(0);
  EXPECT_EQ(text(first.at_pointer("/actor/id")), "ana-silva");
  EXPECT_EQ(number(first.at("events")), 4U);
  EXPECT_EQ(number(first.at("as_source")), 3U);
  EXPECT_EQ(number(first.at("as_target")), 1U);
  EXPECT_EQ(text(first.at("first")), "2023-10-19");
  EXPECT_EQ(text(first.at("last")), "2024-01-10");
  EXPECT_EQ(number(first.at_pointer("/by_quad/verbal_conflict")), 3U);
  EXPECT_EQ(number(first.at_pointer("/by_quad/verbal_cooperation")), 1U);
}

TEST_F(Stats, DyadsHaveADirectionAndPairsNone) {
  auto const dyads = world.ok("/v1/stats/dyads?actor=carla-okafor");
  ASSERT_EQ(number(dyads.at("total")), 2U);
  auto const& first = dyads.at("items").at(0);
  EXPECT_EQ(text(first.at_pointer("/source/id")), "ana-silva");
  EXPECT_EQ(text(first.at_pointer("/target/id")), "carla-okafor");
  EXPECT_EQ(number(first.at("events")), 2U);
  EXPECT_FLOAT_EQ(first.at("goldstein_mean").to_number<float>(), -2.0F);
  auto const pairs = world.ok("/v1/stats/pairs?type=accusation");
  ASSERT_EQ(number(pairs.at("total")), 1U);
  EXPECT_EQ(number(pairs.at("items").at(0).at("events")), 3U);
  EXPECT_EQ(text(parse(world.get("/v1/stats/pairs?with=bo-chen")).at("parameter")), "with");
}

TEST_F(Stats, CountryIsAnActorThatIsKnown) {
  world.put("states", "visit|happened|2024-02-01|Freedonia>Sylvania");
  EXPECT_EQ(number(world.ok("/v1/stats/timeline?country=freedonia").at("events")), 1U);
  EXPECT_EQ(number(world.ok("/v1/stats/timeline?country=Sylvania").at("events")), 1U);
  EXPECT_THAT(ids("/v1/events?country=freedonia"), ElementsAre("e4"));
  EXPECT_EQ(number(world.ok("/v1/meetings?country=freedonia").at("total")), 0U);
  auto const unknown = world.get("/v1/events?country=nowhere");
  EXPECT_EQ(unknown.status, 404U);
  EXPECT_EQ(text(parse(unknown).at("parameter")), "country");
}

TEST_F(Stats, PublisherAndWordsOfEvidence) {
  EXPECT_THAT(ids("/v1/events?publisher=the%20example%20post"), ElementsAre("e1", "e0"));
  EXPECT_THAT(ids("/v1/events?publisher=example%20org"), ElementsAre("e2")) << "case and accents do not count";
  EXPECT_THAT(ids("/v1/events?publisher=example"), IsEmpty());
  // The sentences of this world are its marked-up lines.
  EXPECT_THAT(ids("/v1/events?text=Ana%20SILVA%20Bo"), ElementsAre("e0"));
  EXPECT_THAT(ids("/v1/events?text=silva%20carl"), ElementsAre("e2", "e1")) << "the last word may be a beginning";
  EXPECT_THAT(ids("/v1/events?text=ilva"), IsEmpty()) << "the first must be whole from its start";
  EXPECT_THAT(ids("/v1/events?text=silva%20carl&publisher=the%20example%20post"), ElementsAre("e1"));
  EXPECT_THAT(ids("/v1/actors/bo-chen/timeline?text=silva"), ElementsAre("e0"));
  EXPECT_THAT(ids("/v1/events?text=%21"), IsEmpty()) << "no word";
  EXPECT_EQ(text(parse(world.get("/v1/events?text=%20")).at("parameter")), "text");
}

TEST_F(Stats, PagesOfFilteredListsGiveEachEventOnce) {
  std::string marked;
  for (int i = 0; i < 700; ++i) marked += "meeting|happened|2020-01-01|Ana Silva>Person " + std::to_string(i) + "\n";
  world.put("many", marked, R"("publisher":"Many")");
  std::vector<std::string> all;
  std::string target = "/v1/events?publisher=many&limit=300";
  for (int pages = 1; !target.empty(); ++pages) {
    ASSERT_LE(pages, 4);
    auto const response = world.get(target);
    auto const answer = parse(response);
    for (auto const& item : answer.at("items").as_array()) all.push_back(text(item.at("id")));
    auto const link = header(response, "Link");
    target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
  EXPECT_EQ(all.size(), 700U);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 700U);
}

TEST_F(Stats, ACursorIsOfItsFiltersToo) {
  auto const cursor = text(world.ok("/v1/events?limit=1&text=silva").at("next"));
  EXPECT_EQ(world.get("/v1/events?limit=1&text=silva&cursor=" + cursor).status, 200U);
  for (auto const* other : {"", "&text=ana", "&text=silva&publisher=other", "&text=silva&type=meeting"}) {
    EXPECT_EQ(world.get("/v1/events?limit=1" + std::string(other) + "&cursor=" + cursor).status, 400U) << other;
  }
}

TEST_F(Stats, LinkKeepsTheOtherParameters) {
  auto const response = world.get("/v1/events?limit=1&type=accusation,meeting&sort=oldest");
  auto const next = text(parse(response).at("next"));
  EXPECT_EQ(header(response, "Link"),
            "</v1/events?limit=1&type=accusation,meeting&sort=oldest&cursor=" + next + ">; rel=\"next\"");
  auto const second = world.get("/v1/events?cursor=" + next + "&limit=1&type=accusation,meeting&sort=oldest");
  EXPECT_THAT(header(second, "Link"), HasSubstr("sort=oldest&cursor="));
  EXPECT_THAT(header(world.get("/v1/actors/ana-silva/met"), "Link"), IsEmpty());
}

TEST_F(Stats, WhatIsKnownAlreadyIsNotSentAgain) {
  auto request = make_request("GET", "/v1/actors/ana-silva/timeline");
  auto const first = world.api->handle(request);
  auto const tag = header(first, "ETag");
  EXPECT_THAT(tag, ::testing::MatchesRegex("W/\"[0-9a-f]+\""));
  for (std::string const& same : {tag, std::string("*"), "\"x\", " + tag, tag.substr(2)}) {
    request.if_none_match = same;
    auto const again = world.api->handle(request);
    EXPECT_EQ(again.status, 304U) << same;
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(header(again, "ETag"), tag);
  }
  for (auto const* other : {"\"x\"", "W/", "x", "\"", "W/\"x\",,"}) {
    request.if_none_match = other;
    EXPECT_EQ(world.api->handle(request).status, 200U) << other;
  }
  world.put("more", "meeting|happened|2024-03-01|Ana Silva>Bo Chen");
  request.if_none_match = tag;
  EXPECT_EQ(world.api->handle(request).status, 200U);
  EXPECT_EQ(header(world.get("/v1/events/e999"), "ETag"), "");
}

}  // namespace
}  // namespace dragoman::testing
