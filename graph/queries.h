#pragma once
// What people ask. Pure functions of one EventGraph; ids that are not in the graph give empty answers.

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/event_graph.h"

namespace dragoman {

enum class Order : std::uint8_t { kNewestFirst, kOldestFirst };

/// Which page of a list: up to `limit` entries strictly after `after` in the given order.
struct Page {
  Order order = Order::kNewestFirst;
  std::optional<EventKey> after;
  std::size_t limit = 50;
};

struct EventPage {
  std::vector<EventKey> events;
  std::optional<EventKey> next;  // pass as Page::after for the next page; nothing at the end
};

/// Whether that event is there and passes.
bool matches(EventGraph const& graph, EventFilter const& filter, EventId event);

/// Events an actor takes part in; with `with`, those both take part in.
EventPage timeline(EventGraph const& graph, ActorId actor, std::optional<ActorId> with, EventFilter const& filter,
                   Page const& page);

/// The events of exactly these actors (none of nobody), whatever their roles, that have this type and status and `day`
/// as their first day (no date when it is nothing), ascending.
std::vector<EventId> events_among(EventGraph const& graph, std::span<Participant const> participants,
                                  std::optional<Day> day, EventType type, EventStatus status);

/// Whether any event has `day` as its first day.
bool any_event_on(EventGraph const& graph, Day day);

/// All events of the graph.
EventPage find_events(EventGraph const& graph, EventFilter const& filter, Page const& page);

/// A pair of actors that took part in the same events (meetings, unless the filter says otherwise). For met(), `a` is
/// the actor asked for; for meetings(), a < b. Every pair of participants of an event counts, whatever their roles.
struct Encounter {
  ActorId a;
  ActorId b;
  std::uint32_t count = 0;
  std::optional<DateRange> first;  // of the dated ones: earliest by first day
  std::optional<DateRange> last;   // latest by first day
  EventId latest;                  // greatest EventKey
};

EncounterKey key_of(Encounter const& encounter);

/// Which page of a list of encounters: up to `limit` entries strictly after `after`.
struct EncounterRange {
  std::optional<EncounterKey> after;
  std::size_t limit = SIZE_MAX;
};

struct EncounterPage {
  std::vector<Encounter> encounters;
  std::size_t total = 0;  // of the whole list
  bool more = false;      // after this page
};

/// Whom the actor met; most often first, then latest first, then by id. Without filters beyond happened meetings, a
/// page costs what is on it, however many the actor met.
EncounterPage met(EventGraph const& graph, ActorId actor, EventFilter const& filter, EncounterRange const& range = {});

/// Who met whom; sorted as met(), which see. With `actor` given, only pairs with that actor; with both, that pair
/// alone.
EncounterPage meetings(EventGraph const& graph, std::optional<ActorId> actor, std::optional<ActorId> with,
                       EventFilter const& filter, EncounterRange const& range = {});

/// One step of a path: `event` is the latest in which the actor before took part together with this one.
struct Hop {
  ActorId actor;
  std::optional<EventId> event;  // nothing for the first
};

/// Shortest chain of encounters, both ends included; empty when there is none. Among equally short ones, the first by
/// actor ids. Walks the encounter view of bgl.h from both ends, which Boost.Graph's own searches do not.
std::vector<Hop> shortest_path(EventGraph const& graph, ActorId from, ActorId to, EventFilter const& filter);

struct ActorActivity {
  std::vector<std::uint32_t> by_type;  // kEventTypeCount entries
  std::uint32_t total = 0;
  std::optional<Day> first;  // first day of the earliest dated event
  std::optional<Day> last;   // first day of the latest
};
ActorActivity activity(EventGraph const& graph, ActorId actor, EventFilter const& filter);

}  // namespace dragoman
