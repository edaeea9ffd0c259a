// Lists of actors, whom they met, and chains of meetings.

#include "server/query/answer_shape.h"
#include "server/query/members.h"
#include "server/query/wording.h"

namespace dragoman {
namespace {

namespace json = boost::json;

/// "2023-10-19", or from the first to the last of several.
std::string span_words(json::object const& encounter) {
  auto const& first = object_of(encounter, "first");
  auto const& last = object_of(encounter, "last");
  return date_words({{"start", text_of(first, "start")}, {"end", text_of(last, "end")}});
}

Cell actor_cell(json::object const& actor) {
  return {{text_of(actor, "name"), Style::kStrong}, {text_of(actor, "id"), Style::kFaint}};
}

Cell latest_cell(json::object const& encounter) {
  auto const& latest = object_of(encounter, "latest");
  auto const id = text_of(latest, "id");
  return evidence_cell(latest, id.empty() ? id : "event " + id);
}

Row met_row(json::object const& encounter) {
  return {actor_cell(object_of(encounter, "actor")),
          {{text_of(encounter, "count")}},
          {{span_words(encounter)}},
          latest_cell(encounter)};
}

Row meetings_row(json::object const& encounter) {
  Cell pair;
  for (auto const& actor : objects_of(encounter, "actors"))
    for (auto& line : actor_cell(actor)) pair.push_back(std::move(line));
  return {pair, {{text_of(encounter, "count")}}, {{span_words(encounter)}}, latest_cell(encounter)};
}

void add_actor(std::vector<std::string>& record, json::object const& actor) {
  for (auto const* const member : {"id", "name", "kind", "country"}) record.push_back(text_of(actor, member));
}

void add_encounter(std::vector<std::string>& record, json::object const& encounter) {
  record.push_back(text_of(encounter, "count"));
  record.push_back(text_of(object_of(encounter, "first"), "start"));
  record.push_back(text_of(object_of(encounter, "last"), "end"));
  auto const& latest = object_of(encounter, "latest");
  for (auto const* const member : {"id", "article", "publisher", "published", "sentence"})
    record.push_back(text_of(latest, member));
}

std::vector<std::string> met_record(json::object const& encounter) {
  std::vector<std::string> record;
  add_actor(record, object_of(encounter, "actor"));
  add_encounter(record, encounter);
  return record;
}

std::vector<std::string> meetings_record(json::object const& encounter) {
  std::vector<std::string> record;
  auto pair = objects_of(encounter, "actors");
  pair.resize(2);  // as many as there are columns, whatever came
  for (auto const& actor : pair) add_actor(record, actor);
  add_encounter(record, encounter);
  return record;
}

/// One entry for each meeting of the chain, with the actors that it joins.
std::vector<json::object> steps(json::object const& answer) {
  auto const actors = objects_of(answer, "actors");
  auto const events = objects_of(answer, "events");
  std::vector<json::object> entries;
  for (std::size_t i = 0; i < events.size() && i + 1 < actors.size(); ++i)
    entries.push_back({{"step", i + 1}, {"from", actors[i]}, {"to", actors[i + 1]}, {"event", events[i]}});
  return entries;
}

json::object evidence_of_step(json::object const& step) {
  auto evidence = objects_of(object_of(step, "event"), "evidence");
  return evidence.empty() ? json::object() : std::move(evidence.front());
}

Row step_row(json::object const& step) {
  auto const& event = object_of(step, "event");
  auto const id = text_of(event, "id");
  return {actor_cell(object_of(step, "from")),
          actor_cell(object_of(step, "to")),
          {{event_date_words(event)}},
          evidence_cell(evidence_of_step(step), id.empty() ? id : "event " + id)};
}

std::vector<std::string> step_record(json::object const& step) {
  auto const& event = object_of(step, "event");
  auto const& date = object_of(event, "date");
  auto const evidence = evidence_of_step(step);
  std::vector<std::string> record = {text_of(step, "step")};
  for (auto const* const side : {"from", "to"}) {
    record.push_back(text_of(object_of(step, side), "id"));
    record.push_back(text_of(object_of(step, side), "name"));
  }
  for (auto const* const member : {"id", "type"}) record.push_back(text_of(event, member));
  for (auto const* const member : {"start", "end"}) record.push_back(text_of(date, member));
  for (auto const* const member : {"article", "publisher", "published", "sentence"})
    record.push_back(text_of(evidence, member));
  return record;
}

Cell path_heading(json::object const& answer) {
  std::vector<std::string> names;
  for (auto const& actor : objects_of(answer, "actors")) names.push_back(text_of(actor, "name"));
  if (names.empty()) return {{"No chain of meetings joins them."}};
  return {{joined(names, " → "), Style::kStrong}};
}

Row actor_row(json::object const& actor) {
  return {{{text_of(actor, "id")}},
          {{text_of(actor, "name"), Style::kStrong}},
          {{text_of(actor, "kind")}},
          {{text_of(actor, "country")}},
          {{text_of(actor, "events")}}};
}

std::vector<std::string> actor_record(json::object const& actor) {
  std::vector<std::string> record;
  add_actor(record, actor);
  record.push_back(text_of(actor, "events"));
  return record;
}

std::vector<json::object> items(json::object const& answer) { return objects_of(answer, "items"); }

}  // namespace

AnswerShape met_shape() {
  return {.columns = {{"Whom"}, {"Times", true}, {"When"}, {"Latest report"}},
          .row = met_row,
          .fields = {"id", "name", "kind", "country", "count", "first", "last", "event_id", "article", "publisher",
                     "published", "sentence"},
          .record = met_record,
          .entries = items};
}

AnswerShape meetings_shape() {
  return {.columns = {{"Who"}, {"Times", true}, {"When"}, {"Latest report"}},
          .row = meetings_row,
          .fields = {"id", "name", "kind", "country", "with_id", "with_name", "with_kind", "with_country", "count",
                     "first", "last", "event_id", "article", "publisher", "published", "sentence"},
          .record = meetings_record,
          .entries = items};
}

AnswerShape path_shape() {
  return {.columns = {{"Who"}, {"Met"}, {"When"}, {"Evidence"}},
          .row = step_row,
          .fields = {"step", "from_id", "from_name", "to_id", "to_name", "event_id", "type", "date", "date_end",
                     "article", "publisher", "published", "sentence"},
          .record = step_record,
          .entries = steps,
          .heading = path_heading,
          .is_list = false};
}

AnswerShape actor_list_shape() {
  return {.columns = {{"Id"}, {"Name"}, {"Kind"}, {"Country"}, {"Events", true}},
          .row = actor_row,
          .fields = {"id", "name", "kind", "country", "events"},
          .record = actor_record,
          .entries = items};
}

}  // namespace dragoman
