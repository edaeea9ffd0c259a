#include "api/params.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

using namespace std::chrono_literals;

Query parse(ParamList const& params, std::span<Parameter const> known = event_list_parameters(), Query defaults = {}) {
  auto const query = parse_query(params, known, std::move(defaults));
  EXPECT_TRUE(query) << (query ? "" : query.error().detail);
  return query ? *query : Query();
}

ParamError error_of(ParamList const& params, std::span<Parameter const> known = event_list_parameters()) {
  auto const query = parse_query(params, known, {});
  EXPECT_FALSE(query);
  return query ? ParamError() : query.error();
}

TEST(Params, TypesAreRepeatableAndCommaSeparated) {
  auto const types = parse({{"type", "meeting,visit"}, {"type", "proposal"}}).filter.types;
  EXPECT_EQ(types.count(), 3U);
  EXPECT_TRUE(types[static_cast<std::size_t>(EventType::kVisit)]);
  EXPECT_TRUE(parse({}).filter.types.all());
  EXPECT_TRUE(
      parse({{"type", "any"}}, met_parameters(), {.filter = EventFilter::happened_meetings()}).filter.types.all());
}

TEST(Params, GivenValuesReplaceDefaults) {
  Query const defaults{.filter = EventFilter::happened_meetings()};
  EXPECT_EQ(parse({}, met_parameters(), defaults).filter.types.count(), 1U);
  auto const query = parse({{"type", "visit"}, {"status", "planned"}}, met_parameters(), defaults);
  EXPECT_EQ(query.filter.types.count(), 1U);
  EXPECT_TRUE(query.filter.types[static_cast<std::size_t>(EventType::kVisit)]);
  EXPECT_EQ(query.filter.statuses.to_string(), "0010");
}

TEST(Params, All) {
  auto const query = parse({{"from", "2023-10-01"},
                            {"to", "2023-10-31"},
                            {"actor", "Lavrov"},
                            {"with", "kim-jong-un"},
                            {"limit", "1000"},
                            {"cursor", "c"},
                            {"sort", "oldest"},
                            {"min_evidence", "3"}});
  EXPECT_EQ(query.filter.window.from, Day(2023y / 10 / 1));
  EXPECT_EQ(query.filter.window.to, Day(2023y / 10 / 31));
  EXPECT_EQ(query.actor, "Lavrov");
  EXPECT_EQ(query.with, "kim-jong-un");
  EXPECT_EQ(query.limit, 1000U);
  EXPECT_EQ(query.cursor, "c");
  EXPECT_EQ(query.order, Order::kOldestFirst);
  EXPECT_EQ(query.filter.min_evidence, 3U);
}

TEST(Params, PathNamesActorsByFromAndTo) {
  auto const query =
      parse({{"from", "a"}, {"to", "b"}, {"after", "2023-10-01"}, {"before", "2023-10-02"}}, path_parameters());
  EXPECT_EQ(query.path_from, "a");
  EXPECT_EQ(query.path_to, "b");
  EXPECT_EQ(query.filter.window.from, Day(2023y / 10 / 1));
  EXPECT_EQ(query.filter.window.to, Day(2023y / 10 / 2));
  EXPECT_EQ(error_of({{"from", "a"}}, path_parameters()).parameter, "to");
  EXPECT_EQ(error_of({{"from", "a"}, {"to", "b"}, {"after", "2023-10-02"}, {"before", "2023-10-01"}}, path_parameters())
                .parameter,
            "before");
}

TEST(Params, FaultsNameParameterAndValue) {
  struct Case {
    ParamList params;
    char const* parameter;
    char const* part;
  };
  for (auto const& [params, parameter, part] :
       {Case{{{"tpye", "meeting"}}, "tpye", "known ones are type, status"},
        Case{{{"type", "party"}}, "type", "\"party\""},
        Case{{{"type", ""}}, "type", "known types"},
        Case{{{"type", "meeting,"}}, "type", "known types"},
        Case{{{"status", "maybe"}}, "status", "happened"},
        Case{{{"from", "2023-02-30"}}, "from", "2023-02-30"},
        Case{{{"to", "yesterday"}}, "to", "yesterday"},
        Case{{{"from", "2023-10-02"}, {"to", "2023-10-01"}}, "to", "before the first day"},
        Case{{{"limit", "0"}}, "limit", "from 1 to 1000"},
        Case{{{"limit", "1001"}}, "limit", "from 1 to 1000"},
        Case{{{"limit", "-1"}}, "limit", "from 1 to 1000"},
        Case{{{"limit", "10x"}}, "limit", "10x"},
        Case{{{"limit", " 10"}}, "limit", "from 1"},
        Case{{{"limit", "99999999999999999999999"}}, "limit", "from 1"},
        Case{{{"limit", "1"}, {"limit", "2"}}, "limit", "more than once"},
        Case{{{"sort", "best"}}, "sort", "newest or oldest"},
        Case{{{"min_evidence", "0"}}, "min_evidence", "from 1"},
        Case{{{"actor", ""}}, "actor", "empty"},
        Case{{{"actor", std::string(513, 'a')}}, "actor", "512"},
        Case{{{"with", "x"}}, "with", "needs \"actor\""},
        Case{{{"actor", "\xff"}}, "actor", "UTF-8"},
        Case{{{"\xff", "x"}}, "", "UTF-8"}}) {
    auto const error = error_of(params);
    EXPECT_EQ(error.parameter, parameter) << error.detail;
    EXPECT_NE(error.detail.find(part), std::string::npos) << error.detail;
  }
  EXPECT_NE(error_of({{"x", "y"}}, {}).detail.find("takes none"), std::string::npos);
}

TEST(Params, LongValuesAreNotEchoedWhole) {
  EXPECT_LT(error_of({{"type", std::string(100'000, 'x')}}).detail.size(), 1000U);
}

TEST(Params, TextOfAFilterTellsFiltersApart) {
  std::vector<std::string> texts;
  for (ParamList const& params :
       {ParamList{}, ParamList{{"type", "meeting"}}, ParamList{{"status", "denied"}}, ParamList{{"from", "2023-10-01"}},
        ParamList{{"to", "2023-10-01"}}, ParamList{{"min_evidence", "2"}}, ParamList{{"sort", "oldest"}}}) {
    auto const query = parse(params);
    texts.push_back(to_text(query.filter, query.order));
  }
  std::sort(texts.begin(), texts.end());
  EXPECT_EQ(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace
}  // namespace dragoman
