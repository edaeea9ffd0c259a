#include "api/item_errors.h"

#include <utility>

namespace dragoman {
namespace {

void write_members(JsonWriter& json, BulkResult const& result) {
  for (auto const& [name, count] : result.counts) json.member(name, count);
  json.member("seconds", result.seconds);
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

}  // namespace

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
    if (!error.id.empty()) json.member("id", error.id);
    if (!error.field.empty()) json.member("field", error.field);
    json.member("detail", error.detail);
    if (error.retry) json.member("retry", true);
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
