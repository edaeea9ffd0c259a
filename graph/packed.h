#pragma once
// Internal to graph/: how events lie in memory. Ten million events must fit in a gigabyte.

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "graph/event.h"
#include "graph/event_graph.h"
#include "graph/ref.h"
#include "graph/sorted_tree.h"

namespace dragoman {

inline std::int32_t day_number(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }

inline EventKey key_of(std::optional<DateRange> const& date, EventId id) {
  return {.day = date ? day_number(date->start) : EventKey::kUndated, .event = id};
}

/// A date range less its first day: length and precision.
struct Span {
  std::uint32_t bits = 0;

  static Span of(std::optional<DateRange> const& date) {
    if (!date) return {};
    auto const days = static_cast<std::uint32_t>(std::max(0, day_number(date->end) - day_number(date->start)));
    return {.bits = days << 3U | static_cast<std::uint32_t>(date->precision)};
  }
  std::uint32_t days() const { return bits >> 3U; }
  DatePrecision precision() const { return static_cast<DatePrecision>(bits & 7U); }
  /// The range that starts on that day; nothing for an undated event.
  std::optional<DateRange> from(std::int32_t day) const {
    if (day == EventKey::kUndated) return std::nullopt;
    Day const start{std::chrono::days{day}};
    return DateRange{.start = start, .end = start + std::chrono::days{days()}, .precision = precision()};
  }

  friend bool operator==(Span, Span) = default;
};

/// Everything filters look at, in 32 bits. Long spans and high evidence counts are capped: the event itself knows.
struct Facts {
  static constexpr std::uint32_t kMostEvidence = 63;
  static constexpr std::uint32_t kLongest = (1U << 14U) - 1;

  std::uint32_t bits = 0;  // type 5, status 2, roles 2, evidence 6, precision 3, span 14

  static Facts of(EventType type, EventStatus status, std::uint32_t roles, std::uint32_t evidence, Span span) {
    return {.bits = static_cast<std::uint32_t>(type) | static_cast<std::uint32_t>(status) << 5U | roles << 7U |
                    std::min(evidence, kMostEvidence) << 9U | static_cast<std::uint32_t>(span.precision()) << 15U |
                    std::min(span.days(), kLongest) << 18U};
  }
  std::uint32_t type() const { return bits & 31U; }
  std::uint32_t status() const { return bits >> 5U & 3U; }
  /// Bit 0: source, bit 1: target.
  std::uint32_t roles() const { return bits >> 7U & 3U; }
  std::uint32_t evidence() const { return bits >> 9U & kMostEvidence; }
  std::uint32_t span_days() const { return bits >> 18U; }
  Span span() const { return {.bits = span_days() << 3U | (bits >> 15U & 7U)}; }
  bool evidence_capped() const { return evidence() == kMostEvidence; }
  bool span_capped() const { return span_days() == kLongest; }
};
static_assert(kEventTypeCount <= 24, "Facts and EventSummary have no more bits");

/// What a subtree of events holds at most: types and statuses seen, and the last day of all.
struct EventSummary {
  std::uint32_t seen = 0;  // bit t: type t; bit 24 + s: status s
  std::int32_t last_day = std::numeric_limits<std::int32_t>::min();

  void merge(EventSummary const& other) {
    seen |= other.seen;
    last_day = std::max(last_day, other.last_day);
  }
  static EventSummary of(EventKey key, Facts facts) {
    auto const dated = key.day != EventKey::kUndated;
    return {.seen = 1U << facts.type() | 1U << (24U + facts.status()),
            .last_day = !dated                ? key.day
                        : facts.span_capped() ? std::numeric_limits<std::int32_t>::max()
                                              : key.day + static_cast<std::int32_t>(facts.span_days())};
  }
};

/// An event in the list of all events.
struct OrderEntry {
  EventKey key;
  Facts facts;
};

/// An event in the list of an actor; `other` is the one other participant, or one of the two special values.
struct Participation {
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;   // the actor alone
  static constexpr std::uint32_t kSeveral = 0xFFFFFFFE;  // ask the event

  EventKey key;
  Facts facts;
  std::uint32_t other = kNobody;
};

template <class ListEntry>
struct EventListPolicy {
  using Entry = ListEntry;
  using Key = EventKey;
  using Summary = EventSummary;
  static Key key(Entry const& entry) { return entry.key; }
  static Summary summary(Entry const& entry) { return EventSummary::of(entry.key, entry.facts); }
};
using EventOrder = SortedTree<EventListPolicy<OrderEntry>>;
using ActorEvents = SortedTree<EventListPolicy<Participation>>;

/// Nothing to summarise.
struct NoSummary {
  void merge(NoSummary) {}
};

/// All meetings that happened between an actor and `with`.
struct MeetingRecord {
  ActorId with;
  std::uint32_t count = 0;
  EventKey first;  // the earliest dated one; undated when there is none
  EventKey latest;
  Span first_span;
  Span latest_span;
};
struct MeetingPolicy {
  using Entry = MeetingRecord;
  using Key = ActorId;
  using Summary = NoSummary;
  static Key key(Entry const& entry) { return entry.with; }
  static Summary summary(Entry const&) { return {}; }
};
using ActorMeetings = SortedTree<MeetingPolicy>;

/// The pairs of MeetingRecords by how often they met. In the list of one actor, `a` is that actor; in that of all, a <
/// b.
struct RankPolicy {
  using Entry = EncounterKey;
  using Key = EncounterKey;
  using Summary = NoSummary;
  static Key key(Entry const& entry) { return entry; }
  static Summary summary(Entry const&) { return {}; }
};
using MeetingRanks = SortedTree<RankPolicy>;

inline EncounterKey rank_of(ActorId a, MeetingRecord const& record) {
  return {.count = record.count, .latest = record.latest, .a = a, .b = record.with};
}

/// One meeting that happened of one pair: a pair's meetings stand side by side, by date.
struct PairMeeting {
  std::uint64_t pair = 0;  // pair_of()
  EventKey key;

