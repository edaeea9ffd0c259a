#pragma once
// The records of one body: read, gathered into imports, submitted, counted.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.h"
#include "api/coded_events/event_import.h"
#include "api/coded_events/import_actors.h"
#include "api/coded_events/table_reader.h"
#include "api/item_splitter.h"

namespace dragoman {

/// How a line becomes a record.
enum class EventFormat { kJson, kTabs, kCommas };

/// add() comes from one thread at a time; outcomes arrive on the writer's thread, also after the EventBulk is gone.
class EventBulk {
 public:
  EventBulk(KnowledgeBase& knowledge, ApiOptions const& options, EventFormat format, bool all_outcomes = false);
  EventBulk(EventBulk const&) = delete;
  EventBulk& operator=(EventBulk const&) = delete;

  /// Waits while the writer is behind. False: nothing more is taken, finish() says why.
  bool add(Item const& line);
  /// The body ends here and is not whole; finish() says so.
  void broken(BodyFault const& fault);
  /// Waits until every record has its outcome; then the answer.
  Response finish(std::string_view request_id);

 private:
  struct Report;

  bool read(Item const& line);
  void read_record(std::size_t number, std::string_view text);
  bool is_due() const;
  bool submit();

  KnowledgeBase& knowledge_;
  ApiOptions const& options_;
  EventFormat format_;
  ImportActors actors_;
  std::unique_ptr<TableReader> table_;  // once its first line is read
  EventImport import_;
  std::size_t first_line_ = 0;  // of the import
  bool all_outcomes_;
  std::vector<std::size_t> lines_;  // of the import's records, when all outcomes are asked for
  std::size_t last_line_ = 0;       // seen
  bool refused_ = false;            // the body is no table that is known
  std::shared_ptr<Report> report_;
};

}  // namespace dragoman
