#include "api/event_scan.h"

#include <algorithm>
#include <utility>

#include "api/json.h"

namespace dragoman {
namespace {

constexpr std::size_t kPage = 512;
constexpr std::size_t kMostEvidence = 4096;  // of one batch, unless one event alone has more

bool takes_part(EventNode const& event, std::optional<ActorId> actor) {
  return !actor || std::any_of(event.participants.begin(), event.participants.end(),
                               [&](Participant const& each) { return each.actor == *actor; });
}

/// What the graph knows of a bare event is all there is to know.
Event from_graph(EventId id, EventNode const& node) {
  Event event{.id = id, .type = node.type, .status = node.status};
  event.cameo = node.cameo->code;
  event.date = node.date;
  event.participants.assign(node.participants.begin(), node.participants.end());
  event.evidence.resize(1);
  return event;
}

}  // namespace

bool EventSelection::is_everything() const {
  return filter.types.all() && filter.statuses.all() && filter.window.unbounded() && filter.min_evidence <= 1 &&
         filter.country.empty() && evidence.any() && !actor && !with;
}

Result<bool> selects(EventSelection const& selection, View const& view, EventId id) {
  auto const event = view.graph->event(id);
  if (!event || !matches(*view.graph, selection.filter, id) || !takes_part(*event, selection.actor) ||
      !takes_part(*event, selection.with))
    return false;
  if (selection.evidence.any()) return true;
  auto const stored = events_beyond_graph({&id, 1}, view);
  if (!stored) return stored.error();
  return !stored->empty() && selection.evidence.matches(stored->front());
}

Result<std::vector<EventId>> EventScan::next_ids() {
  auto const& graph = *view_.graph;
  auto const find = [&](Page const& page) {
    return selection_.actor ? timeline(graph, *selection_.actor, selection_.with, selection_.filter, page)
                            : find_events(graph, selection_.filter, page);
  };
  while (at_ == page_.size() && more_) {
    auto found = page_by_evidence(find, selection_.evidence, {Order::kOldestFirst, after_, kPage}, view_);
    if (!found) return found.error();
    page_ = std::move(found->events);
    at_ = 0;
    after_ = found->next;
    more_ = found->next.has_value();
  }
  std::vector<EventId> ids;
  std::size_t evidence = 0;
  for (; at_ < page_.size() && evidence < kMostEvidence; ++at_) {
    ids.push_back(page_[at_].event);
    evidence += graph.event(ids.back())->evidence;
  }
  return ids;
}

Result<std::vector<Event>> EventScan::next() {
  auto const ids = next_ids();
  if (!ids) return ids.error();
  auto stored = events_beyond_graph(*ids, view_);
  if (!stored) return stored.error();
  std::vector<Event> events;
  events.reserve(ids->size());
  auto next = stored->begin();
  for (auto const id : *ids) {
    auto const node = view_.graph->event(id);
    if (node && node->bare) {
      events.push_back(from_graph(id, *node));
    } else {
      events.push_back(std::move(*next++));
    }
  }
  return events;
}

}  // namespace dragoman
