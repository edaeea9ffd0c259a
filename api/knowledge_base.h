#pragma once
// Owns the store, the graph and the writer: everything that is known, and the only way to add to it.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/change_log.h"
#include "api/coded_events/event_import.h"
#include "api/ingest_tally.h"
#include "coder/coder.h"
#include "common/error.h"
#include "graph/actor_index.h"
#include "graph/event_graph.h"
#include "storage/event_store.h"

namespace dragoman {

/// One consistent moment: what the graph shows, the snapshot has.
struct View {
  std::shared_ptr<EventGraph const> graph;
  std::shared_ptr<StoreSnapshot const> store;
};

enum class IngestStatus : std::uint8_t { kStored, kReplaced, kDuplicate, kErased, kFailed };

struct IngestOutcome {
  IngestStatus status = IngestStatus::kFailed;
  std::string article;          // id
  std::vector<EventId> events;  // of the article, after this
  std::optional<Error> error;   // with kFailed
};
/// Called exactly once per submitted article, from the writer's thread, after the article is durable and visible.
using IngestDone = std::function<void(IngestOutcome)>;

struct MergeOutcome {
  std::uint64_t events = 0;    // changed
  std::uint64_t folded = 0;    // of those, became one with another
  std::uint64_t created = 0;   // divided from others when a merge is undone
  std::optional<Error> error;  // kNotFound, kConflict, …: then nothing changed
};
/// Called exactly once, from the writer's thread, after the change is durable and visible.
using MergeDone = std::function<void(MergeOutcome const&)>;

struct KnowledgeBaseOptions {
  unsigned coding_threads = 0;       // 0: as many as cores
  std::size_t queue_articles = 512;  // submitted and not yet answered, over all clients
  std::size_t queue_bytes = std::size_t{64} << 20U;
  std::size_t group_articles = 256;  // most that share one fsync
};

struct KnowledgeBaseCounts {
  std::uint64_t articles = 0, events = 0, actors = 0;
  std::size_t queued = 0;
};

/// Articles, imports and merges between submit() and their outcome.
struct QueueLengths {
  std::size_t uncoded = 0;  // no thread codes them yet
  std::size_t coding = 0;
  std::size_t coded = 0;    // waiting for the writer
  std::size_t writing = 0;  // with the writer
  std::size_t bytes = 0;    // that all of them occupy
};

class KnowledgeBase {
 public:
  /// Rebuilds graph and names from the store.
  static Result<std::unique_ptr<KnowledgeBase>> open(std::unique_ptr<EventStore> store,
                                                     std::unique_ptr<Coder const> coder,
                                                     KnowledgeBaseOptions const& options);
  virtual ~KnowledgeBase() = default;

  /// Any thread, never waits for the writer.
  virtual View view() const = 0;
  virtual ActorIndex const& names() const = 0;
  virtual Coder const& coder() const = 0;
  /// What the coder makes of an article of which nothing is kept. Blocks: no more of them are coded at once than there
  /// are coding threads. Throws what the coder throws.
  virtual CodedArticle code(Article const& article) = 0;
  virtual KnowledgeBaseCounts counts() const = 0;
  virtual ChangeLog& changes() const = 0;
  virtual QueueLengths queue() const = 0;
  /// EventStore::figures().
  virtual std::optional<StoreFigures> store_figures() const = 0;
  /// What is submitted is counted here; what is rejected before that, by whoever rejects it.
  virtual IngestTally& tally() = 0;
  /// EventStore::checkpoint(): everything answered so far is in it.
  virtual Result<std::shared_ptr<Checkpoint const>> checkpoint() const = 0;

  /// Queues an article whose id is set; waits while the queue is full. Articles of one submitting thread are applied in
  /// the order submitted. After stop() has begun, `done` gets kUnavailable.
  virtual void submit(Article article, IngestDone done) = 0;
  /// Queues coded events, likewise in order. All of them or none become durable and visible together.
  virtual void submit(EventImport import, ImportDone done) = 0;
  /// Queues the removal of an article, its evidence, and the events that rested on it alone; in order with what the
  /// thread submits. kErased, or kNotFound when there is no such article.
  virtual void erase(std::string article, IngestDone done) = 0;
  /// Queues making `actor` one with `into`, from now on and back to the first event; without `into`, taking that back.
  virtual void merge(ActorId actor, std::optional<ActorId> into, MergeDone done) = 0;
  /// Finishes what was submitted, then refuses. Idempotent.
  virtual void stop() = 0;
};

}  // namespace dragoman
