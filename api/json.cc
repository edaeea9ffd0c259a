#include "api/json.h"

#include <algorithm>
#include <charconv>

namespace dragoman {
namespace {

void write_range(JsonWriter& json, DateRange const& range) {
  json.member("start", range.start).member("end", range.end).member("precision", to_string(range.precision));
}

void write_participant(JsonWriter& json, Participant const& participant, EventGraph const& graph) {
  auto const* actor = graph.actor(participant.actor);
  json.begin_object();
  if (actor != nullptr) json.member("actor", actor->slug).member("name", actor->name);
  json.member("role", to_string(participant.role)).end_object();
}

void write_evidence(JsonWriter& json, Evidence const& evidence) {
  json.begin_object()
      .member("article", evidence.article)
      .member("publisher", evidence.publisher)
      .member("published", evidence.published)
      .member("sentence", evidence.sentence)
      .member("begin", evidence.begin)
      .member("end", evidence.end)
      .end_object();
}

std::optional<Day> first_published(Event const& event) {
  std::optional<Day> first;
  for (auto const& evidence : event.evidence) {
    if (evidence.published && (!first || *evidence.published < *first)) first = evidence.published;
  }
  return first;
}

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::string event_name(EventId id) { return "e" + std::to_string(id.value); }

std::optional<EventId> parse_event_name(std::string_view name) {
  if (name.size() < 2 || name.front() != 'e') return std::nullopt;
  name.remove_prefix(1);
  EventId id;
  auto const [end, ec] = std::from_chars(name.data(), name.data() + name.size(), id.value);
  bool const canonical = name == "0" || name.front() != '0';
  if (ec != std::errc() || end != name.data() + name.size() || !canonical) return std::nullopt;
  return id;
}

void write_date(JsonWriter& json, std::optional<DateRange> const& date, std::string_view text) {
  if (!date) {
    json.null();
    return;
  }
  json.begin_object();
  write_range(json, *date);
  json.member("text", text).end_object();
}

void write_date(JsonWriter& json, std::optional<DateRange> const& date) {
  if (!date) {
    json.null();
    return;
  }
  json.begin_object();
  write_range(json, *date);
  json.end_object();
}

void write_event_kind(JsonWriter& json, EventType type, EventStatus status, std::string_view cameo) {
  auto const* code = find_cameo(cameo);
  json.member("type", to_string(type)).member("status", to_string(status)).member("cameo", cameo);
  if (code != nullptr) json.member("plover", to_string(code->plover)).member("goldstein", code->goldstein);
}

void write_event(JsonWriter& json, Event const& event, EventGraph const& graph) {
  json.begin_object().member("id", event_name(event.id));
  write_event_kind(json, event.type, event.status, event.cameo);
  json.key("date");
  write_date(json, event.date, event.date_text);
  if (!event.date) json.member("published", first_published(event));
  json.key("participants").begin_array();
  for (auto const& participant : event.participants) write_participant(json, participant, graph);
  json.end_array().key("evidence").begin_array();
  for (auto const& evidence : event.evidence) write_evidence(json, evidence);
  json.end_array().end_object();
}

Result<void> write_events(JsonWriter& json, std::span<EventId const> ids, View const& view) {
  auto const events = view.store->events(ids);
  if (!events) return events.error();
  json.begin_array();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto const& event = (*events)[i];
    if (!event)
      return Error{ErrorCode::kCorruption, "Event " + event_name(ids[i]) + " is in the graph but not stored."};
    write_event(json, *event, *view.graph);
  }
  json.end_array();
  return {};
}

void write_actor_brief(JsonWriter& json, Actor const& actor) {
  json.member("id", actor.slug)
      .member("name", actor.name)
      .member("kind", to_string(actor.kind))
      .member("country", unless_empty(actor.country));
}

void write_actor(JsonWriter& json, Actor const& actor) {
  write_actor_brief(json, actor);
  json.key("aliases").begin_array();
  for (auto const& alias : actor.aliases) json.value(alias);
  json.end_array().key("offices").begin_array();
  for (auto const& office : actor.offices) {
    json.begin_object()
        .member("title", office.title)
        .member("of", unless_empty(office.of))
        .member("from", office.from)
        .member("to", office.to)
        .end_object();
  }
  json.end_array();
}

void write_article(JsonWriter& json, Article const& article) {
  json.member("id", article.id)
      .member("url", unless_empty(article.url))
      .member("publisher", unless_empty(article.publisher))
      .member("title", unless_empty(article.title))
      .member("published", article.published)
      .member("language", unless_empty(article.language))
      .member("text", article.text);
}

}  // namespace dragoman
