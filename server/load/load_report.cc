#include "server/load/load_report.h"

#include <string_view>

#include <boost/json.hpp>

namespace dragoman {
namespace {

namespace json = boost::json;

std::uint64_t number(json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  boost::system::error_code error;
  auto const read = value == nullptr ? 0 : value->to_number<std::uint64_t>(error);
  return error ? 0 : read;
}

std::string text(json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? json::value_to<std::string>(*value) : std::string();
}

std::string reason_of(json::object const& error) {
  auto const field = text(error, "field");
  return (field.empty() ? "" : field + ": ") + text(error, "detail");
}

}  // namespace

LoadCounts& LoadCounts::operator+=(LoadCounts const& other) {
  received += other.received;
  stored += other.stored;
  replaced += other.replaced;
  merged += other.merged;
  duplicate += other.duplicate;
  rejected += other.rejected;
  failed += other.failed;
  return *this;
}

LoadReport read_load_report(Reply const& reply) {
  LoadReport report;
  boost::system::error_code error;
  auto const answer = json::parse(reply.body, error);
  if (error || !answer.is_object()) {
    report.refused = "The server's answer has status " + std::to_string(reply.status) + " and is not understood.";
    return report;
  }
  auto const& object = answer.get_object();
  if (!object.contains("received")) {
    report.refused = reason_of(object);
    if (report.refused.empty())
      report.refused = "The server answered with status " + std::to_string(reply.status) + ".";
    return report;
  }
  report.counts = {.received = number(object, "received"),
                   .stored = number(object, "stored"),
                   .replaced = number(object, "replaced"),
                   .merged = number(object, "merged"),
                   .duplicate = number(object, "duplicate"),
                   .rejected = number(object, "rejected"),
                   .failed = number(object, "failed")};
  report.omitted = number(object, "errors_omitted");
  auto const* const errors = object.if_contains("errors");
  if (errors == nullptr || !errors->is_array()) return report;
  for (auto const& item : errors->get_array()) {
    if (!item.is_object()) continue;
    auto const& fields = item.get_object();
    auto const* const retry = fields.if_contains("retry");
    report.errors.push_back({.line = number(fields, "line"),
                             .record = number(fields, "record"),
                             .reason = reason_of(fields),
                             .retry = retry != nullptr && retry->is_bool() && retry->get_bool()});
  }
  return report;
}

}  // namespace dragoman
