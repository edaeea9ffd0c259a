#include "api/bulk.h"

#include <utility>

#include "api/item_errors.h"

namespace dragoman {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

std::string_view name_of(IngestStatus status) {
  switch (status) {
    case IngestStatus::kStored: return "stored";
    case IngestStatus::kReplaced: return "replaced";
    case IngestStatus::kDuplicate: return "duplicate";
    case IngestStatus::kErased:
    case IngestStatus::kFailed: break;
  }
  return "failed";
}

struct Bulk::Report {
  std::chrono::steady_clock::time_point const started = std::chrono::steady_clock::now();
  std::mutex mutex;
  std::condition_variable answered;
  // Guarded by mutex.
  std::uint64_t received = 0, stored = 0, replaced = 0, duplicate = 0, rejected = 0, failed = 0, events = 0;
  std::uint64_t waiting = 0;
  ItemErrors errors;
  std::optional<ItemOutcomes> outcomes;
  std::optional<Error> first_failure;
  std::optional<BodyFault> fault;  // of the body
  bool closed = false;             // the knowledge base takes no more

  explicit Report(std::size_t most) : errors(most) {}

  void reject(std::size_t number, ItemError error) {
    std::lock_guard const lock(mutex);
    ++received;
    ++rejected;
    if (outcomes) outcomes->add(number, {"rejected", error});
    errors.add(number, std::move(error));
  }

  void settle(std::size_t number, std::size_t record, IngestOutcome const& outcome, FaultLog const& log) {
    std::lock_guard const lock(mutex);
    switch (outcome.status) {
      case IngestStatus::kStored: ++stored; break;
      case IngestStatus::kReplaced: ++replaced; break;
      case IngestStatus::kDuplicate: ++duplicate; break;
      case IngestStatus::kErased: break;  // nobody asks for that here
      case IngestStatus::kFailed: fail(number, record, outcome, log); break;
    }
    if (outcomes && outcome.status != IngestStatus::kFailed)
      outcomes->add(number, {name_of(outcome.status), {outcome.article, "", "", false, record}});
    if (outcome.status == IngestStatus::kStored || outcome.status == IngestStatus::kReplaced) {
      events += outcome.events.size();
    }
    if (--waiting == 0) answered.notify_all();
  }

  void fail(std::size_t number, std::size_t record, IngestOutcome const& outcome, FaultLog const& log) {
    auto const error = outcome.error.value_or(Error{ErrorCode::kInternal, "No reason was given."});
    ++failed;
    closed |= error.code == ErrorCode::kUnavailable;
    bool const secret = http_status(error.code) == 500;
    if (secret && log) log(outcome.article, error);
    ItemError told{outcome.article, "", secret ? "The server failed to store this article." : error.message, true,
                   record};
    if (outcomes) outcomes->add(number, {"failed", told});
    errors.add(number, std::move(told));
    if (!first_failure) first_failure = error;
  }

  Response answer(std::string_view request_id, std::string_view item_name, FaultLog const& log) const {
    return bulk_answer({.item_name = item_name,
                        .noun = "article",
                        .counts = {{"received", received},
                                   {"stored", stored},
                                   {"replaced", replaced},
                                   {"duplicate", duplicate},
                                   {"rejected", rejected},
                                   {"failed", failed},
                                   {"events", events}},
                        .received = received,
                        .accepted = stored + replaced + duplicate,
                        .rejected = rejected,
                        .seconds = seconds_since(started),
                        .errors = errors,
                        .outcomes = outcomes,
                        .first_failure = first_failure,
                        .fault = fault},
                       request_id, log);
  }
};

Bulk::Bulk(KnowledgeBase& knowledge, ApiOptions const& options, std::string_view item_name, bool all_outcomes)
    : knowledge_(knowledge),
      options_(options),
      item_name_(item_name),
      report_(std::make_shared<Report>(options.most_errors)) {
  if (all_outcomes) report_->outcomes.emplace(options.most_errors);
}

bool Bulk::add(Item const& item) {
  last_number_ = item.number;
  if (item.too_long) {
    reject(item, {"", "Longer than the " + std::to_string(options_.item_bytes) + " bytes allowed."});
    return true;
  }
  auto article = reader_ ? reader_(item.text, options_.articles) : read_article(item.text, options_.articles);
  if (!article) {
    reject(item, article.error());
    return true;
  }
  {
    std::lock_guard const lock(report_->mutex);
    if (report_->closed) return false;
    ++report_->received;
    ++report_->waiting;
  }
  knowledge_.submit(std::move(*article),
                    [report = report_, number = item.number, record = item.record, log = options_.log](
                        IngestOutcome const& outcome) { report->settle(number, record, outcome, log); });
  std::lock_guard const lock(report_->mutex);
  return !report_->closed;
}

void Bulk::reject(Item const& item, InputError const& error) {
  knowledge_.tally().articles.add(ArticleOutcome::kRejected);
  report_->reject(item.number, {error.id, error.field, error.detail, false, item.record});
}

void Bulk::broken(std::size_t number, std::string_view detail) {
  std::lock_guard const lock(report_->mutex);
  report_->errors.add(number, {"", "", std::string(detail), false});
}

void Bulk::broken(std::size_t number, BodyFault const& fault) {
  broken(number, fault.detail);
  std::lock_guard const lock(report_->mutex);
  report_->fault = fault;
}

Response Bulk::finish(std::string_view request_id) {
  std::unique_lock lock(report_->mutex);
  report_->answered.wait(lock, [&] { return report_->waiting == 0; });
  return report_->answer(request_id, item_name_, options_.log);
}

}  // namespace dragoman
