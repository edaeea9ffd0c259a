#include "api/json.h"

#include <algorithm>
#include <charconv>

namespace dragoman {
namespace {

void write_range(JsonWriter& json, DateRange const& range) {
  json.member("start", range.start).member("end", range.end).member("precision", to_string(range.precision));
}

/// "cameo", "plover", "goldstein" of a code, written once: the number is what costs most.
std::string_view code_members(CameoCode const& code) {
  static auto const all = [] {
    std::vector<std::string> texts(cameo_codes().size());
    for (auto const& each : cameo_codes()) {
      JsonWriter(texts[static_cast<std::size_t>(&each - cameo_codes().data())])
          .member("cameo", each.code)
          .member("plover", to_string(each.plover))
          .member("goldstein", each.goldstein);
    }
    return texts;
  }();
  return all[static_cast<std::size_t>(&code - cameo_codes().data())];
}

void write_kind(JsonWriter& json, EventType type, EventStatus status) {
  json.member("type", to_string(type)).member("status", to_string(status));
}

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void write_participant(JsonWriter& json, Participant const& participant, EventGraph const& graph,
                       ParticipantDetail detail = ParticipantDetail::kBrief) {
  auto const* actor = graph.actor(participant.actor);
  json.begin_object();
  if (actor != nullptr) json.member("actor", actor->slug).member("name", actor->name);
  json.member("role", to_string(participant.role));
  if (actor != nullptr && detail == ParticipantDetail::kWithKind)
    json.member("kind", to_string(actor->kind)).member("country", unless_empty(actor->country));
  json.end_object();
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

void write_name(JsonWriter& json, EventId id) {
  char buffer[16] = {'"', 'e'};
  auto* const end = std::to_chars(buffer + 2, buffer + sizeof buffer - 1, id.value).ptr;
  *end = '"';
  json.raw({buffer, end + 1});
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
  write_kind(json, type, status);
  if (auto const* code = find_cameo(cameo)) {
    json.raw(code_members(*code));
  } else {
    json.member("cameo", cameo);
  }
}

void write_bare_event(JsonWriter& json, EventId id, EventNode const& event, EventGraph const& graph) {
  static auto const evidence = [] {
    std::string text;
    JsonWriter writer(text);
    write_evidence(writer.begin_array(), Evidence{});
    writer.end_array();
    return text;
  }();
  json.begin_object().key("id");
  write_name(json, id);
  write_kind(json, event.type, event.status);
  json.raw(code_members(*event.cameo)).key("date");
  write_date(json, event.date, {});
  if (!event.date) json.key("published").null();
  json.key("participants").begin_array();
  for (auto const& participant : event.participants) write_participant(json, participant, graph);
  json.end_array().key("evidence").raw(evidence).end_object();
}

void write_event(JsonWriter& json, Event const& event, EventGraph const& graph, ParticipantDetail detail) {
  json.begin_object().key("id");
  write_name(json, event.id);
  write_event_kind(json, event.type, event.status, event.cameo);
  json.key("date");
  write_date(json, event.date, event.date_text);
  if (!event.date) json.member("published", first_published(event));
  json.key("participants").begin_array();
  for (auto const& participant : event.participants) write_participant(json, participant, graph, detail);
  json.end_array().key("evidence").begin_array();
  for (auto const& evidence : event.evidence) write_evidence(json, evidence);
  json.end_array().end_object();
}

Result<void> write_events(JsonWriter& json, std::span<EventId const> ids, View const& view) {
  auto const stored = events_beyond_graph(ids, view);
  if (!stored) return stored.error();
  auto next = stored->begin();
  json.begin_array();
  for (auto const id : ids) {
    auto const node = view.graph->event(id);
    if (node && node->bare) {
      write_bare_event(json, id, *node, *view.graph);
    } else {
      write_event(json, *next++, *view.graph);
    }
  }
  json.end_array();
  return {};
}

Result<std::vector<Event>> events_beyond_graph(std::span<EventId const> ids, View const& view) {
  std::vector<EventId> wanted;
  for (auto const id : ids) {
    auto const node = view.graph->event(id);
    if (!node || !node->bare) wanted.push_back(id);
  }
  std::vector<Event> events;
  if (wanted.empty()) return events;
  auto read = view.store->events(wanted);
  if (!read) return read.error();
  events.reserve(wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto& event = (*read)[i];
    if (!event)
      return Error{ErrorCode::kCorruption, "Event " + event_name(wanted[i]) + " is in the graph but not stored."};
    events.push_back(std::move(*event));
  }
  return events;
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
