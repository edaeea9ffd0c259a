// GET /v1/network.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class NetworkOf : public ::testing::Test {
 protected:
  NetworkOf() {
    world.put("one",
              "meeting|happened|2023-01-01|Centre>Often\n"
              "meeting|happened|2023-02-01|Centre>Often\n"
              "meeting|happened|2023-03-01|Centre>Seldom\n"
              "meeting|happened|2023-04-01|Often>Seldom\n"
              "meeting|happened|2023-05-01/2023-05-02|Seldom>Often\n"
              "meeting|happened|2023-06-01|Seldom>Stranger\n"
              "meeting|planned|2024-01-01|Centre>Hoped For\n"
              "aid|happened|2023-07-01|Centre>Helped");
  }

  std::vector<std::string> nodes(std::string_view query) const {
    std::vector<std::string> out;
    auto const answer = world.ok("/v1/network?actor=Centre" + std::string(query));
    for (auto const& node : answer.at("nodes").as_array()) {
      out.push_back(std::string(node.at("id").as_string()) + " " + boost::json::serialize(node.at("count")) + " " +
                    boost::json::serialize(node.at("total")));
    }
    return out;
  }
  std::vector<std::string> edges(std::string_view query) const {
    std::vector<std::string> out;
    auto const answer = world.ok("/v1/network?actor=Centre" + std::string(query));
    for (auto const& edge : answer.at("edges").as_array()) {
      out.push_back(std::string(edge.at("source").as_string()) + "-" + std::string(edge.at("target").as_string()) +
                    " " + boost::json::serialize(edge.at("count")) + " " +
                    std::string(edge.at_pointer("/first/start").as_string()) + " " +
                    std::string(edge.at_pointer("/last/end").as_string()));
    }
    return out;
  }

  World world;
};

TEST_F(NetworkOf, NeighboursAndWhatTheyHaveToDoWithEachOther) {
  EXPECT_THAT(nodes(""), ElementsAre("centre 0 3", "often 2 4", "seldom 1 4"));
  EXPECT_THAT(edges(""), ElementsAre("centre-often 2 2023-01-01 2023-02-01", "centre-seldom 1 2023-03-01 2023-03-01",
                                     "often-seldom 2 2023-04-01 2023-05-02"));
  EXPECT_EQ(world.ok("/v1/network?actor=centre").at("total").to_number<int>(), 2);
}

TEST_F(NetworkOf, LimitAndFilters) {
  EXPECT_THAT(nodes("&limit=1"), ElementsAre("centre 0 3", "often 2 4"));
  EXPECT_THAT(edges("&limit=1"), SizeIs(1));
  EXPECT_EQ(world.ok("/v1/network?actor=centre&limit=1").at("total").to_number<int>(), 2);
  EXPECT_THAT(nodes("&from=2023-03-01"), ElementsAre("centre 0 1", "seldom 1 4"));
  EXPECT_THAT(nodes("&status=planned"), ElementsAre("centre 0 1", "hoped-for 1 1"));
  EXPECT_THAT(nodes("&type=any&status=any"), SizeIs(5));
  EXPECT_THAT(nodes("&to=2000-01-01"), ElementsAre("centre 0 0"));
  EXPECT_THAT(edges("&to=2000-01-01"), IsEmpty());
}

TEST_F(NetworkOf, GexfAndGraphml) {
  auto const gexf = world.get("/v1/network?actor=centre&format=gexf");
  EXPECT_EQ(gexf.content_type, "application/gexf+xml");
  EXPECT_THAT(gexf.body, HasSubstr("<node id=\"often\" label=\"Often\"><attvalues><attvalue for=\"kind\" "
                                   "value=\"person\"/><attvalue for=\"count\" value=\"2\"/>"));
  EXPECT_THAT(gexf.body, HasSubstr("source=\"often\" target=\"seldom\" weight=\"2\"><attvalues><attvalue "
                                   "for=\"first\" value=\"2023-04-01\"/>"));
  auto const graphml = world.get("/v1/network?actor=centre&format=graphml");
  EXPECT_EQ(graphml.content_type, "application/graphml+xml");
  EXPECT_THAT(graphml.body, HasSubstr("<node id=\"often\"><data key=\"name\">Often</data>"));
  EXPECT_THAT(graphml.body, HasSubstr("target=\"seldom\"><data key=\"weight\">2</data>"));
  EXPECT_THAT(graphml.body, Not(HasSubstr("stranger")));
}

TEST_F(NetworkOf, WhatCannotBeAsked) {
  for (auto const& [query, parameter] : {std::pair("", "actor"),
                                         {"?actor=centre&limit=201", "limit"},
                                         {"?actor=centre&limit=0", "limit"},
                                         {"?actor=centre&limit=1x", "limit"},
                                         {"?actor=centre&cursor=x", "cursor"},
                                         {"?actor=centre&format=csv", "format"},
                                         {"?actor=centre&with=often", "with"}}) {
    auto const answer = world.get("/v1/network" + std::string(query));
    EXPECT_EQ(answer.status, 400U) << query;
    EXPECT_EQ(parse(answer).at("parameter").as_string(), parameter) << answer.body;
  }
  EXPECT_EQ(world.get("/v1/network?actor=nobody").status, 404U);
}

}  // namespace
}  // namespace dragoman::testing
