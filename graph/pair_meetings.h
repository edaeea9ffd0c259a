#pragma once
// Internal to graph/: the meetings of one pair, found without looking at anything else that either did.

#include "graph/graph_impl.h"

namespace dragoman {

/// Calls visit(EventKey) for the meetings of the two that happened, newest (kBackward) or oldest first, after `after`
/// if there is one, until it returns true or there are no more.
template <class Visit>
void for_each_meeting(EventGraph::Impl const& graph, ActorId a, ActorId b, Direction direction, EventKey const* after,
                      Visit&& visit) {
  constexpr EventKey kLast{.day = INT32_MAX, .event = EventId{UINT32_MAX}};
  auto const pair = pair_of(a, b);
  // Forward from the start: after the last possible entry of the pair before. There is one: a pair is never 0.
  PairMeeting const start{.pair = after == nullptr && direction == Direction::kForward ? pair - 1 : pair,
                          .key = after == nullptr ? kLast : *after};
  PairMeetings::Walk<PairMeetings::WantsAll> walk{graph.pair_meetings, direction, {}, start};
  for (auto block = walk.next(); !block.empty(); block = walk.next()) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      auto const& entry = block[direction == Direction::kForward ? i : block.size() - 1 - i];
      if (entry.pair != pair || visit(entry.key)) return;
    }
  }
}

}  // namespace dragoman
