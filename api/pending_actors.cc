#include "api/pending_actors.h"

#include <algorithm>

namespace dragoman {
namespace {

// Text is hostile: no actor's record grows without end.
constexpr std::size_t kMostAliases = 100;
constexpr std::size_t kMostOffices = 100;

template <class T>
bool add_missing(std::vector<T>& known, std::vector<T> const& told, std::size_t most) {
  bool added = false;
  for (auto const& item : told) {
    if (known.size() >= most || std::find(known.begin(), known.end(), item) != known.end()) continue;
    known.push_back(item);
    added = true;
  }
  return added;
}

/// A quick no, for the many that say nothing new.
bool may_teach(Actor const& known, Actor const& told) {
  return told.name != known.name || !told.aliases.empty() || !told.offices.empty() ||
         (known.country.empty() && !told.country.empty()) ||
         (known.kind == ActorKind::kOther && told.kind != ActorKind::kOther);
}

}  // namespace

bool learn(Actor& known, Actor const& told) {
  bool changed = false;
  if (known.country.empty() && !told.country.empty()) {
    known.country = told.country;
    changed = true;
  }
  if (known.kind == ActorKind::kOther && told.kind != ActorKind::kOther) {
    known.kind = told.kind;
    changed = true;
  }
  changed |= add_missing(known.aliases, told.aliases, kMostAliases);
  changed |= add_missing(known.offices, told.offices, kMostOffices);
  if (told.name != known.name) changed |= add_missing(known.aliases, {told.name}, kMostAliases);
  return changed;
}

ActorId PendingActors::resolve(Actor const& told) {
  auto known = graph_.actor_by_slug(told.slug);
  if (!known) {
    if (auto const found = new_slugs_.find(told.slug); found != new_slugs_.end()) known = found->second;
  }
  if (!known) {
    auto const id = next_;
    ++next_.value;
    auto const at = actors_.emplace_hint(actors_.end(), id, told);
    new_slugs_.emplace(at->second.slug, id);
    changed_.insert(changed_.end(), id);
    return id;
  }
  if (auto const pending = actors_.find(*known); pending != actors_.end()) {
    if (learn(pending->second, told)) changed_.insert(*known);
  } else if (auto const* actor = graph_.actor(*known); actor != nullptr && may_teach(*actor, told)) {
    auto richer = *actor;
    if (learn(richer, told)) {
      actors_.emplace(*known, std::move(richer));
      changed_.insert(*known);
    }
  }
  return *known;
}

std::vector<std::pair<ActorId, Actor>> PendingActors::take_changes() {
  std::vector<std::pair<ActorId, Actor>> changes;
  for (auto const id : changed_) changes.emplace_back(id, actors_.at(id));
  changed_.clear();
  return changes;
}

}  // namespace dragoman
