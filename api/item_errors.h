#pragma once
// What became of the items of one body that were not accepted, and the answer for all of them.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http_problem.h"
#include "api/json_writer.h"

namespace dragoman {

struct ItemError {
  std::string id;
  std::string field;
  std::string detail;
  bool retry = false;      // the item is fine, the server could not store it
  std::size_t record = 0;  // of a table; 0: none
};

/// What became of one item; `about.detail` is empty when it was accepted.
struct ItemOutcome {
  std::string_view status;  // "stored"; a constant
  ItemError about;
};

/// By item number; beyond `most` they are counted in the order in which they become known.
class ItemOutcomes {
 public:
  explicit ItemOutcomes(std::size_t most) : most_(most) {}

  void add(std::size_t number, ItemOutcome outcome);
  /// "outcomes" and "outcomes_omitted": members of the object that is open.
  void write(JsonWriter& json, std::string_view item_name) const;

 private:
  std::size_t most_;
  std::multimap<std::size_t, ItemOutcome> outcomes_;
  std::uint64_t omitted_ = 0;
};

/// By item number; of more than `most` the rest is counted.
class ItemErrors {
 public:
  explicit ItemErrors(std::size_t most) : most_(most) {}

  void add(std::size_t number, ItemError error);
  bool empty() const { return errors_.empty(); }
  std::multimap<std::size_t, ItemError> const& all() const { return errors_; }
  /// "errors" and "errors_omitted": members of the object that is open.
  void write(JsonWriter& json, std::string_view item_name) const;

 private:
  std::size_t most_;
  std::multimap<std::size_t, ItemError> errors_;
  std::uint64_t omitted_ = 0;
};

/// What a body of many items came to.
struct BulkResult {
  std::string_view item_name;                                      // "line" or "item"
  std::string_view noun;                                           // "article" or "event"
  std::vector<std::pair<std::string_view, std::uint64_t>> counts;  // members of the answer, in order
  std::uint64_t received = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  double seconds = 0;
  ItemErrors const& errors;
  std::optional<ItemOutcomes> const& outcomes;  // when they were asked for
  std::optional<Error> const& first_failure;    // of the server
  std::optional<BodyFault> const& fault;        // of the body, which ends there
};

/// 200; 207 when some were not accepted; when none was, or the body is not whole, a problem, which has the same members
/// as a report.
Response bulk_answer(BulkResult const& result, std::string_view request_id, FaultLog const& log);

}  // namespace dragoman
