#pragma once
// Many articles of one body: what became of each.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "api/api.h"
#include "api/item_splitter.h"

namespace dragoman {

/// "stored", "replaced", "duplicate" or "failed".
std::string_view name_of(IngestStatus status);

/// Reads, submits and counts. add() comes from one thread at a time; answers arrive on the writer's thread, also after
/// the Bulk is gone.
class Bulk {
 public:
  /// `item_name`: what an item's number is called in reports, "line" or "item". `all_outcomes`: reports list what
  /// became of each, not of those alone that were not accepted.
  Bulk(KnowledgeBase& knowledge, ApiOptions const& options, std::string_view item_name, bool all_outcomes = false);

  /// Waits while the knowledge base has no room. False: it takes no more articles.
  bool add(Item const& item);
  /// Instead of read_article(), for articles in another form than JSON.
  using Reader = std::function<Read<Article>(std::string_view, ArticleInputLimits const&)>;
  void read_with(Reader reader) { reader_ = std::move(reader); }
  void reject(Item const& item, InputError const& error);
  /// A fault of the body itself, after which nothing more can be read.
  void broken(std::size_t number, std::string_view detail);
  /// Such a fault that decides the answer: finish() is a problem, with the counts of what came before.
  void broken(std::size_t number, BodyFault const& fault);
  /// Number of the last item seen.
  std::size_t last_number() const { return last_number_; }

  /// Waits until every article has its outcome; then the answer.
  Response finish(std::string_view request_id);

 private:
  struct Report;

  KnowledgeBase& knowledge_;
  ApiOptions const& options_;
  std::string item_name_;
  Reader reader_;
  std::size_t last_number_ = 0;
  std::shared_ptr<Report> report_;
};

}  // namespace dragoman
