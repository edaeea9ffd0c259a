// JSON-LD in the words of schema.org: actors, and events as actions with agents and participants.

#include <memory>

#include "api/export/dyads.h"
#include "api/export/formats.h"
#include "api/json.h"

namespace dragoman {
namespace {

// Whole in itself, so that it is read without the network. Terms that schema.org has no word for are ours.
constexpr std::string_view kBegin =
    R"({"@context":{"@vocab":"https://schema.org/","dragoman":"urn:dragoman:terms:","actor":"urn:dragoman:actor:",)"
    R"("event":"urn:dragoman:event:","xsd":"http://www.w3.org/2001/XMLSchema#",)"
    R"("actionStatus":{"@type":"@vocab"},"startTime":{"@type":"xsd:date"},"endTime":{"@type":"xsd:date"},)"
    R"("datePublished":{"@type":"xsd:date"},"type":"dragoman:type","status":"dragoman:status",)"
    R"("cameo":"dragoman:cameo","plover":"dragoman:plover","goldstein":"dragoman:goldstein",)"
    R"("precision":"dragoman:precision","country":{"@id":"dragoman:country","@type":"@id"}},)"
    "\n\"@graph\":[\n";
constexpr std::string_view kEnd = "\n]}\n";

std::string_view type_of(ActorKind kind) {
  switch (kind) {
    case ActorKind::kPerson: return "Person";
    case ActorKind::kState: return "Country";
    case ActorKind::kBody: return "GovernmentOrganization";
    case ActorKind::kParty: return "PoliticalParty";
    case ActorKind::kCompany: return "Corporation";
    case ActorKind::kOrganisation:
    case ActorKind::kArmedGroup: return "Organization";
    case ActorKind::kOther: break;
  }
  return "Thing";
}

std::string_view action_status(EventStatus status) {
  switch (status) {
    case EventStatus::kHappened: return "CompletedActionStatus";
    case EventStatus::kDenied: return "FailedActionStatus";
    default: return "PotentialActionStatus";
  }
}

void write_reference(JsonWriter& json, Actor const& actor) {
  json.begin_object().member("@id", "actor:" + actor.slug).member("name", actor.name).end_object();
}

void write_actor_node(std::string& out, Actor const& actor) {
  JsonWriter json(out);
  json.begin_object().member("@id", "actor:" + actor.slug).member("@type", type_of(actor.kind));
  json.member("identifier", actor.slug).member("name", actor.name);
  if (!actor.aliases.empty()) {
    json.key("alternateName").begin_array();
    for (auto const& alias : actor.aliases) json.value(alias);
    json.end_array();
  }
  if (!actor.country.empty()) json.member("country", "actor:" + actor.country);
  if (actor.kind == ActorKind::kPerson && !actor.offices.empty()) {
    json.key("jobTitle").begin_array();
    for (auto const& office : actor.offices)
      json.value(office.of.empty() ? office.title : office.title + " (" + office.of + ")");
    json.end_array();
  }
  json.end_object();
}

void write_side(JsonWriter& json, std::string_view key, Event const& event, std::optional<Role> role,
                EventGraph const& graph) {
  bool begun = false;
  for (auto const& participant : event.participants) {
    if (role && participant.role != *role) continue;
    if (!std::exchange(begun, true)) json.key(key).begin_array();
    write_reference(json, *graph.actor(participant.actor));
  }
  if (begun) json.end_array();
}

void write_report(JsonWriter& json, Evidence const& evidence) {
  json.begin_object().member("@type", "NewsArticle");
  if (!evidence.article.empty()) json.member("identifier", evidence.article);
  if (!evidence.publisher.empty())
    json.key("publisher")
        .begin_object()
        .member("@type", "Organization")
        .member("name", evidence.publisher)
        .end_object();
  if (evidence.published) json.member("datePublished", *evidence.published);
  if (!evidence.sentence.empty()) json.member("abstract", evidence.sentence);
  json.end_object();
}

/// "meeting: Sergei Lavrov, Kim Jong Un"
std::string title_of(Event const& event, EventGraph const& graph) {
  std::string title(to_string(event.type));
  for (auto const& participant : event.participants) {
    title += &participant == &event.participants.front() ? ": " : ", ";
    title += graph.actor(participant.actor)->name;
  }
  return title;
}

void write_event_node(std::string& out, Event const& event, EventGraph const& graph) {
  auto const* cameo = find_cameo(event.cameo);
  JsonWriter json(out);
  json.begin_object().member("@id", "event:" + event_name(event.id)).member("@type", "Action");
  json.member("identifier", event_name(event.id)).member("name", title_of(event, graph));
  json.member("actionStatus", action_status(event.status));
  write_event_kind(json, event.type, event.status, event.cameo);
  if (event.date) {
    json.member("startTime", event.date->start)
        .member("endTime", event.date->end)
        .member("precision", to_string(event.date->precision));
  }
  if (is_mutual_event(event.type, cameo)) {
    write_side(json, "agent", event, std::nullopt, graph);
  } else {
    write_side(json, "agent", event, Role::kSource, graph);
    write_side(json, "participant", event, Role::kTarget, graph);
  }
  json.key("subjectOf").begin_array();
  for (auto const& evidence : event.evidence) write_report(json, evidence);
  json.end_array().end_object();
}

}  // namespace

std::vector<Part> json_ld(ExportScope const& scope) {
  auto const begun = std::make_shared<bool>(false);
  auto const separate = [begun](std::string& out) {
    if (std::exchange(*begun, true)) out += ",\n";
  };
  return {text_part(std::string(kBegin)),
          actors_part(scope,
                      [separate](std::string& out, ActorId, Actor const& actor) {
                        separate(out);
                        write_actor_node(out, actor);
                      }),
          events_part(scope,
                      [separate, graph = scope.view.graph](std::string& out, Event const& event) {
                        separate(out);
                        write_event_node(out, event, *graph);
                      }),
          text_part(std::string(kEnd))};
}

}  // namespace dragoman
