// Lists of events, one event, one article.

#include <algorithm>

#include "server/query/answer_shape.h"
#include "server/query/members.h"
#include "server/query/wording.h"

namespace dragoman {
namespace {

namespace json = boost::json;

json::object first_evidence(json::object const& event) {
  auto evidence = objects_of(event, "evidence");
  return evidence.empty() ? json::object() : std::move(evidence.front());
}

/// Who says so too, beside the first: publishers that differ from it.
std::string other_publishers(json::object const& event) {
  std::vector<std::string> shown;
  for (auto const& evidence : objects_of(event, "evidence")) {
    auto const publisher = text_of(evidence, "publisher");
    if (std::find(shown.begin(), shown.end(), publisher) == shown.end()) shown.push_back(publisher);
  }
  if (shown.size() < 2) return {};
  shown.erase(shown.begin());
  return "also " + joined(shown, ", ");
}

std::string kind_words(json::object const& event) {
  auto const type = text_of(event, "type");
  auto const status = text_of(event, "status");
  return status == "happened" ? type : type + " (" + status + ")";
}

Row event_row(json::object const& event) {
  Cell who = {{participant_words(event), Style::kStrong}};
  for (auto& line : evidence_cell(first_evidence(event), other_publishers(event))) who.push_back(std::move(line));
  return {{{text_of(event, "id"), Style::kFaint}}, {{event_date_words(event)}}, {{kind_words(event)}}, who};
}

/// Named as in the CSV of the export, which has a row for each pair of a source and a target.
std::vector<std::string> event_fields() {
  return {"event_id", "date",    "date_end",  "date_precision", "type",      "status",
          "cameo",    "plover",  "goldstein", "source_ids",     "sources",   "target_ids",
          "targets",  "reports", "article",   "publisher",      "published", "sentence"};
}

std::vector<std::string> event_record(json::object const& event) {
  auto const& date = object_of(event, "date");
  auto const evidence = first_evidence(event);
  auto const count = objects_of(event, "evidence").size();
  std::vector<std::string> record = {text_of(event, "id")};
  for (auto const* const member : {"start", "end", "precision"}) record.push_back(text_of(date, member));
  for (auto const* const member : {"type", "status", "cameo", "plover", "goldstein"})
    record.push_back(text_of(event, member));
  for (auto const* const role : {"source", "target"})
    for (auto const* const member : {"actor", "name"}) record.push_back(in_role(event, role, member));
  record.push_back(std::to_string(count));
  for (auto const* const member : {"article", "publisher", "published", "sentence"})
    record.push_back(text_of(evidence, member));
  return record;
}

/// The event once for each sentence that tells it.
std::vector<json::object> one_for_each_evidence(json::object const& event) {
  std::vector<json::object> entries;
  for (auto& evidence : objects_of(event, "evidence")) {
    auto entry = event;
    entry["evidence"] = json::array{std::move(evidence)};
    entries.push_back(std::move(entry));
  }
  if (entries.empty()) entries.push_back(event);
  return entries;
}

Row evidence_row(json::object const& event) {
  auto const evidence = first_evidence(event);
  return {{{text_of(evidence, "publisher"), Style::kStrong}},
          {{text_of(evidence, "published")}},
          {{text_of(evidence, "article")}},
          {{text_of(evidence, "sentence")}}};
}

Cell event_heading(json::object const& event) {
  return {{joined({text_of(event, "id"), kind_words(event), event_date_words(event)}, ", ")},
          {participant_words(event), Style::kStrong}};
}

Cell article_heading(json::object const& article) {
  Cell heading = {
      {text_of(article, "title"), Style::kStrong},
      {joined({text_of(article, "publisher"), text_of(article, "published"), text_of(article, "id")}, ", ")},
      {text_of(article, "url"), Style::kFaint}};
  auto const text = text_of(article, "text");
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find('\n', begin), text.size());
    heading.push_back({text.substr(begin, end - begin)});
    begin = end + 1;
  }
  return heading;
}

std::vector<Column> event_columns() { return {{"Event"}, {"Date"}, {"What"}, {"Who, and who says so"}}; }

}  // namespace

AnswerShape event_list_shape() {
  return {.columns = event_columns(),
          .row = event_row,
          .fields = event_fields(),
          .record = event_record,
          .entries = [](json::object const& answer) { return objects_of(answer, "items"); }};
}

AnswerShape event_shape() {
  return {.columns = {{"Publisher"}, {"Published"}, {"Article"}, {"Sentence"}},
          .row = evidence_row,
          .fields = event_fields(),
          .record = event_record,
          .entries = one_for_each_evidence,
          .heading = event_heading,
          .is_list = false};
}

AnswerShape article_shape() {
  return {.columns = event_columns(),
          .row = event_row,
          .fields = event_fields(),
          .record = event_record,
          .entries = [](json::object const& answer) { return objects_of(answer, "events"); },
          .heading = article_heading,
          .is_list = false};
}

}  // namespace dragoman
