// The parts of `dragoman query` that ask nobody.

#include <gmock/gmock.h>

#include <sstream>

#include <boost/json/parse.hpp>

#include "server/query/answer_writer.h"
#include "server/query/members.h"
#include "server/query/operation.h"
#include "server/query/paging.h"
#include "server/query/question.h"
#include "server/query/typed_days.h"
#include "server/target.h"

namespace dragoman {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::string days(std::string_view text) {
  auto const found = parse_typed_days(text);
  return found ? to_string(found->first) + " " + to_string(found->last) : "none";
}

TEST(TypedDays, YearsMonthsAndDays) {
  EXPECT_EQ(days("2023"), "2023-01-01 2023-12-31");
  EXPECT_EQ(days("2024-02"), "2024-02-01 2024-02-29");
  EXPECT_EQ(days("2023-10-19"), "2023-10-19 2023-10-19");
  EXPECT_EQ(days("2023-10/2023-12"), "2023-10-01 2023-12-31");
  EXPECT_EQ(days("October 2023"), "2023-10-01 2023-10-31");
  EXPECT_EQ(days("oct 2023"), "2023-10-01 2023-10-31");
  EXPECT_EQ(days("2023 Sept."), "2023-09-01 2023-09-30");
}

TEST(TypedDays, RefusesTheRest) {
  for (auto const* bad : {"", "23", "2023-13", "2023-1", "20231", "2023-02-30", "October", "oc 2023", "Octobers 2023",
                          "October 23", "ma 2023", "2023 2024", "x", "0000"}) {
    EXPECT_EQ(days(bad), "none") << bad;
  }
}

TEST(Question, TargetsComeBackAsTheyWere) {
  Question const question{{"v1", "actors", "Søren Ødegård / +%?#", "met"}, {{"from", "2023-10-01"}, {"q", "a&b=c +é"}}};
  auto const target = parse_target(target_of(question));
  ASSERT_TRUE(target) << target_of(question);
  EXPECT_EQ(target->segments, question.segments);
  EXPECT_EQ(target->params, question.params);
  EXPECT_EQ(target_of({{"v1", "events"}, {}}), "/v1/events");
}

TEST(Operations, EveryFilterOfTheApiIsAFlagThatTheHelpExplains) {
  for (auto const& operation : query_operations()) {
    for (auto const& parameter : operation.parameters) {
      bool const is_argument = word_for(operation, parameter.name).find('-') != 0;
      if (is_argument || parameter.name == "cursor") continue;
      EXPECT_TRUE(has_flag(operation, parameter.name)) << operation.name << " " << parameter.name;
      EXPECT_TRUE(help_of(parameter.name)) << parameter.name << " needs a line in operation.cc";
    }
    EXPECT_FALSE(operation.examples.empty()) << operation.name;
  }
}

TEST(Operations, WordsOfTheCommandLine) {
  auto const& path = query_operations()[3];
  ASSERT_EQ(path.name, "path");
  EXPECT_EQ(word_for(path, "from"), "FROM");
  EXPECT_EQ(word_for(path, "after"), "--from");
  EXPECT_EQ(word_for(path, "min_evidence"), "--min-evidence");
  EXPECT_FALSE(has_flag(path, "from"));
}

/// Answers what it was told to, in order, and notes what it was asked.
class ScriptedAsker final : public Asker {
 public:
  explicit ScriptedAsker(std::vector<Answer> answers) : answers_(std::move(answers)) {}
  Result<Answer> ask(Question const& question) override {
    asked.push_back(target_of(question));
    if (asked.size() > answers_.size()) return Error{ErrorCode::kUnavailable, "Nobody is there."};
    return answers_[asked.size() - 1];
  }
  std::vector<std::string> asked;

