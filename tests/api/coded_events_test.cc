// POST /v1/events: tables and lines of coded events, folded, counted, idempotent.

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/coded_events/import_actors.h"
#include "api/coded_events/table_reader.h"
#include "fixture.h"
#include "tests/scale.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kTabs = "text/tab-separated-values";
constexpr std::string_view kLines = "application/x-ndjson";
constexpr std::string_view kIcewsHeader =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget "
    "Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence "
    "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
    "Longitude\n";

Response post(World const& world, std::string_view body, std::string_view type = kTabs, std::size_t piece = 1 << 16) {
  return world.send("POST", "/v1/events", body, type, piece);
}

std::size_t count(Response const& response, std::string_view name) {
  return parse(response).at(name).to_number<std::size_t>();
}

struct Counts {
  std::size_t stored = 0, merged = 0, duplicate = 0, rejected = 0;
  friend bool operator==(Counts const&, Counts const&) = default;
  friend std::ostream& operator<<(std::ostream& out, Counts const& c) {
    return out << c.stored << " stored, " << c.merged << " merged, " << c.duplicate << " duplicate, " << c.rejected
               << " rejected";
  }
};

Counts counts(Response const& response) {
  return {count(response, "stored"), count(response, "merged"), count(response, "duplicate"),
          count(response, "rejected")};
}

TEST(CodedEvents, APlainTableIsStored) {
  World const world;
  auto const answer = post(world,
                           "2018-01-02\tNorland\tMake a visit\tSudmark\n"
                           "2018-01-03\tMinistry (Norland)\t112\tSudmark\n");
  EXPECT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(counts(answer), (Counts{.stored = 2}));
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("accusation happened 2018-01-03 ministry-norland sudmark []",
                                                        "visit happened 2018-01-02 norland sudmark []"));
  EXPECT_THAT(check(world), ElementsAre());
}

TEST(CodedEvents, MirroredRecordsAreOneEvent) {
  World const world;
  auto const answer = post(world,
                           "2018-01-02\tNorland\tConsult\tSudmark\n"
                           "2018-01-02\tSudmark\tConsult\tNorland\n"
                           "2018-01-02\tNorland\tDiscuss by telephone\tSudmark\n"
                           "2018-01-02\tSudmark\tDiscuss by telephone\tNorland\n"
                           "2018-01-03\tSudmark\tHost a visit\tNorland\n"
                           "2018-01-03\tNorland\tMake a visit\tSudmark\n"
                           "2018-01-04\tNorland\tAccuse\tSudmark\n"
                           "2018-01-04\tSudmark\tAccuse\tNorland\n"
                           "2018-01-05\tNorland\tConsult\tSudmark\n"
                           "2018-01-05\tNorland\tMeet at a 'third' location\tSudmark\n");
  EXPECT_EQ(counts(answer), (Counts{.stored = 7, .duplicate = 3}));
  auto const met = world.ok("/v1/actors/Norland/met");
  EXPECT_EQ(met.at("items").at(0).at("count").to_number<int>(), 3);
  auto const visits = world.ok("/v1/events?type=visit");
  ASSERT_EQ(visits.at("items").as_array().size(), 1U);
  EXPECT_EQ(visits.at("items").at(0).at("cameo").as_string(), "042");
  EXPECT_EQ(visits.at("items").at(0).at("participants").at(0).at("actor").as_string(), "norland");
}

TEST(CodedEvents, TheSameFileAgainChangesNothing) {
  World const world;
  std::string_view const body =
      "2018-01-02\tNorland\tConsult\tSudmark\n"
      "2018-01-02\tSudmark\tConsult\tNorland\n"
      "2018-01-04\tNorland\tAccuse\tSudmark\n";
  post(world, body);
  auto const before = all_events(*world.knowledge);
  EXPECT_EQ(counts(post(world, body)), (Counts{.duplicate = 3}));
  EXPECT_EQ(all_events(*world.knowledge), before);
}

TEST(CodedEvents, AMirrorInAnotherBodyChangesNothing) {
  World const world;
  post(world, "2018-01-02\tNorland\tConsult\tSudmark\n");
  auto const before = world.knowledge->changes().next();
  EXPECT_EQ(counts(post(world, "2018-01-02\tSudmark\tConsult\tNorland\n")), (Counts{.duplicate = 1}));
  EXPECT_EQ(world.knowledge->changes().next(), before) << "nobody is told of it";
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2018-01-02 norland sudmark []"));
}

