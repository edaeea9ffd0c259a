#include "api/item_errors.h"

#include <utility>

namespace dragoman {
namespace {

void write_members(JsonWriter& json, BulkResult const& result) {
  for (auto const& [name, count] : result.counts) json.member(name, count);
  json.member("seconds", result.seconds);
  if (result.outcomes) result.outcomes->write(json, result.item_name);
  result.errors.write(json, result.item_name);
}

Response refusal(BulkResult const& result, std::string_view request_id, FaultLog const& log) {
  if (result.fault) return problem(result.fault->status, result.fault->detail, request_id);
  if (result.first_failure) return problem_of(*result.first_failure, request_id, log);
  auto const& [number, error] = *result.errors.all().begin();
  ProblemMembers members = {{result.item_name, std::to_string(number)}};
  if (error.record != 0) members.emplace_back("record", std::to_string(error.record));
  if (!error.field.empty()) members.emplace_back("field", json_string(error.field));
  auto const place = std::string(result.item_name == "line" ? "Line " : "Item ") + std::to_string(number);
  auto detail = "No " + std::string(result.noun) + " was accepted. " + place + ": " + error.detail;
  if (result.rejected > 1) detail += " " + std::to_string(result.rejected - 1) + " more were rejected.";
  return problem_with(400, detail, request_id, members);
}

void write_about(JsonWriter& json, ItemError const& error) {
  if (!error.id.empty()) json.member("id", error.id);
  if (!error.field.empty()) json.member("field", error.field);
  if (!error.detail.empty()) json.member("detail", error.detail);
  if (error.retry) json.member("retry", true);
}

}  // namespace

void ItemOutcomes::add(std::size_t number, ItemOutcome outcome) {
  if (outcomes_.size() < most_) {
    outcomes_.emplace(number, std::move(outcome));
  } else {
    ++omitted_;
  }
}

void ItemOutcomes::write(JsonWriter& json, std::string_view item_name) const {
  json.key("outcomes").begin_array();
  for (auto const& [number, outcome] : outcomes_) {
    json.begin_object().member(item_name, number);
    if (outcome.about.record != 0) json.member("record", outcome.about.record);
    json.member("status", outcome.status);
    write_about(json, outcome.about);
    json.end_object();
  }
  json.end_array().member("outcomes_omitted", omitted_);
}

void ItemErrors::add(std::size_t number, ItemError error) {
  if (errors_.size() < most_) {
    errors_.emplace(number, std::move(error));
  } else {
    ++omitted_;
  }
}

void ItemErrors::write(JsonWriter& json, std::string_view item_name) const {
  json.key("errors").begin_array();
  for (auto const& [number, error] : errors_) {
    json.begin_object().member(item_name, number);
    if (error.record != 0) json.member("record", error.record);
    write_about(json, error);
    json.end_object();
  }
  json.end_array().member("errors_omitted", omitted_);
}

Response bulk_answer(BulkResult const& result, std::string_view request_id, FaultLog const& log) {
  if (result.received == 0 && result.errors.empty())
    return problem(400, "The body has no " + std::string(result.noun) + " in it.", request_id);
  if (result.accepted != 0 && !result.fault) {
    Response response{.status = result.accepted == result.received && result.errors.empty() ? 200U : 207U};
    JsonWriter json(response.body);
    json.begin_object();
    write_members(json, result);
    json.end_object();
    return response;
  }
  auto response = refusal(result, request_id, log);
  response.body.pop_back();  // the closing brace
  std::string members;
  JsonWriter json(members);
  json.begin_object();
  write_members(json, result);
  json.end_object();
  response.body += ",";
  response.body += std::string_view(members).substr(1);
  return response;
}

}  // namespace dragoman
