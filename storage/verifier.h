#pragma once
// The invariants of a store, checked over all it holds. Feed everything in the order of the functions below.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "storage/event_store.h"
#include "storage/records.h"

namespace dragoman {

/// Takes memory for the ids of the articles.
class Verifier {
 public:
  /// One sentence about something found wrong outside these checks.
  void fault(std::string sentence);

  void actor(ActorId id, Actor const& actor);
  void article(std::string_view id, ArticleDigest const& digest);
  void event(Event const& event);
  /// All faults found; the first thousand are spelt out.
  std::vector<std::string> finish(StoreState const& state);

 private:
  struct ArticleEvents {
    std::vector<EventId> events;
    std::vector<bool> proven;  // that the event has evidence from this article
  };
  bool known(ActorId id) const { return id.value < actors_.size() && actors_[id.value]; }
  void participant(Event const& event, ActorId id);
  void merges();
  void evidence(Event const& event, Evidence const& evidence);

  std::vector<std::string> faults_;
  std::uint64_t fault_count_ = 0;
  StoreCounts counts_;
  std::uint64_t actor_end_ = 0;  // one above the greatest id
  std::uint64_t event_end_ = 0;
  std::vector<bool> actors_;
  std::map<ActorId, ActorId> merged_into_;          // as the merged say
  std::set<std::pair<ActorId, ActorId>> absorbed_;  // (survivor, merged), as the survivors say
  std::unordered_set<std::string> slugs_;
  std::unordered_map<std::string, ArticleEvents> articles_;
};

}  // namespace dragoman
