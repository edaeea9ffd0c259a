// Pages of events and of encounters, and the cursors between them.

#include <algorithm>

#include "api/cursor.h"
#include "api/endpoints/call.h"
#include "api/json.h"

namespace dragoman {
namespace {

Response foreign_cursor(Call const& call) {
  return bad_parameter(call,
                       {"cursor",
                        "\"cursor\" is not one that this list gave out: take it from \"next\" of the page before, "
                        "with the same other parameters."});
}

EventKey key_of(EventGraph const& graph, EventId id) {
  auto const node = graph.event(id);
  EventKey key{.event = id};
  if (node && node->date) key.day = static_cast<std::int32_t>(node->date->start.time_since_epoch().count());
  return key;
}

EncounterKey key_of(EventGraph const& graph, Encounter const& encounter) {
  return {encounter.count, key_of(graph, encounter.latest), encounter.a, encounter.b};
}

/// The latest event by its id, date and first sentence of evidence.
void write_latest(JsonWriter& json, EventId id, Event const& event) {
  json.begin_object().member("id", event_name(id)).key("date");
  write_date(json, event.date, event.date_text);
  if (!event.evidence.empty()) {
    auto const& evidence = event.evidence.front();
    json.member("article", evidence.article)
        .member("publisher", evidence.publisher)
        .member("published", evidence.published)
        .member("sentence", evidence.sentence);
  }
  json.end_object();
}

}  // namespace

OrAnswer<std::optional<EventKey>> event_cursor(Call const& call, Query const& query, std::string_view list) {
  if (!query.cursor) return std::optional<EventKey>();
  std::array<std::uint32_t, 2> position{};
  if (!decode_cursor(*query.cursor, list, position)) return foreign_cursor(call);
  return std::optional(to_event_key(position));
}

Response event_page(Call const& call, EventPage const& page, std::string_view list) {
  std::vector<EventId> ids;
  for (auto const& key : page.events) ids.push_back(key.event);
  Response response;
  response.body.reserve(ids.size() * 800 + 64);
  JsonWriter json(response.body);
  json.begin_object().key("items");
  auto const written = write_events(json, ids, call.view);
  if (!written) return failed(call, written.error());
  if (page.next) json.member("next", encode_cursor(list, to_position(*page.next)));
  json.end_object();
  return response;
}

Response encounter_page(Call const& call, Query const& query, std::span<Encounter const> encounters,
                        std::string_view list, WriteActors const& write) {
  auto const& graph = *call.view.graph;
  auto begin = encounters.begin();
  if (query.cursor) {
    std::array<std::uint32_t, 5> position{};
    if (!decode_cursor(*query.cursor, list, position)) return foreign_cursor(call);
    auto const after = to_encounter_key(position);
    begin = std::partition_point(begin, encounters.end(),
                                 [&](Encounter const& e) { return !after.before(key_of(graph, e)); });
  }
  auto const left = static_cast<std::size_t>(encounters.end() - begin);
  std::span const page(begin, std::min(left, query.limit));

  std::vector<EventId> latest;
  for (auto const& encounter : page) latest.push_back(encounter.latest);
  auto const events = call.view.store->events(latest);
  if (!events) return failed(call, events.error());

  Response response;
  JsonWriter json(response.body);
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < page.size(); ++i) {
    auto const& encounter = page[i];
    auto const& event = (*events)[i];
    if (!event)
      return failed(call, {ErrorCode::kCorruption, event_name(latest[i]) + " is in the graph but not stored."});
    json.begin_object();
    write(json, encounter);
    json.member("count", encounter.count).key("first");
    write_date(json, encounter.first);
    json.key("last");
    write_date(json, encounter.last);
    json.key("latest");
    write_latest(json, encounter.latest, *event);
    json.end_object();
  }
  json.end_array();
  if (page.size() < left) json.member("next", encode_cursor(list, to_position(key_of(graph, page.back()))));
  json.member("total", encounters.size()).end_object();
  return response;
}

}  // namespace dragoman
