// Every form of export, over one small world and over a larger one.

#include <algorithm>
#include <numeric>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/export/dyads.h"
#include "api/export/formats.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr std::string_view kLines = "application/x-ndjson";

class Export : public ::testing::Test {
 protected:
  Export() {
    world.put("pyongyang",
              "meeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un\n"
              "visit|happened|2023-10-18/2023-10-19|Sergei Lavrov>North Korea\n"
              "proposal|happened|-|Sergei Lavrov>North Korea,China\n"
              "demand|happened|2023-10-19|China",
              R"("date":"2023-10-20","publisher":"The \"Daily\", of <A & B>","url":"https://example.org/1")");
    world.put("vladivostok", "meeting|happened|2023-09-13|Kim Jong Un>Vladimir Putin");
    world.put("summit", "meeting|planned|2024-05-01|Vladimir Putin>Xi Jinping");
    world.put("beijing", "meeting|happened|2024-05-16|Xi Jinping>Vladimir Putin");
    world.put("again", "meeting|happened|2023-10-19/2023-10-21|Choe Son Hui>Sergei Lavrov");
    // Events that the graph knows all of.
    EXPECT_EQ(
        world.send("POST", "/v1/events", "2018-01-02\tNorland\tConsult\tSudmark\n", "text/tab-separated-values").status,
        200U);
  }

  std::string get(std::string_view query) const { return streamed(world, "/v1/export" + std::string(query)); }
  std::vector<std::string> rows(std::string_view query) const {
    auto lines = lines_of(get(query));
    EXPECT_FALSE(lines.empty());
    if (!lines.empty()) lines.erase(lines.begin());  // the header
    return lines;
  }

  World world;
};

std::size_t count_of(std::string const& text, std::string const& pattern) {
  std::regex const regex(pattern);
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator()));
}

/// Cell by cell; every quote must be closed.
std::vector<std::string> cells(std::string const& row, char delimiter) {
  std::vector<std::string> found(1);
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '"' && quoted && i + 1 < row.size() && row[i + 1] == '"') {
      found.back() += row[++i];
    } else if (row[i] == '"') {
      quoted = !quoted;
    } else if (row[i] == delimiter && !quoted) {
      found.emplace_back();
    } else {
      found.back() += row[i];
    }
  }
  EXPECT_FALSE(quoted) << row;
  return found;
}

TEST(Dyads, SourcesWithTargetsEverybodyInMeetings) {
  ActorId const a{1};
  ActorId const b{2};
  ActorId const c{3};
  auto const texts = [](Participants const& participants, bool mutual) {
    std::vector<std::string> out;
    auto const name = [](std::optional<ActorId> id) { return id ? std::to_string(id->value) : std::string("-"); };
    for (auto const& dyad : dyads(participants, mutual)) out.push_back(name(dyad.source) + ">" + name(dyad.target));
    return out;
  };
  Participants const three{{a, Role::kSource}, {b, Role::kSource}, {c, Role::kTarget}};
  EXPECT_THAT(texts(three, false), ElementsAre("1>3", "2>3"));
  EXPECT_THAT(texts(three, true), ElementsAre("1>2", "1>3", "2>3"));
  EXPECT_THAT(texts({{a, Role::kSource}, {b, Role::kSource}}, false), ElementsAre("1>-", "2>-"));
  EXPECT_THAT(texts({{c, Role::kTarget}}, false), ElementsAre("->3"));
  EXPECT_THAT(texts({{a, Role::kSource}, {a, Role::kTarget}}, false), ElementsAre("1>-"));
  EXPECT_THAT(texts({{a, Role::kSource}, {a, Role::kTarget}}, true), ElementsAre("1>-"));
  EXPECT_THAT(texts({}, true), IsEmpty());
}

TEST_F(Export, LinesAreWhatTheApiAnswers) {
  auto const lines = lines_of(get(""));
  ASSERT_THAT(lines, SizeIs(9));
  for (auto const& line : lines) {
    auto event = boost::json::parse(line);
    for (auto& participant : event.at("participants").as_array()) {
      EXPECT_TRUE(participant.as_object().contains("country"));
      EXPECT_EQ(participant.as_object().erase("kind"), 1U);
      participant.as_object().erase("country");
    }
    EXPECT_EQ(event, world.ok("/v1/events/" + std::string(event.at("id").as_string())));
  }
}

