#include "api/coded_events/event_bulk.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "api/coded_events/event_json.h"
#include "api/coded_events/legacy_text.h"
#include "api/item_errors.h"
#include "api/json.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

// An import goes to the writer when it waits for none and there are a few records, or when there are many: large enough
// that a commit's fixed costs do not count, small enough that readers soon see something.
constexpr std::size_t kFewRecords = 8 * 1024;
constexpr std::size_t kMostRecords = 32 * 1024;
constexpr std::size_t kMostBytes = std::size_t{16} << 20U;
// Imports of one body that may wait for the writer.
constexpr std::size_t kMostWaiting = 2;

std::string_view name_of(RecordStatus status) {
  switch (status) {
    case RecordStatus::kStored: return "stored";
    case RecordStatus::kMerged: return "merged";
    case RecordStatus::kDuplicate: break;
  }
  return "duplicate";
}

}  // namespace

struct EventBulk::Report {
  std::chrono::steady_clock::time_point const started = std::chrono::steady_clock::now();
  std::mutex mutex;
  std::condition_variable answered;
  // Guarded by mutex.
  std::uint64_t received = 0, stored = 0, merged = 0, duplicate = 0, rejected = 0, failed = 0, recoded = 0;
  std::size_t waiting = 0;  // imports
  ItemErrors errors;
  std::optional<ItemOutcomes> outcomes;
  std::optional<Error> first_failure;
  std::optional<BodyFault> fault;  // of the body

  explicit Report(std::size_t most) : errors(most) {}

  void reject(std::size_t number, InputError const& error) {
    std::lock_guard const lock(mutex);
    ++received;
    ++rejected;
    ItemError told{error.id, error.field, error.detail, false};
    if (outcomes) outcomes->add(number, {"rejected", told});
    errors.add(number, std::move(told));
  }

  /// `lines`: of each record, when outcomes are listed.
  void settle(std::size_t first_line, std::size_t records, std::vector<std::size_t> const& lines,
              ImportOutcome const& outcome, FaultLog const& log) {
    std::lock_guard const lock(mutex);
    for (std::size_t i = 0; i < outcome.each.size() && i < lines.size(); ++i) {
      auto const& [status, event] = outcome.each[i];
      outcomes->add(lines[i], {name_of(status), {event_name(event), "", "", false}});
    }
    if (outcome.error) {
      failed += records;
      auto const& error = *outcome.error;
      bool const secret = http_status(error.code) == 500;
      if (secret && log) log("events", error);
      errors.add(first_line, {"", "",
                              "None of the " + std::to_string(records) + " events from this line on was stored: " +
                                  (secret ? "The server failed to store them." : error.message),
                              true});
      for (auto const line : lines)
        outcomes->add(line, {"failed", {"", "", secret ? "The server failed to store it." : error.message, true}});
      if (!first_failure) first_failure = error;
    }
    stored += outcome.stored;
    merged += outcome.merged;
    duplicate += outcome.duplicate;
    --waiting;
    answered.notify_all();
  }

  Response answer(std::string_view request_id, FaultLog const& log) const {
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return bulk_answer({.item_name = "line",
                        .noun = "event",
                        .counts = {{"received", received},
                                   {"stored", stored},
                                   {"merged", merged},
                                   {"duplicate", duplicate},
                                   {"rejected", rejected},
                                   {"failed", failed},
                                   {"recoded", recoded}},
                        .received = received,
                        .accepted = stored + merged + duplicate,
                        .rejected = rejected,
                        .seconds = seconds,
                        .errors = errors,
                        .outcomes = outcomes,
                        .first_failure = first_failure,
                        .fault = fault},
                       request_id, log);
  }
};

EventBulk::EventBulk(KnowledgeBase& knowledge, ApiOptions const& options, EventFormat format, bool all_outcomes)
    : knowledge_(knowledge),
      options_(options),
      format_(format),
      actors_(knowledge.coder()),
      all_outcomes_(all_outcomes),
      report_(std::make_shared<Report>(options.most_errors)) {
  if (all_outcomes) report_->outcomes.emplace(options.most_errors);
}

bool EventBulk::add(Item const& line) {
  last_line_ = line.number;
  if (refused_) return false;
  if (line.too_long) {
    knowledge_.tally().records.add(RecordOutcome::kRejected);
    report_->reject(line.number, {"", "Longer than the " + std::to_string(options_.item_bytes) + " bytes allowed."});
    return true;
  }
  return read(line);
}

bool EventBulk::read(Item const& line) {
  std::string recoded;
  auto text = line.text;
  if (format_ != EventFormat::kJson && invalid_utf8_at(text)) {
    recoded = from_windows_1252(text);
    text = recoded;
    std::lock_guard const lock(report_->mutex);
    ++report_->recoded;
  }
  if (format_ != EventFormat::kJson && !table_) {
    auto layout = TableLayout::detect(text, format_ == EventFormat::kTabs ? '\t' : ',');
    if (!layout) {
      report_->reject(line.number, layout.error());
      refused_ = true;
      return false;
    }
    bool const header = layout->has_header;
    table_ = std::make_unique<TableReader>(std::move(*layout), actors_);
    if (header) return true;
  }
  read_record(line.number, text);
  return is_due() ? submit() : true;
}

bool EventBulk::is_due() const {
  auto const records = import_.records.size();
  if (records >= kMostRecords || import_.bytes >= kMostBytes) return true;
  if (records == 0 || records % kFewRecords != 0) return false;
  std::lock_guard const lock(report_->mutex);
  return report_->waiting == 0;
}

void EventBulk::read_record(std::size_t number, std::string_view text) {
  auto record = table_ ? table_->read(text) : read_coded_event(text, actors_);
  if (!record) {
    knowledge_.tally().records.add(RecordOutcome::kRejected);
    report_->reject(number, record.error());
    return;
  }
  if (import_.records.empty()) first_line_ = number;
  if (all_outcomes_) lines_.push_back(number);
  import_.records.push_back(std::move(*record));
  import_.bytes += text.size() + sizeof(CodedRecord);
}

bool EventBulk::submit() {
  import_.actors = actors_.take();
  import_.each = all_outcomes_;
  auto const records = import_.records.size();
  {
    std::unique_lock lock(report_->mutex);
    report_->answered.wait(lock, [&] { return report_->waiting < kMostWaiting; });
    report_->received += records;
    ++report_->waiting;
  }
  knowledge_.submit(
      std::move(import_),
      [report = report_, line = first_line_, records, lines = std::exchange(lines_, {}),
       log = options_.log](ImportOutcome const& outcome) { report->settle(line, records, lines, outcome, log); });
  import_ = {};
  import_.records.reserve(records);  // the next is often as long
  std::lock_guard const lock(report_->mutex);
  return !report_->first_failure;
}

void EventBulk::broken(BodyFault const& fault) {
  std::lock_guard const lock(report_->mutex);
  report_->errors.add(last_line_ + 1, {"", "", fault.detail, false});
  report_->fault = fault;
}

Response EventBulk::finish(std::string_view request_id) {
  if (!import_.records.empty()) submit();
  std::unique_lock lock(report_->mutex);
  report_->answered.wait(lock, [&] { return report_->waiting == 0; });
  return report_->answer(request_id, options_.log);
}

}  // namespace dragoman