  friend constexpr auto operator<=>(PairMeeting const&, PairMeeting const&) = default;
};
struct PairMeetingPolicy {
  using Entry = PairMeeting;
  using Key = PairMeeting;
  using Summary = NoSummary;
  static Key key(Entry const& entry) { return entry; }
  static Summary summary(Entry const&) { return {}; }
};
using PairMeetings = SortedTree<PairMeetingPolicy>;

/// Whoever of the two comes first.
inline std::uint64_t pair_of(ActorId a, ActorId b) {
  return std::uint64_t{std::min(a, b).value} << 32U | std::max(a, b).value;
}

/// Actors by hash of slug: equal hashes stand side by side.
struct SlugPolicy {
  struct Key {
    std::uint64_t hash = 0;
    ActorId actor;
    friend constexpr auto operator<=>(Key const&, Key const&) = default;
  };
  using Entry = Key;
  using Summary = NoSummary;
  static Key key(Entry const& entry) { return entry; }
  static Summary summary(Entry const&) { return {}; }
};
using SlugIndex = SortedTree<SlugPolicy>;

/// An event as the graph stores it; two participants, as nearly all have, fit inside.
struct PackedEvent {
  struct Crowd : RefCounted {
    explicit Crowd(std::span<Participant const> all) : participants(all.begin(), all.end()) {}
    static void destroy(Crowd* crowd) { delete crowd; }
    std::vector<Participant> participants;
  };

  static constexpr std::uint16_t kNoCode = 0xFFFF;

  std::int32_t day = EventKey::kUndated;
  Span span;
  std::uint32_t evidence = 0;
  std::uint16_t cameo = kNoCode;  // index into cameo_codes()
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status : 2 = EventStatus::kHappened;
  std::uint8_t few : 2 = 0;  // participants in `pair`, when there is no crowd
  bool present : 1 = false;
  bool bare : 1 = false;  // EventNode::bare
  std::array<Participant, 2> pair{};
  Ref<Crowd> crowd;

  static PackedEvent of(Event const& event) {
    PackedEvent packed;
    packed.day = key_of(event.date, event.id).day;
    packed.span = Span::of(event.date);
    packed.evidence = static_cast<std::uint32_t>(event.evidence.size());
    if (auto const* const code = find_cameo(event.cameo))
      packed.cameo = static_cast<std::uint16_t>(code - cameo_codes().data());
    packed.type = event.type;
    packed.status = event.status;
    packed.present = true;
    // The packed form must give the same date and code back.
    packed.bare = is_bare(event) && packed.cameo != kNoCode && packed.span.from(packed.day) == event.date;
    if (event.participants.size() > packed.pair.size()) {
      packed.crowd = Ref<Crowd>{new Crowd{event.participants}};
    } else {
      packed.few = event.participants.size() & 3U;
      std::copy(event.participants.begin(), event.participants.end(), packed.pair.begin());
    }
    return packed;
  }

  std::span<Participant const> participants() const {
    return crowd ? std::span<Participant const>{crowd->participants} : std::span{pair.data(), few};
  }
  Facts facts(std::uint32_t roles) const { return Facts::of(type, status, roles, evidence, span); }
  bool has(ActorId actor) const {
    return std::ranges::any_of(participants(), [actor](Participant const& p) { return p.actor == actor; });
  }
  /// Counts for the default question: who met whom.
  bool is_meeting() const {
    return present && type == EventType::kMeeting && status == EventStatus::kHappened && evidence > 0;
  }
};

/// Calls visit(ActorId) once for every participant other than `but`.
template <class Visit>
void for_each_other(std::span<Participant const> participants, ActorId but, Visit&& visit) {
  for (std::size_t i = 0; i < participants.size(); ++i) {
    auto const actor = participants[i].actor;
    auto const seen = participants.first(i);
    if (actor != but && std::ranges::none_of(seen, [actor](Participant const& p) { return p.actor == actor; }))
      visit(actor);
  }
}

/// Calls visit(ActorId) once for everyone who takes part.
template <class Visit>
void for_each_actor(PackedEvent const& event, Visit&& visit) {
  for_each_other(event.participants(), ActorId{Participation::kNobody}, visit);
}

/// Calls visit(ActorId, ActorId), the lower first, once for every two who take part.
template <class Visit>
void for_each_pair(PackedEvent const& event, Visit&& visit) {
  for_each_actor(event, [&](ActorId a) {
    for_each_other(event.participants(), a, [&](ActorId b) {
      if (a < b) visit(a, b);
    });
  });
}

/// Participation::other of an actor who takes part.
inline std::uint32_t other_of(std::span<Participant const> participants, ActorId actor) {
  auto other = Participation::kNobody;
  for_each_other(participants, actor, [&other](ActorId met) {
    other = other == Participation::kNobody ? met.value : Participation::kSeveral;
  });
  return other;
}

/// The event as it stands in the list of an actor who takes part.
inline Participation participation_of(PackedEvent const& event, EventKey key, ActorId actor) {
  std::uint32_t roles = 0;
  for (auto const& p : event.participants())
    if (p.actor == actor) roles |= 1U << static_cast<unsigned>(p.role);
  return {.key = key, .facts = event.facts(roles), .other = other_of(event.participants(), actor)};
}

}  // namespace dragoman
