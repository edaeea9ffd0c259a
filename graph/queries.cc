#include "graph/queries.h"

#include "graph/compiled_filter.h"
#include "graph/graph_impl.h"
#include "graph/pair_meetings.h"

namespace dragoman {

namespace {

template <class Tree, class Test>
EventPage page_of(Tree const& tree, CompiledFilter const& filter, Page const& page, Test&& test) {
  EventPage out;
  auto const direction = page.order == Order::kOldestFirst ? Direction::kForward : Direction::kBackward;
  bool more = false;
  first_match(tree, direction, filter, page.after ? &*page.after : nullptr, [&](auto const& entry) {
    if (!test(entry)) return false;
    more = out.events.size() == page.limit;
    if (!more) out.events.push_back(entry.key);
    return more;
  });
  if (more) out.next = out.events.empty() ? page.after : out.events.back();
  return out;
}

/// The same for the meetings of two, of which `filter` asks for no others than those that happened.
EventPage meetings_page(EventGraph::Impl const& graph, ActorId a, ActorId b, CompiledFilter const& filter,
                        Page const& page) {
  EventPage out;
  auto const direction = page.order == Order::kOldestFirst ? Direction::kForward : Direction::kBackward;
  bool more = false;
  for_each_meeting(graph, a, b, direction, page.after ? &*page.after : nullptr, [&](EventKey key) {
    if (!filter.matches_meeting(key)) return false;
    more = out.events.size() == page.limit;
    if (!more) out.events.push_back(key);
    return more;
  });
  if (more) out.next = out.events.empty() ? page.after : out.events.back();
  return out;
}

bool same_actors(std::span<Participant const> participants, PackedEvent const& event) {
  return std::ranges::all_of(participants, [&](Participant const& p) { return event.has(p.actor); }) &&
         std::ranges::all_of(event.participants(), [&](Participant const& of_event) {
           return std::ranges::any_of(participants, [&](Participant const& p) { return p.actor == of_event.actor; });
         });
}

constexpr auto kAny = [](auto const&) { return true; };

}  // namespace

bool matches(EventGraph const& graph, EventFilter const& filter, EventId event) {
  auto const* const packed = graph.impl().packed(event);
  return packed != nullptr && CompiledFilter{graph.impl(), filter}.matches(
                                  OrderEntry{.key = {.day = packed->day, .event = event}, .facts = packed->facts(0)});
}

EventPage timeline(EventGraph const& graph, ActorId actor, std::optional<ActorId> with, EventFilter const& filter,
                   Page const& page) {
  auto const& impl = graph.impl();
  CompiledFilter const compiled{impl, filter};
  auto const* cell = impl.cell(actor);
  if (cell == nullptr) return {};
  if (!with || *with == actor) return page_of(cell->events, compiled, page, kAny);
  auto const* const other = impl.cell(*with);
  if (other == nullptr) return {};
  if (compiled.within_happened_meetings()) return meetings_page(impl, actor, *with, compiled, page);
  auto partner = *with;
  if (other->events.size() < cell->events.size()) {
    cell = other;
    partner = actor;
  }
  return page_of(cell->events, compiled, page,
                 [&](Participation const& entry) { return is_with(impl, entry, partner); });
}

std::vector<EventId> events_among(EventGraph const& graph, std::span<Participant const> participants,
                                  std::optional<Day> day, EventType type, EventStatus status) {
  std::vector<EventId> out;
  // Where the fewest others have to be passed over.
  ActorCell const* cell = nullptr;
  ActorId actor;
  for (auto const& participant : participants) {
    auto const* const found = graph.impl().cell(participant.actor);
    if (found == nullptr) return out;
    if (cell != nullptr && cell->events.size() <= found->events.size()) continue;
    cell = found;
    actor = participant.actor;
  }
  if (cell == nullptr) return out;
  auto const other = other_of(participants, actor);
  auto const number = day ? day_number(*day) : EventKey::kUndated;
  using Walk = ActorEvents::Walk<ActorEvents::WantsAll>;
  // Right after the last possible event of the day before; nothing is before the undated ones.
  auto walk = day ? Walk{cell->events, Direction::kForward, {}, EventKey{number - 1, EventId{UINT32_MAX}}}
                  : Walk{cell->events, Direction::kForward, {}};
  for (auto block = walk.next(); !block.empty(); block = walk.next()) {
    for (auto const& entry : block) {
      if (entry.key.day != number) return out;
      if (entry.other != other || entry.facts.type() != static_cast<std::uint32_t>(type) ||
          entry.facts.status() != static_cast<std::uint32_t>(status))
        continue;
      if (other == Participation::kSeveral && !same_actors(participants, graph.impl().known_event(entry.key.event)))
        continue;
      out.push_back(entry.key.event);
    }
  }
  return out;
}

bool any_event_on(EventGraph const& graph, Day day) {
  auto const number = day_number(day);
  using Walk = EventOrder::Walk<EventOrder::WantsAll>;
  Walk walk{graph.impl().order, Direction::kForward, {}, EventKey{number - 1, EventId{UINT32_MAX}}};
  auto const block = walk.next();
  return !block.empty() && block.front().key.day == number;
}

EventPage find_events(EventGraph const& graph, EventFilter const& filter, Page const& page) {
  return page_of(graph.impl().order, CompiledFilter{graph.impl(), filter}, page, kAny);
}

ActorActivity activity(EventGraph const& graph, ActorId actor, EventFilter const& filter) {
  ActorActivity out{.by_type = std::vector<std::uint32_t>(kEventTypeCount)};
  auto const* const cell = graph.impl().cell(actor);
  if (cell == nullptr) return out;
  CompiledFilter const compiled{graph.impl(), filter};
  first_match(cell->events, Direction::kForward, compiled, nullptr, [&out](Participation const& entry) {
    ++out.by_type[entry.facts.type()];
    ++out.total;
    if (entry.key.day != EventKey::kUndated) {
      Day const day{std::chrono::days{entry.key.day}};
      if (!out.first) out.first = day;
      out.last = day;
    }
    return false;
  });
  return out;
}

}  // namespace dragoman
