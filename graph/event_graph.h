#pragma once
// The event graph: actors and events are vertices, participation is an edge with a role.
//
// An EventGraph is one immutable moment; readers hold a shared_ptr to it and never wait. A GraphWriter makes the next
// moment from a delta at a cost that grows with the delta: untouched parts are shared with the moment before.
// The graph keeps what queries filter and sort by; names of articles and sentences stay in the store.

#include <bitset>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/actor.h"
#include "graph/dates.h"
#include "graph/event.h"
#include "graph/ids.h"
#include "graph/ontology.h"

namespace dragoman {

/// Which events count. An event without a date matches only when the window is unbounded.
struct EventFilter {
  std::bitset<kEventTypeCount> types = std::bitset<kEventTypeCount>{}.set();
  std::bitset<4> statuses = std::bitset<4>{}.set();
  DateWindow window;
  std::uint32_t min_evidence = 1;  // at least so many pieces of evidence
  std::string country = {};        // slug: this state takes part, or somebody of it; empty: any

  static EventFilter happened_meetings();
};

/// What the graph knows of an event. The participants live in the graph, in the order they were put.
struct EventNode {
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status = EventStatus::kHappened;
  CameoCode const* cameo = nullptr;  // null: not a code of the table
  std::optional<DateRange> date;
  std::uint32_t evidence = 0;
  bool bare = false;  // nothing is stored of it that is not here: see is_bare()
  std::span<Participant const> participants;
};

/// Position in an actor's timeline, and the sort key of every event list: by first day, then by id; undated events come
/// before all dated ones (so last when newest come first).
struct EventKey {
  std::int32_t day = kUndated;  // days since 1970-01-01
  EventId event;

  static constexpr std::int32_t kUndated = INT32_MIN;
  friend constexpr auto operator<=>(EventKey const&, EventKey const&) = default;
};

/// Position in a list of encounters, and its order: most often first, then latest first, then by ids.
struct EncounterKey {
  std::uint32_t count = 0;
  EventKey latest;
  ActorId a;
  ActorId b;

  friend bool operator==(EncounterKey const&, EncounterKey const&) = default;
  friend std::strong_ordering operator<=>(EncounterKey const& x, EncounterKey const& y) {
    return std::tie(y.count, y.latest, x.a, x.b) <=> std::tie(x.count, x.latest, y.a, y.b);
  }
};

class EventGraph {
 public:
  EventGraph();
  ~EventGraph();
  EventGraph(EventGraph const&) = delete;
  EventGraph& operator=(EventGraph const&) = delete;

  std::size_t actor_count() const;
  std::size_t event_count() const;

  /// Nothing when there is no such actor or event (never was, or deleted). Valid as long as this graph.
  Actor const* actor(ActorId id) const;
  std::optional<EventNode> event(EventId id) const;
  /// The record with this slug, merged into another or not.
  std::optional<ActorId> actor_by_slug(std::string_view slug) const;
  /// The actor that this one is after all merges: itself, when it was not merged into another.
  ActorId survivor(ActorId id) const;

  /// Number of events the actor takes part in.
  std::size_t degree(ActorId id) const;

  // What queries.h needs, and the Boost.Graph interface in bgl.h.
  struct Impl;
  Impl const& impl() const { return *impl_; }

 private:
  friend class GraphLoader;
  friend class GraphWriter;
  std::unique_ptr<Impl> impl_;
};

/// What a GraphDelta says, in memory of somebody else.
struct GraphChange {
  std::span<std::pair<ActorId, Actor> const> put_actors;
  std::span<EventId const> erase_events;
  std::span<Event const> put_events;
};

/// A change to the graph, in the order actors, erased events, put events. "put" inserts or replaces; of several puts of
/// one id the last counts. Erasing what is not there does nothing. Participants must be known by then.
struct GraphDelta {
  std::vector<std::pair<ActorId, Actor>> put_actors;
  std::vector<EventId> erase_events;
  std::vector<Event> put_events;
};

/// Makes graphs. One thread at a time.
class GraphWriter {
 public:
  GraphWriter();
  ~GraphWriter();
  /// The newest graph, with the delta in it. Throws std::invalid_argument, and changes nothing, when an event names an
  /// actor that is not known.
  std::shared_ptr<EventGraph const> apply(GraphDelta const& delta);
  /// The graph that apply() would make. Nothing changes before it is given to go_on_from().
  std::shared_ptr<EventGraph const> prepare(GraphChange const& change) const;
  /// From a graph that prepare() or a GraphLoader made.
  void go_on_from(std::shared_ptr<EventGraph const> graph);
  std::shared_ptr<EventGraph const> current() const { return current_; }

 private:
  std::shared_ptr<EventGraph const> current_;
};

}  // namespace dragoman
