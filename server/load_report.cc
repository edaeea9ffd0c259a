#include "server/load_report.h"

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

std::string reject_line(std::string const& file, json::object const& error) {
  auto line = file;
  if (auto const at = number(error, "line"); at != 0) line += ":" + std::to_string(at);
  if (auto const at = number(error, "item"); at != 0) line += ": item " + std::to_string(at);
  line += ": ";
  if (auto const field = text(error, "field"); !field.empty()) line += field + ": ";
  return line + text(error, "detail") + "\n";
}

LoadReport of_many(std::string const& file, json::object const& answer) {
  LoadReport report{.received = number(answer, "received"),
                    .stored = number(answer, "stored"),
                    .replaced = number(answer, "replaced"),
                    .merged = number(answer, "merged"),
                    .duplicate = number(answer, "duplicate"),
                    .rejected = number(answer, "rejected"),
                    .failed = number(answer, "failed"),
                    .rejects = {}};
  if (auto const* const errors = answer.if_contains("errors"); errors != nullptr && errors->is_array()) {
    for (auto const& error : errors->get_array()) {
      if (error.is_object()) report.rejects += reject_line(file, error.get_object());
    }
    // A fault of the file's form is an error without an article.
    if (!errors->get_array().empty() && report.rejected + report.failed == 0) report.rejected = 1;
  }
  if (auto const omitted = number(answer, "errors_omitted"); omitted != 0) {
    report.rejects += file + ": " + std::to_string(omitted) + " more rejects are not listed\n";
  }
  return report;
}

LoadReport of_one(json::object const& answer) {
  auto const status = text(answer, "status");
  LoadReport report{.received = 1};
  report.stored = status == "stored" ? 1 : 0;
  report.replaced = status == "replaced" ? 1 : 0;
  report.duplicate = status == "duplicate" ? 1 : 0;
  return report;
}

}  // namespace

LoadReport& LoadReport::operator+=(LoadReport const& other) {
  received += other.received;
  stored += other.stored;
  replaced += other.replaced;
  merged += other.merged;
  duplicate += other.duplicate;
  rejected += other.rejected;
  failed += other.failed;
  rejects += other.rejects;
  refused |= other.refused;
  return *this;
}

LoadReport read_load_report(std::string const& file, Reply const& reply) {
  boost::system::error_code error;
  auto const answer = json::parse(reply.body, error);
  if (error || !answer.is_object()) {
    LoadReport report{.refused = true};
    report.rejects =
        file + ": The server's answer has status " + std::to_string(reply.status) + " and is not understood.\n";
    return report;
  }
  auto const& object = answer.get_object();
  if (object.contains("received")) return of_many(file, object);
  if (reply.status < 300) return of_one(object);
  LoadReport report{.rejects = reject_line(file, object)};
  if (reply.status == 400) {
    report.received = report.rejected = 1;
  } else {
    report.refused = true;
  }
  return report;
}

}  // namespace dragoman
