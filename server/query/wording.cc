#include "server/query/wording.h"

#include "server/query/members.h"

namespace dragoman {
namespace {

namespace json = boost::json;

bool is_symmetric(std::string const& type) {
  return type == "meeting" || type == "negotiation" || type == "phone_call";
}

}  // namespace

std::string date_words(json::object const& date) {
  auto const start = text_of(date, "start");
  auto const end = text_of(date, "end");
  return start == end || end.empty() ? start : start + " to " + end;
}

std::string event_date_words(json::object const& event) {
  auto const words = date_words(object_of(event, "date"));
  return words.empty() ? "undated" : words;
}

std::string in_role(json::object const& event, std::string_view role, std::string_view member) {
  std::vector<std::string> found;
  for (auto const& participant : objects_of(event, "participants"))
    if (text_of(participant, "role") == role) found.push_back(text_of(participant, member));
  return joined(found, "; ");
}

std::string participant_words(json::object const& event) {
  bool const symmetric = is_symmetric(text_of(event, "type"));
  std::vector<std::string> from;
  std::vector<std::string> to;
  for (auto const& participant : objects_of(event, "participants")) {
    bool const is_target = !symmetric && text_of(participant, "role") == "target";
    (is_target ? to : from).push_back(text_of(participant, "name"));
  }
  return joined({joined(from, ", "), joined(to, ", ")}, " → ");
}

Cell evidence_cell(json::object const& evidence, std::string const& more) {
  auto const article = text_of(evidence, "article");
  return {{text_of(evidence, "sentence")},
          {joined({text_of(evidence, "publisher"), text_of(evidence, "published"),
                   article.empty() ? article : "article " + article, more},
                  ", "),
           Style::kFaint}};
}

}  // namespace dragoman