TEST_F(Export, FiltersThatLookAtTheStore) {
  for (auto const* filter :
       {"publisher=the%20daily%20of%20a%20b", "text=visit", "country=North%20Korea", "text=nothing"}) {
    auto const listed = world.ok("/v1/events?limit=1000&" + std::string(filter)).at("items").as_array().size();
    EXPECT_THAT(lines_of(get("?" + std::string(filter))), SizeIs(listed)) << filter;
    EXPECT_THAT(rows("?format=neo4j-events&" + std::string(filter)), SizeIs(listed)) << filter;
  }
  EXPECT_THAT(lines_of(get("?text=visit")), SizeIs(1));
  EXPECT_THAT(lines_of(get("?what=articles&text=visit")), SizeIs(1));
  EXPECT_THAT(lines_of(get("?what=articles&text=nothing")), IsEmpty());
}

TEST_F(Export, TheFiltersOfTheList) {
  for (auto const* query :
       {"?type=visit,meeting", "?status=planned", "?from=2023-10-20", "?to=2018-12-31", "?min_evidence=2",
        "?actor=Xi%20Jinping", "?actor=sergei-lavrov&with=choe-son-hui", "?type=aid", ""}) {
    std::multiset<std::string> listed;
    auto const list = world.ok("/v1/events" + std::string(query));
    for (auto const& event : list.at("items").as_array()) listed.insert(std::string(event.at("id").as_string()));
    std::multiset<std::string> exported;
    for (auto const& line : lines_of(get(query)))
      exported.insert(std::string(boost::json::parse(line).at("id").as_string()));
    EXPECT_EQ(exported, listed) << query;
  }
}

TEST_F(Export, EveryFormatHasTheSameEvents) {
  auto const csv = rows("?format=csv");
  std::set<std::string> ids;
  std::size_t pairs = 0;
  for (auto const& row : csv) {
    auto const values = cells(row, ',');
    ASSERT_THAT(values, SizeIs(23)) << row;
    ids.insert(values[0]);
    if (!values[10].empty() && !values[14].empty()) ++pairs;
  }
  EXPECT_EQ(ids.size(), 9U);
  EXPECT_EQ(pairs, 11U);
  EXPECT_EQ(csv.size(), 12U);
  EXPECT_THAT(rows("?format=icews&status=any"), SizeIs(csv.size()));
  EXPECT_THAT(rows("?format=polecat&status=any"), SizeIs(csv.size()));
  EXPECT_THAT(rows("?format=neo4j-events"), SizeIs(ids.size()));
  EXPECT_THAT(rows("?format=neo4j-participations"), SizeIs(19));

  auto const graphml = get("?format=graphml");
  EXPECT_EQ(count_of(graphml, "<edge "), pairs);
  auto const gexf = get("?format=gexf");
  std::size_t weights = 0;
  std::regex const weight("weight=\"([0-9]+)\"");
  for (std::sregex_iterator at(gexf.begin(), gexf.end(), weight), end; at != end; ++at) weights += std::stoul((*at)[1]);
  EXPECT_EQ(weights, pairs);
  auto const json_ld = boost::json::parse(get("?format=jsonld"));
  auto const& graph = json_ld.at("@graph").as_array();
  auto const actions = std::count_if(graph.begin(), graph.end(),
                                     [](auto const& node) { return node.at("@type").as_string() == "Action"; });
  EXPECT_EQ(static_cast<std::size_t>(actions), ids.size());

  constexpr std::size_t kActors = 9;
  EXPECT_EQ(graph.size(), ids.size() + kActors);
  EXPECT_EQ(count_of(graphml, "<node "), kActors);
  EXPECT_EQ(count_of(gexf, "<node "), kActors);
  EXPECT_THAT(rows("?format=neo4j-actors"), SizeIs(kActors));
  EXPECT_THAT(lines_of(get("?what=actors")), SizeIs(kActors));
}

