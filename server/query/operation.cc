#include "server/query/operation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dragoman {
namespace {

constexpr std::string_view kAnActor = "An id (sergei-lavrov), a name or an alias";

std::vector<Operation> make_operations() {
  return {
      {.name = "met",
       .help = "Whom an actor met, most often first, and who says so",
       .path = {"v1", "actors", "{}", "met"},
       .arguments = {{"ACTOR", kPathParameter, kAnActor}},
       .parameters = met_parameters(),
       .shape = met_shape,
       .examples = {"met \"Sergei Lavrov\" --in 2023-10", "met lavrov --in \"October 2023\" --min-evidence 2",
                    "met sergei-lavrov --status planned --format csv --all > lavrov.csv",
                    "timeline \"Sergei Lavrov\" --type meeting --in 2023-10   # every meeting by itself"}},
      {.name = "meetings",
       .help = "Who met whom, most often first; of one actor, or of a pair",
       .path = {"v1", "meetings"},
       .arguments = {{"ACTOR", "actor", kAnActor, false}, {"WITH", "with", "The other of a pair", false}},
       .parameters = meetings_parameters(),
       .shape = meetings_shape,
       .examples = {"meetings --in 2023 --limit 10", "meetings \"Sergei Lavrov\" \"Choe Son Hui\""}},
      {.name = "timeline",
       .help = "The events of an actor by date, each with the sentence that tells it",
       .path = {"v1", "actors", "{}", "timeline"},
       .arguments = {{"ACTOR", kPathParameter, kAnActor}},
       .parameters = timeline_parameters(),
       .shape = event_list_shape,
       .examples = {"timeline \"Choe Son Hui\" --from 2023-09-01 --sort oldest",
                    "timeline lavrov --with \"Kim Jong Un\" --type meeting,visit"}},
      {.name = "path",
       .help = "The shortest chain of meetings from one actor to another",
       .path = {"v1", "path"},
       .arguments = {{"FROM", "from", kAnActor}, {"TO", "to", "Another"}},
       .parameters = path_parameters(),
       .shape = path_shape,
       .examples = {"path \"Kim Jong Un\" \"Emmanuel Macron\" --in 2023"},
       .first_day = "after",
       .last_day = "before"},
      {.name = "search",
       .help = "Events of all actors by type, status, date and more",
       .path = {"v1", "events"},
       .arguments = {},
       .parameters = event_list_parameters(),
       .shape = event_list_shape,
       .examples = {"search --type accusation --in 2023-10", "search --actor Russia --with Ukraine --min-evidence 3"}},
      {.name = "actors",
       .help = "Find actors by a name, or part of one, best first",
       .path = {"v1", "actors"},
       .arguments = {{"NAME", "q", "What to look for", true, false}},
       .parameters = actor_search_parameters(),
       .shape = actor_list_shape,
       .examples = {"actors kim", "actors \"foreign ministry\" --limit 5"}},
      {.name = "event",
       .help = "One event with every sentence that tells it",
       .path = {"v1", "events", "{}"},
       .arguments = {{"ID", kPathParameter, "Such as e123", true, false}},
       .parameters = {},
       .shape = event_shape,
       .examples = {"event e123"}},
      {.name = "article",
       .help = "One article with its text and events",
       .path = {"v1", "articles", "{}"},
       .arguments = {{"ID", kPathParameter, "As events name it", true, false}},
       .parameters = {},
       .shape = article_shape,
       .examples = {"article sample-01"}},
  };
}

constexpr std::pair<std::string_view, ParameterHelp> kHelp[] = {
    {"type", {"TYPE", "Kinds of events, such as meeting; several between commas, or any"}},
    {"status", {"STATUS", "happened, planned, denied, hypothetical; several between commas, or any"}},
    {"from", {"DATE", "First day, YYYY-MM-DD"}},
    {"to", {"DATE", "Last day"}},
    {"after", {"DATE", "First day, YYYY-MM-DD"}},
    {"before", {"DATE", "Last day"}},
    {"min_evidence", {"N", "Only what so many sentences tell"}},
    {"actor", {"ACTOR", "Only events of this actor"}},
    {"with", {"ACTOR", "Only events in which this one took part too"}},
    {"country", {"COUNTRY", "Only events in which an actor of this country took part"}},
    {"publisher", {"PUBLISHER", "Only events that this publisher reports"}},
    {"text", {"WORDS", "Only events that a sentence with these words tells"}},
    {"limit", {"N", "At most so many (50); with --all, so many a page (1000)"}},
    {"sort", {"ORDER", "newest or oldest first"}},
};

}  // namespace

std::span<Operation const> query_operations() {
  static auto const operations = make_operations();
  return operations;
}

bool takes(Operation const& operation, std::string_view parameter) {
  return std::any_of(operation.parameters.begin(), operation.parameters.end(),
                     [&](Parameter const& known) { return known.name == parameter; });
}

bool has_flag(Operation const& operation, std::string_view parameter) {
  if (parameter == "cursor" || !takes(operation, parameter)) return false;
  return std::none_of(operation.arguments.begin(), operation.arguments.end(),
                      [&](Argument const& argument) { return argument.parameter == parameter; });
}

std::string flag_of(Operation const& operation, std::string_view parameter) {
  if (parameter == operation.first_day) return "--from";
  if (parameter == operation.last_day) return "--to";
  auto flag = "--" + std::string(parameter);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string word_for(Operation const& operation, std::string_view parameter) {
  for (auto const& argument : operation.arguments)
    if (argument.parameter == parameter) return std::string(argument.label);
  return flag_of(operation, parameter);
}

std::optional<ParameterHelp> help_of(std::string_view parameter) {
  for (auto const& [name, help] : kHelp)
    if (name == parameter) return help;
  return std::nullopt;
}

}  // namespace dragoman
