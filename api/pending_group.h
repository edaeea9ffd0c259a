#pragma once
// What a group of articles changes, worked out before anything is written: one batch per article.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/article_queue.h"
#include "api/event_merger.h"
#include "api/pending_actors.h"
#include "storage/event_store.h"

namespace dragoman {

/// One thread. The graph and the snapshot must be of one moment; they and the coder must outlive the group.
class PendingGroup {
 public:
  PendingGroup(Coder const& coder, EventGraph const& graph, StoreSnapshot const& store, ActorId next_actor,
               EventId next_event)
      : coder_(coder),
        graph_(graph),
        store_(store),
        merger_(graph),
        actors_(graph, next_actor),
        next_event_(next_event) {}

  struct Added {
    IngestOutcome outcome;  // if the group is committed
    bool written = false;   // false: a duplicate of what was stored before, whatever becomes of the group
  };

  /// Adds an article. It is coded here if nobody did because its content was known then, and is no more. After an
  /// error, which is that of reading the store, the group is spoilt.
  Result<Added> add(IngestJob& job);
  /// The same for the removal of an article.
  Result<Added> erase(IngestJob const& job);

  std::vector<Batch> const& batches() const { return batches_; }
  GraphDelta delta() const;
  std::map<ActorId, Actor> const& actors() const { return actors_.all(); }
  /// Every event put or erased.
  std::vector<EventId> touched_events() const;
  ActorId next_actor() const { return actors_.next(); }
  EventId next_event() const { return next_event_; }

 private:
  struct Work;  // on one article

  Result<std::optional<ArticleDigest>> digest(std::string const& article) const;
  Result<Event*> load(EventId id);
  Result<void> take_out(Work& work, std::vector<EventId> const& events);
  Result<void> put_in(Work& work, CodedEvent const& coded, std::vector<ActorId> const& actors);
  std::optional<EventId> find_known(Work& work, EventIdentity const& identity) const;
  void close(Work& work, IngestJob const& job);
  void write_touched(Work const& work, Batch& batch);

  Coder const& coder_;
  EventGraph const& graph_;
  StoreSnapshot const& store_;
  EventMerger merger_;
  PendingActors actors_;
  EventId next_event_;
  std::map<EventId, std::optional<Event>> events_;                             // as they are now; nothing: erased
  std::map<std::string, std::optional<ArticleDigest>, std::less<>> articles_;  // as they are now; nothing: erased
  std::vector<Batch> batches_;
};

}  // namespace dragoman
