#pragma once
// Actors that the articles of one group bring or tell more about.

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "api/string_hash.h"
#include "graph/actor.h"
#include "graph/event_graph.h"
#include "graph/ids.h"

namespace dragoman {

/// One thread.
class PendingActors {
 public:
  /// `graph` must outlive this; `next` is the first id not given out.
  PendingActors(EventGraph const& graph, ActorId next) : graph_(graph), next_(next) {}

  /// The actor with this slug, new or known; what `told` adds to a known one is remembered.
  ActorId resolve(Actor const& told);

  /// New and changed since the last call, ascending by id.
  std::vector<std::pair<ActorId, Actor>> take_changes();
  /// New and changed since the beginning.
  std::map<ActorId, Actor> const& all() const { return actors_; }
  ActorId next() const { return next_; }

 private:
  EventGraph const& graph_;
  ActorId next_;
  boost::unordered_flat_map<std::string_view, ActorId, StringHash> new_slugs_;  // of actors_, which stay where they are
  std::map<ActorId, Actor> actors_;
  std::set<ActorId> changed_;
};

/// Adds to `known` what only `told` says: aliases, offices, country, kind. The name stays. True when something was new.
bool learn(Actor& known, Actor const& told);

}  // namespace dragoman
