#pragma once
// Finding actors by what people call them.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/actor.h"
#include "graph/ids.h"

namespace dragoman {

struct ActorMatch {
  ActorId actor;
  double score = 0;  // 1: the whole name or an alias; less for parts, prefixes and misspellings
};

/// Names, aliases and slugs → actors. Any number of threads may search while one adds.
class ActorIndex {
 public:
  ActorIndex();
  ~ActorIndex();
  /// Adds or replaces an actor's names.
  void put(ActorId id, Actor const& actor);

  /// Actors whose slug, name or alias equals `name` after folding; if none, those with a name of the same words in
  /// another order; if none, those with a name that begins or ends with `name`. Sorted by id.
  std::vector<ActorId> resolve(std::string_view name) const;

  /// Best first: whole names, then words and prefixes in any order, then words with one slip; every word must be
  /// found in one name. Ties by id. Empty query: nothing.
  std::vector<ActorMatch> search(std::string_view query, std::size_t limit) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dragoman