 private:
  std::vector<Answer> answers_;
};

Result<std::size_t> count_items(boost::json::object const& answer) { return objects_of(answer, "items").size(); }

TEST(Pages, ShortAndEmptyPagesAreNotTheEnd) {
  ScriptedAsker asker({{200, R"({"items": [{}], "next": "a"})"},
                       {200, R"({"items": [], "next": "b"})"},
                       {200, R"({"items": [{}, {}], "next": "c"})"}});
  auto const asking = ask_pages(asker, {{"v1", "events"}, {{"limit", "3"}, {"text", "x"}}}, 3, count_items);
  ASSERT_TRUE(asking);
  EXPECT_TRUE(asking->more);
  EXPECT_THAT(asker.asked, ElementsAre("/v1/events?limit=3&text=x", "/v1/events?text=x&limit=2&cursor=a",
                                       "/v1/events?text=x&limit=2&cursor=b"));
}

TEST(Pages, TheLastHasNoNext) {
  ScriptedAsker asker({{200, R"({"items": [{}], "next": "a"})"}, {200, R"({"items": [{}]})"}});
  auto const asking = ask_pages(asker, {{"v1", "events"}, {{"limit", "1000"}}}, 1'000'000, count_items);
  ASSERT_TRUE(asking);
  EXPECT_FALSE(asking->more);
  EXPECT_THAT(asker.asked, ElementsAre("/v1/events?limit=1000", "/v1/events?limit=1000&cursor=a"));
}

TEST(Pages, RefusalsAndFailuresEndThem) {
  ScriptedAsker refuses({{200, R"({"items": [], "next": "a"})"}, {503, "{}"}});
  auto const refused = ask_pages(refuses, {{"v1", "events"}, {}}, 50, count_items);
  ASSERT_TRUE(refused);
  ASSERT_TRUE(refused->refusal);
  EXPECT_EQ(refused->refusal->status, 503U);
  ScriptedAsker breaks({{200, R"({"items": [], "next": "a"})"}});
  EXPECT_FALSE(ask_pages(breaks, {{"v1", "events"}, {}}, 50, count_items));
  ScriptedAsker stranger({{200, "<html>"}});
  EXPECT_FALSE(ask_pages(stranger, {{"v1", "events"}, {}}, 50, count_items));
  ScriptedAsker full({{200, R"({"items": [], "next": "a"})"}, {200, "{}"}});
  EXPECT_FALSE(ask_pages(full, {{"v1", "events"}, {}}, 50, [](auto const&) -> Result<std::size_t> {
    return Error{ErrorCode::kNoSpace, "Cannot write."};
  }));
  EXPECT_EQ(full.asked.size(), 1U);
}

TEST(Members, WhatIsNotThereIsEmpty) {
  boost::json::object const object = {{"a", "x"}, {"n", 7}, {"f", 3.4}, {"null", nullptr}, {"list", {1, 2}}};
  EXPECT_EQ(text_of(object, "a"), "x");
  EXPECT_EQ(text_of(object, "n"), "7");
  EXPECT_EQ(text_of(object, "f"), "3.4");
  EXPECT_EQ(text_of(object, "null"), "");
  EXPECT_EQ(text_of(object, "list"), "");
  EXPECT_EQ(text_of(object, "none"), "");
  EXPECT_TRUE(object_of(object, "a").empty());
  EXPECT_TRUE(objects_of(object, "list").empty());
}

TEST(Members, JsonIsWrittenAsTheApiWritesIt) {
  constexpr auto kText = R"({"goldstein":1.0,"n":-3,"s":"a\"\u0001é","list":[true,null,{}]})";
  EXPECT_EQ(json_text(boost::json::parse(kText)), kText);
}

constexpr auto kEvents = R"({"items": [
  {"id": "e1", "type": "accusation", "status": "planned", "cameo": "112", "plover": "ACCUSE", "goldstein": -2.0,
   "date": {"start": "2023-10-18", "end": "2023-10-19", "precision": "range"},
   "participants": [{"actor": "a", "name": "Egypt", "role": "source"}, {"actor": "b", "name": "Chad", "role": "target"},
                    {"actor": "c", "name": "Mali", "role": "target"}],
   "evidence": [{"article": "x", "publisher": "TASS", "published": "2023-10-20", "sentence": "Said, so."},
                {"article": "y", "publisher": "KCNA", "published": "2023-10-21", "sentence": "Again."}]},
  {"id": "e2", "type": "meeting", "status": "happened", "date": null, "published": "2023-10-22",
   "participants": [{"actor": "a", "name": "Egypt", "role": "source"}, {"actor": "b", "name": "Chad", "role": "target"}],
   "evidence": []}]})";

