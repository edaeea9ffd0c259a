#pragma once
// Where articles, events and actors live. Two implementations (RocksDB, in memory) and one conformance suite.
//
// Threads: commit() is called by one thread at a time; everything else from any thread at any time.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "graph/actor.h"
#include "graph/article.h"
#include "graph/event.h"
#include "storage/checkpoint.h"

namespace dragoman {

/// An article as stored, with what the writer needs to know a duplicate and to replace it.
struct ArticleRecord {
  Article article;
  std::uint64_t content_hash = 0;  // of everything that coding depends on
  std::vector<EventId> events;     // those that hold evidence from this article, ascending

  friend bool operator==(ArticleRecord const&, ArticleRecord const&) = default;
};

/// The small part of an ArticleRecord that deciding about a duplicate needs.
struct ArticleDigest {
  std::uint64_t content_hash = 0;
  std::vector<EventId> events;
};

/// One atomic change: all of it survives a crash, or nothing. "put" inserts or replaces; what a batch both erases and
/// puts is put; of two puts with one id the last counts. Erasing what is not there does nothing.
struct Batch {
  std::vector<std::pair<ActorId, Actor>> put_actors;
  std::vector<Event> put_events;
  std::vector<EventId> erase_events;
  std::vector<ArticleRecord> put_articles;
  std::vector<std::string> erase_articles;

  bool empty() const {
    return put_actors.empty() && put_events.empty() && erase_events.empty() && put_articles.empty() &&
           erase_articles.empty();
  }
};

/// A view of the store at one moment; unchanged by later commits. Must not outlive its store.
class StoreSnapshot {
 public:
  virtual ~StoreSnapshot() = default;

  virtual Result<std::optional<ArticleRecord>> article(std::string_view id) const = 0;
  virtual Result<std::optional<ArticleDigest>> article_digest(std::string_view id) const = 0;
  virtual Result<std::optional<Event>> event(EventId id) const = 0;
  /// In the order asked; nothing for an id that is not there.
  virtual Result<std::vector<std::optional<Event>>> events(std::span<EventId const> ids) const = 0;
  virtual Result<std::optional<Actor>> actor(ActorId id) const = 0;

  /// Ascending by id (articles: by bytes of the id). The visitor returns false to stop early.
  virtual Result<void> for_each_actor(std::function<bool(ActorId, Actor const&)> const& visit) const = 0;
  virtual Result<void> for_each_event(EventId from, std::function<bool(Event const&)> const& visit) const = 0;
  virtual Result<void> for_each_article(std::string_view from,
                                        std::function<bool(ArticleRecord const&)> const& visit) const = 0;
};

struct StoreCounts {
  std::uint64_t articles = 0;
  std::uint64_t events = 0;
  std::uint64_t actors = 0;
};

/// How a store on disk is doing: for those who watch it.
struct StoreFigures {
  std::uint64_t memtable_bytes = 0;  // in memory only for the log's sake
  std::uint64_t cache_bytes = 0;     // blocks of tables that are kept in memory
  std::uint64_t table_files = 0;
  std::uint64_t table_bytes = 0;
  std::uint64_t pending_compaction_bytes = 0;  // an estimate
  std::uint64_t running_compactions = 0;
  std::uint64_t running_flushes = 0;
  std::uint64_t background_errors = 0;  // since it was opened
  bool writes_stopped = false;          // until flushes or compactions have caught up
};

class EventStore {
 public:
  virtual ~EventStore() = default;

  /// Applies each batch atomically and in order, then makes the whole group durable with one fsync. On success all are
  /// durable. On failure those before the failing one may have been applied; the store is as consistent as before.
  virtual Result<void> commit(std::span<Batch const> group) = 0;

  /// Between commits, when none is near: gives back memory that more commits would have used. May take as long as one.
  virtual void rest() {}

  virtual std::shared_ptr<StoreSnapshot const> snapshot() const = 0;

  /// Never ahead of what a snapshot taken afterwards holds; a commit in flight may show in snapshots first.
  virtual StoreCounts counts() const = 0;

  /// Cheap enough for every few seconds; nothing for a store that is not on disk.
  virtual std::optional<StoreFigures> figures() const { return {}; }

  /// The lowest ids never given out; survive deletion and restart.
  virtual ActorId next_actor_id() const = 0;
  virtual EventId next_event_id() const = 0;

  /// Reads every record, compares articles with events both ways, and reports each fault found, one sentence each;
  /// empty when sound.
  virtual Result<std::vector<std::string>> verify() const = 0;

  /// Everything committed so far, as a database of its own on the same disk; what is committed meanwhile may be in it.
  /// Must not outlive the store. kConflict for a store that is not on disk.
  virtual Result<std::shared_ptr<Checkpoint const>> checkpoint() const {
    return Error{ErrorCode::kConflict, "This store is in memory only: there is no database to back up."};
  }
};

/// For tests, and for `dragoman serve` without --data.
std::unique_ptr<EventStore> open_memory_store();

struct RocksStoreOptions {
  std::string directory;  // created when missing
  bool create_if_missing = true;
  std::size_t block_cache_bytes = std::size_t{64} << 20U;
  // Below so much free space commits are refused with kNoSpace, so that the database keeps room to work. 0: never.
  std::uint64_t reserve_bytes = std::uint64_t{32} << 20U;
};
/// Errors, each one sentence that names the directory: locked by another process (kUnavailable), a newer format,
/// damaged, or not a database of this project (kCorruption). A failed open changes nothing on disk.
Result<std::unique_ptr<EventStore>> open_rocks_store(RocksStoreOptions const& options);

}  // namespace dragoman
