#include "api/event_merger.h"

#include <algorithm>
#include <cstdint>

#include "graph/queries.h"

namespace dragoman {
namespace {

bool is_symmetric(EventType type) {
  return type == EventType::kMeeting || type == EventType::kNegotiation || type == EventType::kPhoneCall;
}

EventFilter only(EventType type, EventStatus status) {
  EventFilter filter;
  filter.types.reset().set(static_cast<std::size_t>(type));
  filter.statuses.reset().set(static_cast<std::size_t>(status));
  return filter;
}

}  // namespace

EventIdentity identity_of(EventType type, EventStatus status, std::optional<DateRange> const& date,
                          std::vector<Participant> participants) {
  if (is_symmetric(type)) {
    for (auto& participant : participants) participant.role = Role::kSource;
  }
  std::sort(participants.begin(), participants.end());
  participants.erase(std::unique(participants.begin(), participants.end()), participants.end());
  EventIdentity identity{.type = type, .status = status, .days = {}, .participants = std::move(participants)};
  if (date) identity.days.emplace(date->start, date->end);
  return identity;
}

std::optional<EventId> EventMerger::find(EventIdentity const& identity) const {
  if (!identity.days || identity.participants.empty()) return std::nullopt;
  auto found = find_in_graph(identity);
  if (auto const pending = added_.find(identity); pending != added_.end()) {
    for (auto const event : pending->second) {
      if (!found || event < *found) found = event;
    }
  }
  return found;
}

std::optional<EventId> EventMerger::find_in_graph(EventIdentity const& identity) const {
  auto const rarest =
      std::min_element(identity.participants.begin(), identity.participants.end(),
                       [&](auto const& a, auto const& b) { return graph_.degree(a.actor) < graph_.degree(b.actor); });
  auto const first_day = static_cast<std::int32_t>(identity.days->first.time_since_epoch().count());
  auto const filter = only(identity.type, identity.status);
  // Event lists are sorted by first day, then id: start right before the day and stop right after it.
  Page page{.order = Order::kOldestFirst, .after = EventKey{first_day - 1, EventId{UINT32_MAX}}, .limit = 64};
  while (true) {
    auto const events = timeline(graph_, rarest->actor, std::nullopt, filter, page);
    for (auto const& key : events.events) {
      if (key.day != first_day) return std::nullopt;
      if (std::binary_search(erased_.begin(), erased_.end(), key.event)) continue;
      auto const node = graph_.event(key.event);
      if (node && identity_of(node->type, node->status, node->date,
                              {node->participants.begin(), node->participants.end()}) == identity) {
        return key.event;
      }
    }
    if (!events.next) return std::nullopt;
    page.after = events.next;
  }
}

void EventMerger::added(EventIdentity const& identity, EventId event) { added_[identity].push_back(event); }

void EventMerger::erased(EventIdentity const& identity, EventId event) {
  erased_.insert(std::upper_bound(erased_.begin(), erased_.end(), event), event);
  if (auto const pending = added_.find(identity); pending != added_.end()) std::erase(pending->second, event);
}

}  // namespace dragoman
