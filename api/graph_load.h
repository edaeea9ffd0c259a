#pragma once
// Start-up: graph and names from the store.

#include <memory>

#include "common/error.h"
#include "graph/actor_index.h"
#include "graph/event_graph.h"
#include "storage/event_store.h"

namespace dragoman {

/// Reads everything that the snapshot holds, on up to `threads` threads; no event has id `next` or more. Names are
/// added to `names`.
Result<std::shared_ptr<EventGraph const>> load_graph(StoreSnapshot const& snapshot, EventId next, unsigned threads,
                                                     ActorIndex& names);

}  // namespace dragoman
