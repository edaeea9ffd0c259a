#pragma once
// Articles between submit() and their outcome: bounded, coded by many threads, taken in the order submitted.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "api/knowledge_base.h"

namespace dragoman {

/// Coded events on their way in.
struct ImportJob {
  EventImport import;
  ImportDone done;
};

struct MergeJob {
  ActorId actor;
  std::optional<ActorId> into;  // nothing: to be undone
  MergeDone done;
};

/// One article on its way, in or out; or an import; or a merge.
struct IngestJob {
  Article article;  // its id alone when it is to be erased
  IngestDone done;
  std::size_t bytes = 0;              // that it occupies in the queue
  bool erase = false;                 // take the article out instead of putting it in
  std::uint64_t content_hash = 0;     // set by the coding thread, like the rest
  std::optional<CodedArticle> coded;  // nothing: its content was known when it was looked at
  std::optional<Error> error;         // coding failed
  std::unique_ptr<ImportJob> import;  // when set, there is no article and nothing to code
  std::unique_ptr<MergeJob> merge;    // likewise

  bool has_article() const { return import == nullptr && merge == nullptr; }
};

/// Any thread. A job belongs to whoever took it last: submitter, coding thread, writer.
class ArticleQueue {
 public:
  ArticleQueue(std::size_t most_articles, std::size_t most_bytes)
      : most_articles_(most_articles), most_bytes_(most_bytes) {}

  /// Waits for room, first come first served; a job larger than the whole queue waits until it is alone. False, and
  /// `job` untouched, once the queue is closed.
  bool push(std::unique_ptr<IngestJob>& job);

  /// Waits for a job that nobody codes yet. Null: closed and none left.
  IngestJob* take_uncoded();
  void set_coded(IngestJob* job);

  /// Waits until the oldest job is coded; then it and those after it that are, up to `most`; what has no article comes
  /// alone. Empty: closed and none left. Room for others is made by release(), not before.
  std::vector<std::unique_ptr<IngestJob>> take_coded(std::size_t most);
  void release(std::size_t articles, std::size_t bytes);
  /// For the writer: waits that long at most, and no longer than until there is work for it. Whether nothing came.
  bool stays_empty_for(std::chrono::milliseconds time);

  /// Refuses further jobs; those inside go their way.
  void close();
  /// Articles not yet released.
  std::size_t size() const;
  QueueLengths lengths() const;

 private:
  struct Slot {
    std::unique_ptr<IngestJob> job;
    bool coded = false;
  };
  bool fits(std::size_t bytes) const;

  std::size_t const most_articles_;
  std::size_t const most_bytes_;

  mutable std::mutex mutex_;
  std::condition_variable room_;     // a submitter may go on
  std::condition_variable uncoded_;  // there is something to code
  std::condition_variable coded_;    // the oldest job is coded
  // Guarded by mutex_.
  std::deque<Slot> slots_;        // in the order submitted
  std::size_t next_uncoded_ = 0;  // index into slots_
  std::size_t articles_ = 0;      // in slots_ or with the writer
  std::size_t bytes_ = 0;
  std::uint64_t next_ticket_ = 0;
  std::uint64_t serving_ = 0;
  bool closed_ = false;
};

}  // namespace dragoman
