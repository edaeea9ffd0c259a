#include "api/event_merger.h"

#include <algorithm>
#include <cstdint>

#include "graph/queries.h"

namespace dragoman {
namespace {

bool is_symmetric(EventType type) {
  return type == EventType::kMeeting || type == EventType::kNegotiation || type == EventType::kPhoneCall;
}

}  // namespace

bool is_mutual(EventType type, CameoCode const* cameo) {
  return cameo != nullptr ? is_mutual(*cameo) : is_symmetric(type);
}

Participants canonical(std::span<Participant const> participants, bool mutual) {
  Participants sorted(participants.begin(), participants.end());
  if (mutual) {
    for (auto& participant : sorted) participant.role = Role::kSource;
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

Participants renamed(std::span<Participant const> told, std::function<ActorId(ActorId)> const& survivor_of) {
  Participants participants(told.begin(), told.end());
  for (auto& participant : participants) participant.actor = survivor_of(participant.actor);
  if (std::equal(participants.begin(), participants.end(), told.begin())) return participants;
  Participants each_once;
  for (auto const& participant : participants) {
    if (std::find(each_once.begin(), each_once.end(), participant) == each_once.end()) each_once.push_back(participant);
  }
  return each_once;
}

EventIdentity identity_of(EventType type, EventStatus status, std::optional<DateRange> const& date,
                          std::span<Participant const> participants, CameoCode const* cameo) {
  EventIdentity identity{.type = type,
                         .status = status,
                         .cameo = cameo,
                         .days = {},
                         .participants = canonical(participants, is_mutual(type, cameo))};
  if (date) identity.days.emplace(date->start, date->end);
  return identity;
}

Result<Event> stored_event(StoreSnapshot const& store, EventId id) {
  auto stored = store.event(id);
  if (!stored) return stored.error();
  if (!*stored)
    return Error{ErrorCode::kCorruption, "Event " + std::to_string(id.value) + " is indexed but not stored."};
  return std::move(**stored);
}

std::optional<EventId> EventMerger::find(EventIdentity const& identity) const {
  if (!identity.days || identity.participants.empty()) return std::nullopt;
  auto const in_graph = find_in_graph(identity);
  auto found = in_graph.empty() ? std::nullopt : std::optional(in_graph.front());
  if (auto const pending = added_.find(identity); pending != added_.end()) {
    for (auto const event : pending->second) {
      if (!found || event < *found) found = event;
    }
  }
  return found;
}

std::vector<EventId> EventMerger::find_in_graph(EventIdentity const& identity) const {
  auto const day = identity.days ? std::optional(identity.days->first) : std::nullopt;
  if (identity.participants.empty() || !any_on(day)) return {};
  auto found = events_among(graph_, identity.participants, day, identity.type, identity.status);
  std::erase_if(found, [&](EventId id) {
    auto const node = graph_.event(id);
    return !node || (identity.cameo != nullptr && node->cameo != identity.cameo) ||
           std::binary_search(erased_.begin(), erased_.end(), id) ||
           identity_of(node->type, node->status, node->date, node->participants, identity.cameo) != identity;
  });
  return found;
}

bool EventMerger::any_on(std::optional<Day> day) const {
  if (!day) return true;
  if (last_day_ != day) {
    last_day_ = day;
    any_on_last_day_ = any_event_on(graph_, *day);
  }
  return any_on_last_day_;
}

void EventMerger::added(EventIdentity const& identity, EventId event) { added_[identity].push_back(event); }

void EventMerger::erased(EventIdentity const& identity, EventId event) {
  erased_.insert(std::upper_bound(erased_.begin(), erased_.end(), event), event);
  if (auto const pending = added_.find(identity); pending != added_.end()) std::erase(pending->second, event);
}

}  // namespace dragoman