TEST_F(Export, CsvKeepsItsCellsApart) {
  auto const row = cells(rows("?format=csv&type=visit").at(0), ',');
  EXPECT_THAT(row, ElementsAre("e1", "2023-10-18", "2023-10-19", "range", "visit", "happened", "042", "Make a visit",
                               "CONSULT", "1.9", "sergei-lavrov", "Sergei Lavrov", "person", "", "north-korea",
                               "North Korea", "person", "", "1", "pyongyang", "The \"Daily\", of <A & B>", "2023-10-20",
                               "visit|happened|2023-10-18/2023-10-19|Sergei Lavrov>North Korea"));
  EXPECT_THAT(get("?format=csv&type=visit"), HasSubstr(",\"The \"\"Daily\"\", of <A & B>\",2023-10-20,"));
  EXPECT_THAT(get("?format=csv"), HasSubstr("sentence\r\n"));
}

TEST_F(Export, ARowIsALine) {
  EXPECT_EQ(
      world
          .send("POST", "/v1/events",
                R"({"date":"2020-01-01","source":"A\tB","target":"C","cameo":"112","sentence":"one\r\ntwo"})", kLines)
          .status,
      200U);
  for (auto const* format : {"csv", "polecat", "icews", "neo4j-events"}) {
    auto const found = rows("?from=2020-01-01&to=2020-01-01&format=" + std::string(format));
    EXPECT_THAT(found, SizeIs(1)) << format;
  }
  EXPECT_THAT(get("?from=2020-01-01&to=2020-01-01&format=csv"), HasSubstr("one  two"));
  EXPECT_EQ(cells(rows("?from=2020-01-01&to=2020-01-01&format=icews").at(0), '\t').at(2), "A\tB");
}

TEST_F(Export, XmlHasNothingThatItMayNotHave) {
  EXPECT_EQ(
      world
          .send("POST", "/v1/events",
                R"({"date":"2020-01-01","source":"<A> & \"B\"","target":"bell \u0007\uFFFF","cameo":"112"})", kLines)
          .status,
      200U);
  for (auto const* format : {"graphml", "gexf"}) {
    auto const text = get("?from=2020-01-01&to=2020-01-01&format=" + std::string(format));
    EXPECT_THAT(text, HasSubstr("&lt;A&gt; &amp; &quot;B&quot;")) << format;
    EXPECT_THAT(text, HasSubstr("bell \xEF\xBF\xBD\xEF\xBF\xBD")) << format;
    EXPECT_THAT(text, Not(HasSubstr("\a")));
  }
}

TEST_F(Export, SpellsOfAnEdgeDoNotOverlap) {
  // 19 October, and 19-21 October from the other side.
  auto const gexf = get("?format=gexf&actor=sergei-lavrov&with=choe-son-hui&type=meeting");
  EXPECT_THAT(gexf, HasSubstr("kind=\"meeting\" label=\"meeting\" weight=\"2\""));
  EXPECT_THAT(gexf, HasSubstr("<spells><spell start=\"2023-10-19\" end=\"2023-10-21\"/></spells>"));
  EXPECT_THAT(get("?format=gexf&type=proposal"), Not(HasSubstr("spell")));
}

TEST_F(Export, TablesWithoutAStatusHoldWhatHappened) {
  for (auto const* format : {"icews", "polecat"}) {
    auto const table = "?format=" + std::string(format);
    EXPECT_THAT(rows(table), SizeIs(11));
    EXPECT_THAT(rows(table + "&status=planned"), SizeIs(1));
  }
}

TEST_F(Export, TablesLoadAgain) {
  // Two meetings of Lavrov and Choe begin on one day: tables have no other, and they are one.
  for (auto const& [query, type] :
       {std::pair("?format=csv&type=visit,meeting", "text/csv"),
        std::pair("?format=icews&type=visit,meeting&status=any", "text/tab-separated-values"),
        std::pair("?format=polecat&type=visit,meeting&status=any", "text/tab-separated-values")}) {
    World const copy;
    auto const answer = parse(copy.send("POST", "/v1/events", get(query), type));
    EXPECT_EQ(answer.at("rejected").to_number<int>(), 0) << query << boost::json::serialize(answer);
    EXPECT_EQ(answer.at("stored").to_number<int>(), 8) << query << boost::json::serialize(answer);
    EXPECT_EQ(copy.ok("/v1/actors/Sergei%20Lavrov/met").at("total").to_number<int>(), 2) << query;
  }
}

