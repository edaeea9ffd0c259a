#pragma once
// Internal to graph/: an EventFilter made ready for millions of tests.

#include <limits>
#include <string>
#include <vector>

#include "graph/graph_impl.h"

namespace dragoman {

/// Whether an event has to do with a state. Not for several threads at once: what was found of an actor is kept.
class CountryFilter {
 public:
  CountryFilter(EventGraph::Impl const& graph, std::string country) : graph_{&graph}, country_{std::move(country)} {}

  bool any() const { return country_.empty(); }
  bool matches(PackedEvent const& event) const {
    return any() || std::ranges::any_of(event.participants(), [this](Participant const& p) { return is_of(p.actor); });
  }

 private:
  enum class Known : std::uint8_t { kNothing, kYes, kNo };

  bool is_of(ActorId id) const {
    if (known_.size() <= id.value) known_.resize(id.value + 1, Known::kNothing);
    auto& known = known_[id.value];
    if (known == Known::kNothing) {
      auto const& actor = *graph_->known_cell(id).actor;
      known = actor.country == country_ || actor.slug == country_ ? Known::kYes : Known::kNo;
    }
    return known == Known::kYes;
  }

  EventGraph::Impl const* graph_;
  std::string country_;
  mutable std::vector<Known> known_;  // by actor
};

class CompiledFilter {
 public:
  CompiledFilter(EventGraph::Impl const& graph, EventFilter const& filter)
      : graph_{&graph},
        types_{static_cast<std::uint32_t>(filter.types.to_ulong())},
        statuses_{static_cast<std::uint32_t>(filter.statuses.to_ulong())},
        least_evidence_{filter.min_evidence},
        bounded_{!filter.window.unbounded()},
        country_{graph, filter.country} {
    if (filter.window.from) from_ = day_number(*filter.window.from);
    if (filter.window.to) to_ = day_number(*filter.window.to);
  }

  /// Exactly what MeetingRecords count.
  bool is_happened_meetings() const {
    return within_happened_meetings() && !bounded_ && least_evidence_ == 1 && country_.any();
  }
  /// Nothing else than what MeetingRecords count.
  bool within_happened_meetings() const {
    return types_ == 1U << static_cast<unsigned>(EventType::kMeeting) &&
           statuses_ == 1U << static_cast<unsigned>(EventStatus::kHappened) && least_evidence_ >= 1;
  }

  /// Whether a subtree may hold anything that matches.
  bool wants(EventSummary const& summary, EventKey const& first) const {
    return (summary.seen & types_) != 0 && (summary.seen >> 24U & statuses_) != 0 &&
           (!bounded_ || (summary.last_day >= from_ && first.day <= to_));
  }

  /// For OrderEntry and Participation.
  template <class Entry>
  bool matches(Entry const& entry) const {
    auto const facts = entry.facts;
    if ((types_ >> facts.type() & 1U) == 0 || (statuses_ >> facts.status() & 1U) == 0) return false;
    if (facts.evidence() < least_evidence_ && (!facts.evidence_capped() || event(entry).evidence < least_evidence_))
      return false;
    if (bounded_ && !in_window(entry)) return false;
    return country_.any() || country_.matches(event(entry));
  }
  /// For a meeting that happened, when is_happened_meetings() or within_happened_meetings().
  bool matches_meeting(EventKey key) const {
    return is_happened_meetings() || matches(OrderEntry{.key = key, .facts = graph_->known_event(key.event).facts(0)});
  }

 private:
  template <class Entry>
  PackedEvent const& event(Entry const& entry) const {
    return graph_->known_event(entry.key.event);
  }

  template <class Entry>
  bool in_window(Entry const& entry) const {
    auto const day = entry.key.day;
    if (day == EventKey::kUndated || day > to_) return false;
    if (day >= from_) return true;
    auto const days = entry.facts.span_capped() ? event(entry).span.days() : entry.facts.span_days();
    return day + static_cast<std::int32_t>(days) >= from_;
  }

  EventGraph::Impl const* graph_;
  std::uint32_t types_;
  std::uint32_t statuses_;
  std::uint32_t least_evidence_;
  bool bounded_;
  CountryFilter country_;
  std::int32_t from_ = std::numeric_limits<std::int32_t>::min();
  std::int32_t to_ = std::numeric_limits<std::int32_t>::max();
};

/// The filter as the walks of SortedTree want it.
struct FilterWants {
  CompiledFilter const* filter = nullptr;
  bool operator()(EventSummary const& summary, EventKey const& first) const { return filter->wants(summary, first); }
};

/// The newest (kBackward) or oldest (kForward) entry after `after`, or of all, that passes `test`; null when there is
/// none.
template <class Tree, class Test>
typename Tree::Entry const* first_match(Tree const& tree, Direction direction, CompiledFilter const& filter,
                                        EventKey const* after, Test&& test) {
  using Walk = typename Tree::template Walk<FilterWants>;
  auto walk = after != nullptr ? Walk{tree, direction, {&filter}, *after} : Walk{tree, direction, {&filter}};
  for (auto block = walk.next(); !block.empty(); block = walk.next()) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      auto const& entry = block[direction == Direction::kForward ? i : block.size() - 1 - i];
      if (filter.matches(entry) && test(entry)) return &entry;
    }
  }
  return nullptr;
}

/// Whether the other actor takes part too.
inline bool is_with(EventGraph::Impl const& graph, Participation const& entry, ActorId other) {
  return entry.other == other.value ||
         (entry.other == Participation::kSeveral && graph.known_event(entry.key.event).has(other));
}

}  // namespace dragoman