TEST(CodedEvents, InWhateverOrderTheDaysCome) {
  World const world;
  auto const answer = post(world,
                           "2018-01-03\tNorland\tAccuse\tSudmark\n"
                           "2018-01-01\tNorland\tConsult\tSudmark\n"
                           "2018-01-03\tNorland\tAccuse\tSudmark\n"
                           "2018-01-02\tNorland\tConsult\tSudmark\n"
                           "2018-01-01\tSudmark\tConsult\tNorland\n");
  EXPECT_EQ(counts(answer), (Counts{.stored = 3, .duplicate = 2}));
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("accusation happened 2018-01-03 norland sudmark []",
                                                        "meeting happened 2018-01-01 norland sudmark []",
                                                        "meeting happened 2018-01-02 norland sudmark []"));
}

TEST(CodedEvents, IcewsRowsCarryTheirStories) {
  World const world;
  auto const row = [](std::string_view id, std::string_view source, std::string_view target, std::string_view story) {
    return std::string(id) + "\t2018-06-01\t" + std::string(source) +
           "\tGovernment,Executive\tNorland\tConsult\t040\t1\t" + std::string(target) + "\tNA\tNA\t" +
           std::string(story) + "\t2\tThe Norland Bulletin\tNA\tNA\tNA\tNorland\t1.5\t2\n";
  };
  auto const answer = post(world, std::string(kIcewsHeader) + row("1", "Foreign Affairs (Norland)", "Sudmark", "77") +
                                      row("2", "Sudmark", "Foreign Affairs (Norland)", "77") +
                                      row("3", "Foreign Affairs (Norland)", "Sudmark", "78"));
  EXPECT_EQ(counts(answer), (Counts{.stored = 1, .merged = 1, .duplicate = 1}));
  auto const event = world.ok("/v1/events").at("items").at(0);
  auto const& evidence = event.at("evidence").as_array();
  ASSERT_EQ(evidence.size(), 2U);
  EXPECT_EQ(evidence[0].at("article").as_string(), "77");
  EXPECT_EQ(evidence[1].at("article").as_string(), "78");
  EXPECT_EQ(evidence[0].at("publisher").as_string(), "The Norland Bulletin");
  auto const actor = world.ok("/v1/actors/foreign-affairs-norland");
  EXPECT_EQ(actor.at("kind").as_string(), "body");
  EXPECT_EQ(actor.at("country").as_string(), "norland");
}

TEST(CodedEvents, BadLinesAreNamedAndTheRestIsStored) {
  World const world;
  auto const answer =
      post(world, std::string(kIcewsHeader) +
                      "1\t2018-13-01\tA\tNA\tNA\tConsult\t040\t1\tB\tNA\tNA\t1\t1\tP\tNA\tNA\tNA\tNA\tNA\tNA\n"
                      "2\t2018-06-01\tA\tNA\tNA\tConsult\t999\t1\tB\tNA\tNA\t1\t1\tP\tNA\tNA\tNA\tNA\tNA\tNA\n"
                      "3\t2018-06-01\tNA\tNA\tNA\tConsult\t040\t1\tNA\tNA\tNA\t1\t1\tP\tNA\tNA\tNA\tNA\tNA\tNA\n"
                      "short\tline\n"
                      "5\t2018-06-01\tA\tNA\tNA\tConsult\t040\t1\tB\tNA\tNA\t1\t1\tP\tNA\tNA\tNA\tNA\tNA\tNA\t\t\n");
  EXPECT_EQ(answer.status, 207U);
  EXPECT_EQ(counts(answer), (Counts{.stored = 1, .rejected = 4}));
  auto const errors = parse(answer).at("errors").as_array();
  ASSERT_EQ(errors.size(), 4U);
  EXPECT_EQ(errors[0].at("line").to_number<int>(), 2);
  EXPECT_EQ(errors[0].at("field").as_string(), "Event Date");
  EXPECT_EQ(errors[1].at("field").as_string(), "CAMEO Code");
  EXPECT_EQ(errors[2].at("field").as_string(), "Source Name");
  EXPECT_THAT(std::string(errors[3].at("detail").as_string()), HasSubstr("2 columns"));
}

