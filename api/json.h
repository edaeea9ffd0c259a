#pragma once
// What the API shows of events, actors and articles.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_writer.h"
#include "api/knowledge_base.h"

namespace dragoman {

/// "e123".
std::string event_name(EventId id);
std::optional<EventId> parse_event_name(std::string_view name);

/// {"start": …, "end": …, "precision": …, "text": …}, or null.
void write_date(JsonWriter& json, std::optional<DateRange> const& date, std::string_view text);
/// {"start": …, "end": …, "precision": …}, or null.
void write_date(JsonWriter& json, std::optional<DateRange> const& date);

/// "type", "status", "cameo", "plover", "goldstein": members of the object that is open.
void write_event_kind(JsonWriter& json, EventType type, EventStatus status, std::string_view cameo);

/// How much is said of participants: id, name and role, or also kind and country, so that a database that does not know
/// them yet can learn it.
enum class ParticipantDetail : std::uint8_t { kBrief, kWithKind };

/// An event without a date has "published" beside its null date: the earliest day on which it was reported.
void write_event(JsonWriter& json, Event const& event, EventGraph const& graph,
                 ParticipantDetail detail = ParticipantDetail::kBrief);

/// The same bytes for an event that is EventNode::bare, without the store.
void write_bare_event(JsonWriter& json, EventId id, EventNode const& event, EventGraph const& graph);

/// Of these events, those that are not EventNode::bare, in the same order. An error if one is not stored.
Result<std::vector<Event>> events_beyond_graph(std::span<EventId const> ids, View const& view);

/// An array of events, in the order of the ids.
Result<void> write_events(JsonWriter& json, std::span<EventId const> ids, View const& view);

/// "id", "name", "kind", "country": members of the object that is open.
void write_actor_brief(JsonWriter& json, Actor const& actor);
/// Also "aliases" and "offices".
void write_actor(JsonWriter& json, Actor const& actor);

/// "id", "url", "publisher", "title", "published", "language", "text": members of the object that is open.
void write_article(JsonWriter& json, Article const& article);

}  // namespace dragoman
