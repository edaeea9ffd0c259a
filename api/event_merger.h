#pragma once
// Decides whether an event told by an article is one that is already known.

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "graph/event.h"
#include "graph/event_graph.h"
#include "storage/event_store.h"

namespace dragoman {

/// Sorted, each once; without roles where those mean nothing.
Participants canonical(std::span<Participant const> participants, bool mutual);

/// What makes two events one: type, status, first and last day, and participants; in a meeting, negotiation or phone
/// call whatever their roles. Events that another coder gave a CAMEO code are one only with those of the same code; in
/// mutual ones roles mean nothing.
struct EventIdentity {
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status = EventStatus::kHappened;
  CameoCode const* cameo = nullptr;  // null: whatever the code
  std::optional<std::pair<Day, Day>> days;
  Participants participants;  // canonical

  friend std::weak_ordering operator<=>(EventIdentity const&, EventIdentity const&) = default;
  friend bool operator==(EventIdentity const&, EventIdentity const&) = default;
};
/// Whether roles mean nothing in an event of this type, or of this code when there is one.
bool is_mutual(EventType type, CameoCode const* cameo);
EventIdentity identity_of(EventType type, EventStatus status, std::optional<DateRange> const& date,
                          std::span<Participant const> participants, CameoCode const* cameo = nullptr);

/// `told` with each actor replaced by its survivor; then, when that changed something, each participant once.
Participants renamed(std::span<Participant const> told, std::function<ActorId(ActorId)> const& survivor_of);

/// An event that the graph knows.
Result<Event> stored_event(StoreSnapshot const& store, EventId id);

/// Knows the events of a graph and those added to or taken from it since. One thread.
class EventMerger {
 public:
  /// `graph` must outlive the merger.
  explicit EventMerger(EventGraph const& graph) : graph_(graph) {}

  /// The known event that `identity` is, the oldest if there are several. Undated events are never one with those of
  /// other articles.
  std::optional<EventId> find(EventIdentity const& identity) const;

  /// All events of the graph that `identity` is, dated or not, ascending.
  std::vector<EventId> find_in_graph(EventIdentity const& identity) const;

  void added(EventIdentity const& identity, EventId event);
  void erased(EventIdentity const& identity, EventId event);

 private:
  bool any_on(std::optional<Day> day) const;

  EventGraph const& graph_;
  // The answer of before: data sets go day by day, and the days of new ones are new.
  mutable std::optional<Day> last_day_;
  mutable bool any_on_last_day_ = true;
  std::map<EventIdentity, std::vector<EventId>> added_;
  std::vector<EventId> erased_;  // sorted
};

}  // namespace dragoman