TEST(CodedEvents, QuotesMixedEncodingsAndCarriageReturns) {
  World const world;
  auto const answer = post(world,
                           "2018-01-02\t\"Anna \"\"Nan\"\" Veld\"\tMake statement\tSudmark\r\n"
                           "2018-01-03\tJos\xE9 Rivas\tMake statement\tSudmark\t\t\r\n");
  EXPECT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(count(answer, "recoded"), 1U);
  EXPECT_EQ(world.ok("/v1/actors/jose-rivas").at("name").as_string(), "José Rivas");
  EXPECT_EQ(world.ok("/v1/actors/anna-nan-veld").at("name").as_string(), "Anna \"Nan\" Veld");
}

std::string gdelt_row(std::string_view code1, std::string_view name1, std::string_view code2, std::string_view name2,
                      std::string_view cameo) {
  std::vector<std::string> cells(61);
  cells[0] = "1000001";
  cells[1] = "20240105";
  cells[5] = code1;
  cells[6] = name1;
  cells[15] = code2;
  cells[16] = name2;
  cells[26] = cameo;
  cells[59] = "20240106121500";
  cells[60] = "https://news.example/world/1";
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : "\t") + cells[i];
  return line + "\n";
}

TEST(CodedEvents, GdeltRowsHaveNoHeader) {
  World const world;
  auto const answer = post(world, gdelt_row("NOR", "NORLAND", "SUDGOV", "PRESIDENT", "042") +
                                      gdelt_row("", "", "SUD", "SUDMARK", "141") + gdelt_row("", "", "", "", "010"));
  EXPECT_EQ(counts(answer), (Counts{.stored = 2, .rejected = 1})) << answer.body;
  auto const visit = world.ok("/v1/events?type=visit").at("items").at(0);
  EXPECT_EQ(visit.at("participants").at(0).at("name").as_string(), "Norland");
  EXPECT_EQ(visit.at("participants").at(1).at("name").as_string(), "President (SUD)");
  EXPECT_EQ(visit.at("date").at("start").as_string(), "2024-01-05");
  EXPECT_EQ(visit.at("evidence").at(0).at("publisher").as_string(), "news.example");
  EXPECT_EQ(visit.at("evidence").at(0).at("published").as_string(), "2024-01-06");
}

TEST(CodedEvents, PolecatRowsHavePloverCategories) {
  World const world;
  auto const answer =
      post(world,
           "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Name\tActor Country\tRecipient Name\t"
           "Recipient Country\tSource\tPublication Date\n"
           "p-1\t2023-05-04\tCONSULT\tvisit\t\tNorland\tNorland\tSudmark\tSudmark\tDaily\t2023-05-05\n"
           "p-2\t2023-05-04\tACCUSE\tdisapprove\t\tNorland\tNorland\tNone\tNone\tDaily\t2023-05-05\n"
           "p-3\t2023-05-04\tSHOUT\tNone\t\tNorland\tNorland\tNone\tNone\tDaily\t2023-05-05\n");
  EXPECT_EQ(counts(answer), (Counts{.stored = 2, .rejected = 1})) << answer.body;
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("criticism happened 2023-05-04 norland [p-2]",
                                                        "visit happened 2023-05-04 norland sudmark [p-1]"));
}

TEST(CodedEvents, OurOwnAnswersLoadAgain) {
  World const world;
  world.put("a-1", "meeting|planned|2023-10-18/2023-10-19|Anna Veld>Bo Lind\naccusation|happened|-|Anna Veld>Bo Lind");
  world.put("a-2", "accusation|happened|-|Anna Veld>Bo Lind");
  std::string lines;
  auto const answered = world.ok("/v1/events");
  for (auto const& event : answered.at("items").as_array()) lines += boost::json::serialize(event) + "\n";
  World const copy;
  auto const answer = post(copy, lines, kLines, 7);
  EXPECT_EQ(counts(answer), (Counts{.stored = 3})) << answer.body;
  EXPECT_EQ(all_events(*copy.knowledge), all_events(*world.knowledge));
  EXPECT_EQ(counts(post(copy, lines, kLines)), (Counts{.duplicate = 3}));
  EXPECT_EQ(all_events(*copy.knowledge), all_events(*world.knowledge));
}

