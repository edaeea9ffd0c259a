#include "api/bulk.h"

#include <utility>

#include "api/json.h"

namespace dragoman {
namespace {

struct ItemError {
  std::string id;
  std::string field;
  std::string detail;
  bool retry = false;  // the article is fine, the server could not store it
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

struct Bulk::Report {
  std::chrono::steady_clock::time_point const started = std::chrono::steady_clock::now();
  std::size_t const most_errors;
  std::mutex mutex;
  std::condition_variable answered;
  // Guarded by mutex.
  std::uint64_t received = 0, stored = 0, replaced = 0, duplicate = 0, rejected = 0, failed = 0, events = 0;
  std::uint64_t waiting = 0;
  std::multimap<std::size_t, ItemError> errors;  // by item number
  std::uint64_t errors_omitted = 0;
  std::optional<Error> first_failure;
  bool closed = false;  // the knowledge base takes no more

  explicit Report(std::size_t most) : most_errors(most) {}

  void note(std::size_t number, ItemError error) {
    if (errors.size() < most_errors) {
      errors.emplace(number, std::move(error));
    } else {
      ++errors_omitted;
    }
  }

  void reject(std::size_t number, ItemError error) {
    std::lock_guard const lock(mutex);
    ++received;
    ++rejected;
    note(number, std::move(error));
  }

  void settle(std::size_t number, IngestOutcome const& outcome, FaultLog const& log) {
    std::lock_guard const lock(mutex);
    switch (outcome.status) {
      case IngestStatus::kStored: ++stored; break;
      case IngestStatus::kReplaced: ++replaced; break;
      case IngestStatus::kDuplicate: ++duplicate; break;
      case IngestStatus::kErased: break;  // nobody asks for that here
      case IngestStatus::kFailed: fail(number, outcome, log); break;
    }
    if (outcome.status == IngestStatus::kStored || outcome.status == IngestStatus::kReplaced) {
      events += outcome.events.size();
    }
    if (--waiting == 0) answered.notify_all();
  }

  void fail(std::size_t number, IngestOutcome const& outcome, FaultLog const& log) {
    auto const error = outcome.error.value_or(Error{ErrorCode::kInternal, "No reason was given."});
    ++failed;
    closed |= error.code == ErrorCode::kUnavailable;
    bool const secret = http_status(error.code) == 500;
    if (secret && log) log(outcome.article, error);
    note(number, {outcome.article, "", secret ? "The server failed to store this article." : error.message, true});
    if (!first_failure) first_failure = error;
  }

  void write(JsonWriter& json, std::string_view item_name) const;
  Response answer(std::string_view request_id, std::string_view item_name, FaultLog const& log) const;
};

void Bulk::Report::write(JsonWriter& json, std::string_view item_name) const {
  json.member("received", received)
      .member("stored", stored)
      .member("replaced", replaced)
      .member("duplicate", duplicate)
      .member("rejected", rejected)
      .member("failed", failed)
      .member("events", events)
      .member("seconds", seconds_since(started))
      .key("errors")
      .begin_array();
  for (auto const& [number, error] : errors) {
    json.begin_object().member(item_name, number);
    if (!error.id.empty()) json.member("id", error.id);
    if (!error.field.empty()) json.member("field", error.field);
    json.member("detail", error.detail);
    if (error.retry) json.member("retry", true);
    json.end_object();
  }
  json.end_array().member("errors_omitted", errors_omitted);
}

/// When nothing at all was accepted the answer is a problem, which has the same members as a report.
Response Bulk::Report::answer(std::string_view request_id, std::string_view item_name, FaultLog const& log) const {
  bool const nothing = stored + replaced + duplicate == 0;
  if (received == 0 && errors.empty()) return problem(400, "The body has no article in it.", request_id);
  if (!nothing) {
    Response response{.status = rejected + failed == 0 && errors.empty() ? 200U : 207U};
    JsonWriter json(response.body);
    json.begin_object();
    write(json, item_name);
    json.end_object();
    return response;
  }

  Response response;
  if (first_failure) {
    response = problem_of(*first_failure, request_id, log);
  } else {
    auto const& [number, error] = *errors.begin();
    ProblemMembers members = {{item_name, std::to_string(number)}};
    if (!error.field.empty()) members.emplace_back("field", json_string(error.field));
    auto const place = std::string(item_name == "line" ? "Line " : "Item ") + std::to_string(number);
    auto detail = "No article was accepted. " + place + ": " + error.detail;
    if (rejected > 1) detail += " " + std::to_string(rejected - 1) + " more were rejected.";
    response = problem_with(400, detail, request_id, members);
  }
  response.body.pop_back();  // the closing brace
  std::string members;
  JsonWriter json(members);
  json.begin_object();
  write(json, item_name);
  json.end_object();
  response.body += ",";
  response.body += std::string_view(members).substr(1);
  return response;
}

Bulk::Bulk(KnowledgeBase& knowledge, ApiOptions const& options, std::string_view item_name)
    : knowledge_(knowledge),
      options_(options),
      item_name_(item_name),
      report_(std::make_shared<Report>(options.most_errors)) {}

bool Bulk::add(Item const& item) {
  last_number_ = item.number;
  if (item.too_long) {
    report_->reject(item.number,
                    {"", "", "Longer than the " + std::to_string(options_.item_bytes) + " bytes allowed.", false});
    return true;
  }
  auto article = read_article(item.text, options_.articles);
  if (!article) {
    auto const& error = article.error();
    report_->reject(item.number, {error.id, error.field, error.detail, false});
    return true;
  }
  {
    std::lock_guard const lock(report_->mutex);
    if (report_->closed) return false;
    ++report_->received;
    ++report_->waiting;
  }
  knowledge_.submit(std::move(*article), [report = report_, number = item.number, log = options_.log](
                                             IngestOutcome const& outcome) { report->settle(number, outcome, log); });
  std::lock_guard const lock(report_->mutex);
  return !report_->closed;
}

void Bulk::broken(std::size_t number, std::string_view detail) {
  std::lock_guard const lock(report_->mutex);
  report_->note(number, {"", "", std::string(detail), false});
}

Response Bulk::finish(std::string_view request_id) {
  std::unique_lock lock(report_->mutex);
  report_->answered.wait(lock, [&] { return report_->waiting == 0; });
  return report_->answer(request_id, item_name_, options_.log);
}

}  // namespace dragoman