TEST_F(Export, ArticlesAllOrThoseThatTell) {
  auto const all = lines_of(get("?what=articles"));
  ASSERT_THAT(all, SizeIs(5));
  EXPECT_THAT(all[0], StartsWith(R"({"id":"again",)"));
  EXPECT_THAT(all[2], HasSubstr(R"("publisher":"The \"Daily\", of <A & B>")"));
  auto const some = lines_of(get("?what=articles&actor=Xi%20Jinping&status=happened"));
  ASSERT_THAT(some, SizeIs(1));
  EXPECT_THAT(some[0], StartsWith(R"({"id":"beijing",)"));
}

TEST_F(Export, IsOfOneMoment) {
  auto const response = world.get("/v1/export");
  world.put("later", "aid|happened|2024-07-01|China>North Korea");
  std::string whole;
  for (auto piece = response.stream(); !piece.empty(); piece = response.stream()) whole += piece;
  EXPECT_THAT(lines_of(whole), SizeIs(9));
  EXPECT_THAT(lines_of(get("")), SizeIs(10));
}

TEST_F(Export, WhatCannotBeAsked) {
  for (auto const& [query, parameter] : {std::pair("?format=xls", "format"),
                                         {"?what=articles&format=csv", "format"},
                                         {"?what=papers", "what"},
                                         {"?limit=5", "limit"},
                                         {"?cursor=x", "cursor"},
                                         {"?sort=oldest", "sort"},
                                         {"?with=China", "with"},
                                         {"?format=csv&format=csv", "format"}}) {
    auto const answer = world.get("/v1/export" + std::string(query));
    EXPECT_EQ(answer.status, 400U) << query;
    EXPECT_EQ(parse(answer).at("parameter").as_string(), parameter) << answer.body;
  }
  EXPECT_EQ(world.get("/v1/export?actor=nobody").status, 404U);
}

TEST_F(Export, EveryFormatSaysWhatItIs) {
  for (auto const& format : export_formats()) {
    auto const answer =
        world.get("/v1/export?what=" + std::string(format.what) + "&format=" + std::string(format.name));
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.content_type, format.content_type);
    ASSERT_THAT(answer.headers, SizeIs(1));
    EXPECT_EQ(answer.headers[0].second, "attachment; filename=\"" + std::string(format.file_name) + "\"");
  }
}

TEST(EmptyExport, IsWhole) {
  World const world;
  for (auto const& format : export_formats()) {
    auto const whole =
        streamed(world, "/v1/export?what=" + std::string(format.what) + "&format=" + std::string(format.name));
    EXPECT_EQ(whole.empty(), format.name == "ndjson") << format.name;
    if (format.name != "jsonld") continue;
    EXPECT_THAT(boost::json::parse(whole).at("@graph").as_array(), IsEmpty());
  }
}

/// Ten thousand events come in pieces of bounded size, each event once.
TEST(LargeExport, ComesInPieces) {
  World const world;
  std::string table;
  constexpr std::size_t kEvents = 10'000;
  for (std::size_t i = 0; i < kEvents; ++i) {
    auto const number = std::to_string(i);
    table += "20" + std::to_string(10 + i % 10) + "-0" + std::to_string(1 + i % 9) + "-1" +
             std::to_string(i / 90 % 10) + "\tActor " + std::to_string(i % 113) + "\tMake statement\tOther " + number +
             "\n";
  }
  EXPECT_EQ(world.send("POST", "/v1/events", table, "text/tab-separated-values").status, 200U);
  for (auto const& [format, pattern, expected] :
       {std::tuple("ndjson", "\"id\":", kEvents), std::tuple("csv", "\r\n", kEvents + 1),
        std::tuple("graphml", "<edge ", kEvents), std::tuple("gexf", "<edge ", kEvents),
        std::tuple("jsonld", "\"Action\"", kEvents), std::tuple("neo4j-actors", "\r\n", kEvents + 114)}) {
    auto const response = world.get("/v1/export?format=" + std::string(format));
    std::size_t found = 0;
    std::size_t pieces = 0;
    std::size_t largest = 0;
    std::string whole;
    for (auto piece = response.stream(); !piece.empty(); piece = response.stream()) {
      largest = std::max(largest, piece.size());
      whole += piece;
      ++pieces;
    }
    for (auto at = whole.find(pattern); at != whole.npos; at = whole.find(pattern, at + 1)) ++found;
    EXPECT_EQ(found, expected) << format;
    EXPECT_GT(pieces, 5U) << format;
    EXPECT_LT(largest, std::size_t{1} << 20U) << format;
  }
}

}  // namespace
}  // namespace dragoman::testing
