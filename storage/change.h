#pragma once
// What a Batch comes to: the last word on each key, checked. Both stores apply this, so both mean the same by a Batch.

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"
#include "storage/event_store.h"
#include "storage/records.h"

namespace dragoman {

/// Points into the Batch it was made from. A null pointer erases.
struct Change {
  std::map<ActorId, Actor const*> actors;
  std::vector<std::pair<EventId, Event const*>> events;  // ascending
  std::map<std::string_view, ArticleRecord const*> articles;

  bool empty() const { return actors.empty() && events.empty() && articles.empty(); }
};

/// kInvalidArgument for what can not be stored: a day outside the years 1-9999, the greatest id of all, an article
/// whose events do not ascend.
Result<Change> resolve(Batch const& batch);

/// Raises the next ids above every id that `change` puts.
void raise_next_ids(StoreState& state, Change const& change);

}  // namespace dragoman
