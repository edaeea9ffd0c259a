#pragma once
// The one place where something becomes known: group → store → graph → view → names → answers.

#include <memory>
#include <mutex>
#include <vector>

#include "api/article_queue.h"
#include "api/knowledge_base.h"
#include "api/pending_group.h"

namespace dragoman {

/// Used by one thread at a time, but for view().
class Writer {
 public:
  /// All must outlive the writer.
  Writer(EventStore& store, Coder const& coder, ActorIndex& names, ChangeLog& changes)
      : store_(store), coder_(coder), names_(names), changes_(changes) {}

  /// Rebuilds graph and names from the store.
  Result<void> load();

  /// Commits the articles together, makes them visible, and calls each `done`. If the commit fails, all of them fail.
  void write(std::vector<std::unique_ptr<IngestJob>> const& jobs);
  /// The same for an import, which is emptied.
  void write(ImportJob& job);
  /// The same for a merge of two actors, or its undoing.
  void write(MergeJob& job);

  /// Any thread; waits for no more than a pointer's copy. Not before load().
  View view() const {
    std::lock_guard const lock(view_mutex_);
    return view_;
  }

 private:
  struct Attempt;  // at one group

  void prepare(Attempt& attempt, std::vector<std::unique_ptr<IngestJob>> const& jobs);
  Result<void> commit(PendingGroup const& group);
  Result<ImportOutcome> commit(EventImport&& import);
  Result<MergeOutcome> commit(MergeJob const& job);
  Result<void> commit(Batch const& batch, ActorId next_actor, EventId next_event);
  template <class Outcome, class Work>
  Outcome attempt(Work const& work);
  Result<void> catch_up();
  void publish(GraphDelta const& delta);
  void show(View view);

  EventStore& store_;
  Coder const& coder_;
  ActorIndex& names_;
  ChangeLog& changes_;
  GraphWriter graph_;
  // Not std::atomic<std::shared_ptr>: the load() of GCC 12's library gives its lock back without release order, which
  // is a data race with store().
  mutable std::mutex view_mutex_;
  View view_;  // guarded by view_mutex_
  ActorId next_actor_;
  EventId next_event_;
  // From the start of a commit until it is visible: what the store may hold differently from the graph.
  std::vector<ActorId> doubtful_actors_;
  std::vector<EventId> doubtful_events_;
};

}  // namespace dragoman
