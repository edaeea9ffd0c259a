#include "api/writer.h"

#include <algorithm>
#include <exception>
#include <future>
#include <optional>
#include <thread>

#include "api/actor_merge.h"
#include "api/coded_events/import_group.h"
#include "api/graph_load.h"

namespace dragoman {

struct Writer::Attempt {
  View base;  // what the group builds on
  std::optional<PendingGroup> group;
  std::vector<std::optional<PendingGroup::Added>> added;  // by job
  std::vector<std::optional<Error>> failed;               // by job: those that cannot be part of the group
};

namespace {

Result<PendingGroup::Added> add(PendingGroup& group, IngestJob& job) {
  try {
    return job.erase ? group.erase(job) : group.add(job);
  } catch (std::exception const& exception) {
    return Error{ErrorCode::kInternal, std::string("Coding failed: ") + exception.what()};
  }
}

}  // namespace

Result<void> Writer::load() {
  constexpr unsigned kMostThreads = 8;  // more wait for each other
  auto const snapshot = store_.snapshot();
  next_actor_ = store_.next_actor_id();
  next_event_ = store_.next_event_id();
  auto const threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
  auto graph = load_graph(*snapshot, next_event_, threads, names_);
  if (!graph) return graph.error();
  graph_.go_on_from(std::move(*graph));
  show({graph_.current(), snapshot});
  return {};
}

void Writer::show(View view) {
  // The old one is let go outside the lock: it may be the last of a whole graph.
  std::lock_guard const lock(view_mutex_);
  std::swap(view_, view);
}

void Writer::publish(GraphDelta const& delta) {
  auto graph = graph_.apply(delta);
  show({std::move(graph), store_.snapshot()});
  for (auto const& [id, actor] : delta.put_actors) names_.put(id, actor);
  auto changed = delta.erase_events;
  for (auto const& event : delta.put_events) changed.push_back(event.id);
  changes_.append(changed);
}

void Writer::prepare(Attempt& attempt, std::vector<std::unique_ptr<IngestJob>> const& jobs) {
  attempt.base = view();
  for (std::size_t i = 0; i < jobs.size(); ++i) attempt.failed[i] = jobs[i]->error;
  // An article that cannot be worked out spoils the group it was added to: begin again without it.
  for (bool whole = false; !whole;) {
    whole = true;
    attempt.group.emplace(coder_, *attempt.base.graph, *attempt.base.store, next_actor_, next_event_);
    for (std::size_t i = 0; i < jobs.size() && whole; ++i) {
      if (attempt.failed[i]) continue;
      auto added = add(*attempt.group, *jobs[i]);
      if (added) {
        attempt.added[i] = std::move(*added);
      } else {
        attempt.failed[i] = added.error();
        whole = false;
      }
    }
  }
}

Result<void> Writer::commit(PendingGroup const& group) {
  if (group.batches().empty()) return {};
  for (auto const& [id, actor] : group.actors()) doubtful_actors_.push_back(id);
  doubtful_events_ = group.touched_events();
  auto const committed = store_.commit(group.batches());
  if (!committed) return committed.error();
  next_actor_ = group.next_actor();
  next_event_ = group.next_event();
  publish(group.delta());
  doubtful_actors_.clear();
  doubtful_events_.clear();
  return {};
}

/// After a failed commit some of its batches may be in the store. The store is right; the graph follows it.
Result<void> Writer::catch_up() {
  if (doubtful_actors_.empty() && doubtful_events_.empty()) return {};
  auto const snapshot = store_.snapshot();
  GraphDelta delta;
  for (auto const id : doubtful_actors_) {
    auto actor = snapshot->actor(id);
    if (!actor) return actor.error();
    if (*actor) delta.put_actors.emplace_back(id, std::move(**actor));
  }
  auto events = snapshot->events(doubtful_events_);
  if (!events) return events.error();
  for (std::size_t i = 0; i < events->size(); ++i) {
    auto& event = (*events)[i];
    if (event) {
      delta.put_events.push_back(std::move(*event));
    } else if (graph_.current()->event(doubtful_events_[i])) {
      delta.erase_events.push_back(doubtful_events_[i]);
    }
  }
  next_actor_ = store_.next_actor_id();
  next_event_ = store_.next_event_id();
  publish(delta);
  doubtful_actors_.clear();
  doubtful_events_.clear();
  return {};
}

void Writer::write(std::vector<std::unique_ptr<IngestJob>> const& jobs) {
  Attempt attempt{.base = {},
                  .group = {},
                  .added = std::vector<std::optional<PendingGroup::Added>>(jobs.size()),
                  .failed = std::vector<std::optional<Error>>(jobs.size())};
  std::optional<Error> group_error;
  try {
    auto result = catch_up();
    if (result) {
      prepare(attempt, jobs);
      result = commit(*attempt.group);
    }
    if (!result) {
      group_error = result.error();
      // Now if it can be; otherwise the next group tries again, and fails with the reason.
      static_cast<void>(catch_up());
    }
  } catch (std::exception const& exception) {
    group_error = Error{ErrorCode::kInternal, std::string("Writing failed: ") + exception.what()};
  }

  for (std::size_t i = 0; i < jobs.size(); ++i) {
    auto& added = attempt.added[i];
    auto error = std::move(attempt.failed[i]);
    bool const stood_before = added && !added->written;
    if (!error && group_error && !stood_before) error = group_error;
    if (error) {
      jobs[i]->done({IngestStatus::kFailed, jobs[i]->article.id, {}, std::move(error)});
    } else {
      jobs[i]->done(std::move(added->outcome));
    }
  }
}

Result<ImportOutcome> Writer::commit(EventImport&& import) {
  auto const base = view();
  ImportGroup group(*base.graph, *base.store, next_actor_, next_event_);
  auto const outcome = group.add(import);
  if (!outcome) return outcome;
  auto const actors = std::move(import.actors);
  import = {};  // its memory before that of the commit
  if (auto const committed = commit(group.take_batch(), group.next_actor(), group.next_event()); !committed)
    return committed.error();
  group.committed(actors);
  return outcome;
}

Result<MergeOutcome> Writer::commit(MergeJob const& job) {
  auto const base = view();
  ActorMerge merge(*base.graph, *base.store, next_event_);
  auto const outcome = job.into ? merge.merge(job.actor, *job.into) : merge.undo(job.actor);
  if (!outcome) return outcome;
  if (auto const committed = commit(merge.take_batch(), next_actor_, merge.next_event()); !committed)
    return committed.error();
  return outcome;
}

Result<void> Writer::commit(Batch const& batch, ActorId next_actor, EventId next_event) {
  if (batch.empty()) return {};
  for (auto const& [id, actor] : batch.put_actors) doubtful_actors_.push_back(id);
  for (auto const& event : batch.put_events) doubtful_events_.push_back(event.id);
  doubtful_events_.insert(doubtful_events_.end(), batch.erase_events.begin(), batch.erase_events.end());
  // Most of the time goes into these two, which know nothing of each other.
  auto prepared = std::async(std::launch::async, [&] {
    return graph_.prepare({batch.put_actors, batch.erase_events, batch.put_events});
  });
  auto const committed = store_.commit({&batch, 1});
  auto graph = prepared.get();
  if (!committed) return committed.error();
  next_actor_ = next_actor;
  next_event_ = next_event;
  graph_.go_on_from(graph);
  show({std::move(graph), store_.snapshot()});
  for (auto const& [id, actor] : batch.put_actors) names_.put(id, actor);
  changes_.append(doubtful_events_);
  doubtful_actors_.clear();
  doubtful_events_.clear();
  return {};
}

/// What the work comes to, with its error if it fails.
template <class Outcome, class Work>
Outcome Writer::attempt(Work const& work) {
  Outcome outcome;
  try {
    auto const caught_up = catch_up();
    Result<Outcome> const written = caught_up ? work() : Result<Outcome>(caught_up.error());
    if (written) {
      outcome = *written;
    } else {
      outcome.error = written.error();
      // Now if it can be; otherwise the next group tries again, and fails with the reason.
      static_cast<void>(catch_up());
    }
  } catch (std::exception const& exception) {
    outcome.error = Error{ErrorCode::kInternal, std::string("Writing failed: ") + exception.what()};
  }
  return outcome;
}

void Writer::write(ImportJob& job) {
  job.done(attempt<ImportOutcome>([&] { return commit(std::move(job.import)); }));
}

void Writer::write(MergeJob& job) {
  job.done(attempt<MergeOutcome>([&] { return commit(job); }));
}

}  // namespace dragoman
