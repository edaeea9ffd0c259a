// The three files of neo4j-admin's bulk import: nodes for actors and events, relationships between them.

#include <algorithm>

#include "api/export/formats.h"
#include "api/export/table_row.h"
#include "api/json.h"

namespace dragoman {
namespace {

/// Names are listed with semicolons between them, so none may have one.
std::string joined(std::vector<std::string> const& names) {
  std::string text;
  for (auto const& name : names) {
    if (!text.empty()) text += ';';
    auto const begin = text.size();
    text += name;
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), ';', ',');
  }
  return text;
}

std::string_view label_of(ActorKind kind) {
  switch (kind) {
    case ActorKind::kPerson: return "Actor;Person";
    case ActorKind::kState: return "Actor;State";
    case ActorKind::kOrganisation: return "Actor;Organisation";
    case ActorKind::kBody: return "Actor;Body";
    case ActorKind::kArmedGroup: return "Actor;ArmedGroup";
    case ActorKind::kParty: return "Actor;Party";
    case ActorKind::kCompany: return "Actor;Company";
    case ActorKind::kOther: break;
  }
  return "Actor";
}

}  // namespace

std::vector<Part> neo4j_actors(ExportScope const& scope) {
  return {text_part(header_row("actorId:ID(Actor),name,kind,country,aliases:string[],:LABEL", ',')),
          actors_part(scope, [](std::string& out, ActorId, Actor const& actor) {
            TableRow(out, ',')
                .cell(actor.slug)
                .cell(actor.name)
                .cell(to_string(actor.kind))
                .cell(actor.country)
                .cell(joined(actor.aliases))
                .cell(label_of(actor.kind))
                .end();
          })};
}

std::vector<Part> neo4j_events(ExportScope const& scope) {
  return {text_part(header_row("eventId:ID(Event),type,status,cameo,plover,goldstein:float,start:date,end:date,"
                               "precision,reports:int,article,publisher,sentence,:LABEL",
                               ',')),
          events_part(scope, [](std::string& out, Event const& event) {
            static Evidence const kNone;
            TableRow row(out, ',');
            row.cell(event_name(event.id)).cell(to_string(event.type)).cell(to_string(event.status)).cell(event.cameo);
            if (auto const* cameo = find_cameo(event.cameo)) {
              row.cell(to_string(cameo->plover)).cell(cameo->goldstein);
            } else {
              row.nothing().nothing();
            }
            if (event.date) {
              row.cell(event.date->start).cell(event.date->end).cell(to_string(event.date->precision));
            } else {
              row.nothing().nothing().nothing();
            }
            auto const& report = event.evidence.empty() ? kNone : event.evidence.front();
            row.cell(event.evidence.size())
                .cell(report.article)
                .cell(report.publisher)
                .cell(report.sentence)
                .cell("Event")
                .end();
          })};
}

std::vector<Part> neo4j_participations(ExportScope const& scope) {
  return {text_part(header_row(":START_ID(Actor),:END_ID(Event),role,:TYPE", ',')),
          events_part(scope, [graph = scope.view.graph](std::string& out, Event const& event) {
            for (auto const& participant : event.participants) {
              TableRow(out, ',')
                  .cell(graph->actor(participant.actor)->slug)
                  .cell(event_name(event.id))
                  .cell(to_string(participant.role))
                  .cell("TAKES_PART")
                  .end();
            }
          })};
}

}  // namespace dragoman
