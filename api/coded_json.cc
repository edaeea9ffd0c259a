#include "api/coded_json.h"

#include "api/json.h"

namespace dragoman {
namespace {

void write_participants(JsonWriter& json, CodedArticle const& coded, CodedEvent const& event) {
  json.key("participants").begin_array();
  for (auto const& participant : event.participants) {
    auto const& actor = coded.actors[participant.actor];
    json.begin_object()
        .member("actor", actor.slug)
        .member("name", participant.actor < coded.as_named.size() ? coded.as_named[participant.actor] : actor.name)
        .member("role", to_string(participant.role))
        .end_object();
  }
  json.end_array();
}

void write_evidence(JsonWriter& json, Article const& article, CodedEvent const& event) {
  json.key("evidence").begin_array();
  for (auto const& evidence : event.evidence) {
    json.begin_object()
        .member("article", article.id)
        .member("publisher", article.publisher)
        .member("published", article.published)
        .member("sentence", evidence.sentence)
        .member("begin", evidence.begin)
        .member("end", evidence.end)
        .end_object();
  }
  json.end_array();
}

void write_events(JsonWriter& json, Article const& article, CodedArticle const& coded) {
  json.key("events").begin_array();
  for (auto const& event : coded.events) {
    json.begin_object();
    write_event_kind(json, event.type, event.status, event.cameo);
    json.key("date");
    write_date(json, event.date, event.date_text);
    if (!event.date) json.member("published", article.published);
    write_participants(json, coded, event);
    write_evidence(json, article, event);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string coded_json(Article const& article, CodedArticle const& coded) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("id", article.id);
  write_events(json, article, coded);
  json.end_object();
  return out;
}

std::string events_json(Article const& article, CodedArticle const& coded) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_events(json, article, coded);
  json.end_object();
  return out;
}

}  // namespace dragoman