std::string shown(AnswerFormat format, AnswerShape const& shape, std::string_view answer, Terminal const& terminal) {
  std::ostringstream out;
  auto const writer = make_answer_writer(format, shape, terminal, out);
  writer->add(boost::json::parse(answer).as_object());
  writer->finish();
  return out.str();
}

TEST(AnswerWriter, EventsForReaders) {
  EXPECT_EQ(shown(AnswerFormat::kTable, event_list_shape(), kEvents, {.columns = 100}),
            "Event  Date                      What                  Who, and who says so\n"
            "\n"
            "e1     2023-10-18 to 2023-10-19  accusation (planned)  Egypt → Chad, Mali\n"
            "                                                       Said, so.\n"
            "                                                       TASS, 2023-10-20, article x, also KCNA\n"
            "\n"
            "e2     undated                   meeting               Egypt, Chad\n");
}

TEST(AnswerWriter, EventsAsCsv) {
  EXPECT_EQ(shown(AnswerFormat::kCsv, event_list_shape(), kEvents, {}),
            "event_id,date,date_end,date_precision,type,status,cameo,plover,goldstein,source_ids,sources,target_ids,"
            "targets,reports,article,publisher,published,sentence\r\n"
            "e1,2023-10-18,2023-10-19,range,accusation,planned,112,ACCUSE,-2.0,a,Egypt,b; c,Chad; Mali,2,x,TASS,"
            "2023-10-20,\"Said, so.\"\r\n"
            "e2,,,,meeting,happened,,,,a,Egypt,b,Chad,0,,,,\r\n");
}

TEST(AnswerWriter, AnEventHasARowForEachSentence) {
  auto const event = json_text(boost::json::parse(kEvents).at("items").at(0));
  auto const table = shown(AnswerFormat::kTable, event_shape(), event, {.columns = 100});
  EXPECT_THAT(table, HasSubstr("e1, accusation (planned), 2023-10-18 to 2023-10-19\nEgypt → Chad, Mali\n"));
  EXPECT_THAT(table,
              HasSubstr("\nTASS       2023-10-20  x        Said, so.\nKCNA       2023-10-21  y        Again.\n"));
  EXPECT_EQ(shown(AnswerFormat::kJson, event_shape(), event, {}), event + "\n");
}

TEST(AnswerWriter, RecordsHaveAllFieldsWhateverComes) {
  for (auto const& shape : {event_list_shape(), met_shape(), meetings_shape(), actor_list_shape()}) {
    EXPECT_EQ(shape.record({}).size(), shape.fields.size());
    EXPECT_EQ(shape.row({}).size(), shape.columns.size());
  }
  for (auto const& entry :
       path_shape().entries(boost::json::parse(R"({"actors": [{}, {}, {}], "events": [{}, {}]})").as_object()))
    EXPECT_EQ(path_shape().record(entry).size(), path_shape().fields.size());
}

TEST(AnswerWriter, NothingIsSaidSo) {
  EXPECT_EQ(shown(AnswerFormat::kTable, met_shape(), R"({"items": [], "total": 0})", {}), "Nothing found.\n");
  EXPECT_EQ(shown(AnswerFormat::kJson, met_shape(), R"({"items": [], "total": 0})", {}), "");
  EXPECT_EQ(shown(AnswerFormat::kTable, path_shape(), R"({"found": false, "actors": [], "events": []})", {}),
            "No chain of meetings joins them.\n");
}

}  // namespace
}  // namespace dragoman