TEST(CodedEvents, FlatLinesAndTheirFaults) {
  World const world;
  auto const answer =
      post(world,
           R"({"date": "2020-02-03", "source": "Norland", "target": "Sudmark", "cameo": "040", "id": 17})"
           "\n"
           R"({"date": "2020-02-31", "source": "Norland", "target": "Sudmark", "cameo": "040"})"
           "\n"
           R"({"date": "2020-02-03", "source": "Norland", "type": "dance"})"
           "\n"
           R"({"date": "2020-02-03", "type": "meeting"})"
           "\n"
           R"({"date": {"start": "2020-02-03", "end": "2020-02-01"}, "source": "N", "type": "meeting"})"
           "\n"
           R"({"participants": [{"name": ""}], "type": "meeting"})"
           "\n"
           "not json\n",
           kLines);
  EXPECT_EQ(counts(answer), (Counts{.stored = 1, .rejected = 6})) << answer.body;
  std::vector<std::string> fields;
  auto const report = parse(answer);
  for (auto const& error : report.at("errors").as_array()) {
    auto const* field = error.as_object().if_contains("field");
    fields.emplace_back(field == nullptr ? "" : field->as_string().c_str());
  }
  EXPECT_THAT(fields, ElementsAre("date", "type", "participants", "date.end", "participants[0]", ""));
  EXPECT_EQ(world.ok("/v1/events").at("items").at(0).at("evidence").at(0).at("article").as_string(), "17");
}

/// Time grows with the records, not with their square.
TEST(CodedEvents, ManyReportsOfOneEvent) {
  constexpr std::size_t kRecords = test::scaled(60'000);
  World const world;
  std::string dated;
  std::string undated;
  for (std::size_t i = 0; i < kRecords; ++i) {
    auto const who =
        R"("source": "Norland", "target": "Sudmark", "cameo": "112", "article": "a-)" + std::to_string(i) + "\"}\n";
    dated += R"({"date": "2020-02-03", )" + who;
    undated += "{" + who;
  }
  auto const started = std::chrono::steady_clock::now();
  EXPECT_EQ(counts(post(world, dated, kLines)), (Counts{.stored = 1, .merged = kRecords - 1}));
  EXPECT_EQ(counts(post(world, undated, kLines)), (Counts{.stored = kRecords}));
  EXPECT_EQ(counts(post(world, undated, kLines)), (Counts{.duplicate = kRecords}));
  EXPECT_EQ(counts(post(world, dated, kLines)), (Counts{.duplicate = kRecords}));
  auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  constexpr double kMost = test::kUnderSanitizer ? 1000 : 30;  // with quadratic time it is many minutes
  EXPECT_LT(seconds, kMost);
}

TEST(CodedEvents, ALineOfAMillionCells) {
  World const world;
  auto const answer = post(world, "2018-01-02\tNorland\tConsult\tSudmark\nx" + std::string(1 << 20, '\t') + "\n");
  EXPECT_EQ(counts(answer), (Counts{.stored = 1, .rejected = 1}));
}

TEST(CodedEvents, BodiesThatAreNoTable) {
  World const world;
  EXPECT_EQ(post(world, "").status, 400U);
  auto const prose = post(world, "This is a letter.\nIt goes on.\n");
  EXPECT_EQ(prose.status, 400U);
  EXPECT_THAT(prose.body, HasSubstr("columns"));
  EXPECT_EQ(post(world, "x", "application/pdf").status, 415U);
  auto const header = post(world, "date\tsource\ttarget\tpublisher\n2020-01-01\tA\tB\tC\n");
  EXPECT_EQ(header.status, 400U);
  EXPECT_THAT(header.body, HasSubstr("what happened"));
}

TEST(CodedEvents, CommasAndAHeaderOfOnesOwn) {
  World const world;
  auto const answer = post(world,
                           "date,source,target,cameo,url\n"
                           "2020-01-01,\"Veld, Anna\",Norland,112,https://paper.example/1\n",
                           "text/csv");
  EXPECT_EQ(counts(answer), (Counts{.stored = 1})) << answer.body;
  EXPECT_EQ(world.ok("/v1/actors/veld-anna").at("name").as_string(), "Veld, Anna");
}

TEST(CodedEvents, ArticlesAndImportsTellOneEvent) {
  World const world;
  world.put("a-1", "meeting|happened|2018-01-02|Anna Veld>Bo Lind");
  EXPECT_EQ(counts(post(world, "2018-01-02\tBo Lind\tConsult\tAnna Veld\n")), (Counts{.merged = 1}));
  EXPECT_EQ(world.ok("/v1/events").at("items").as_array().size(), 1U);
  // What rested on the import stays when the article goes.
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a-1").status, 204U);
  EXPECT_EQ(world.ok("/v1/events").at("items").as_array().size(), 1U);
  EXPECT_THAT(check(world), ElementsAre());
}

}  // namespace
}  // namespace dragoman::testing
