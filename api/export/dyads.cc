#include "api/export/dyads.h"

#include <algorithm>

#include "api/event_merger.h"

namespace dragoman {
namespace {

std::vector<ActorId> actors_in(std::span<Participant const> participants, std::optional<Role> role) {
  std::vector<ActorId> actors;
  for (auto const& participant : participants) {
    if (role && participant.role != *role) continue;
    if (std::find(actors.begin(), actors.end(), participant.actor) == actors.end()) actors.push_back(participant.actor);
  }
  return actors;
}

}  // namespace

bool is_mutual_event(EventType type, CameoCode const* cameo) {
  return is_mutual(type, nullptr) || (cameo != nullptr && is_mutual(*cameo));
}

std::vector<Dyad> dyads(std::span<Participant const> participants, bool mutual) {
  std::vector<Dyad> found;
  if (mutual) {
    auto const actors = actors_in(participants, std::nullopt);
    for (std::size_t i = 0; i < actors.size(); ++i) {
      for (auto j = i + 1; j < actors.size(); ++j) found.push_back({actors[i], actors[j]});
    }
  } else {
    auto const targets = actors_in(participants, Role::kTarget);
    for (auto const source : actors_in(participants, Role::kSource)) {
      for (auto const target : targets) {
        if (source != target) found.push_back({source, target});
      }
    }
  }
  if (!found.empty()) return found;
  for (auto const actor : actors_in(participants, Role::kSource)) found.push_back({actor, std::nullopt});
  for (auto const actor : actors_in(participants, Role::kTarget)) {
    auto const as_source = [&](Dyad const& dyad) { return dyad.source == actor; };
    if (std::none_of(found.begin(), found.end(), as_source)) found.push_back({std::nullopt, actor});
  }
  return found;
}

}  // namespace dragoman
