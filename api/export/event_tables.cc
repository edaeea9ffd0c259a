// Tables with a row for each dyad of an event.

#include <functional>

#include "api/coded_events/plover_codes.h"
#include "api/export/dyads.h"
#include "api/export/formats.h"
#include "api/export/table_row.h"
#include "api/json.h"

namespace dragoman {
namespace {

/// What one row says; the pointers are null for nobody and for a code that is not of the table.
struct Row {
  Event const& event;
  CameoCode const* cameo = nullptr;
  Actor const* source = nullptr;
  Actor const* target = nullptr;

  Evidence const& first_report() const {
    static Evidence const kNone;
    return event.evidence.empty() ? kNone : event.evidence.front();
  }
  std::optional<Day> first_day() const { return event.date ? std::optional(event.date->start) : std::nullopt; }
};

std::vector<Part> table(ExportScope const& scope, std::string_view names, char delimiter,
                        std::function<void(TableRow& row, Row const& content, EventGraph const& graph)> write) {
  auto rows = [graph = scope.view.graph, delimiter, write = std::move(write)](std::string& out, Event const& event) {
    auto const* cameo = find_cameo(event.cameo);
    auto const actor = [&](std::optional<ActorId> id) { return id ? graph->actor(*id) : nullptr; };
    for (auto const& [source, target] : dyads(event.participants, is_mutual_event(event.type, cameo))) {
      TableRow row(out, delimiter);
      write(row, {event, cameo, actor(source), actor(target)}, *graph);
      row.end();
    }
  };
  return {text_part(header_row(names, delimiter)), events_part(scope, std::move(rows))};
}

void write_actor_cells(TableRow& row, Actor const* actor) {
  if (actor == nullptr) {
    row.nothing().nothing().nothing().nothing();
  } else {
    row.cell(actor->slug).cell(actor->name).cell(to_string(actor->kind)).cell(actor->country);
  }
}

std::string_view name_of(Actor const* actor) { return actor == nullptr ? std::string_view{} : actor->name; }

/// The state's name, as these data sets give it; a state is its own.
std::string_view country_of(Actor const* actor, EventGraph const& graph) {
  if (actor == nullptr) return {};
  if (actor->kind == ActorKind::kState) return actor->name;
  auto const state = graph.actor_by_slug(actor->country);
  return state ? std::string_view(graph.actor(graph.survivor(*state))->name) : std::string_view(actor->country);
}

/// In the words of ICEWS.
std::string_view sector_of(Actor const* actor) {
  if (actor == nullptr) return {};
  switch (actor->kind) {
    case ActorKind::kOrganisation: return "International Government Organization";
    case ActorKind::kBody: return "Government";
    case ActorKind::kArmedGroup: return "Rebel";
    case ActorKind::kParty: return "Parties";
    case ActorKind::kCompany: return "Business";
    default: return {};
  }
}

/// In the words of POLECAT.
std::string_view quad_of(Plover category) {
  if (category == Plover::kNone) return {};
  if (category <= Plover::kConcede) return "VERBAL COOPERATION";
  if (category <= Plover::kRetreat) return "MATERIAL COOPERATION";
  if (category <= Plover::kThreaten) return "VERBAL CONFLICT";
  return "MATERIAL CONFLICT";
}

}  // namespace

std::vector<Part> csv_table(ExportScope const& scope) {
  constexpr std::string_view kNames =
      "event_id,date,date_end,date_precision,type,status,cameo,cameo_name,plover,goldstein,source_id,source_name,"
      "source_kind,source_country,target_id,target_name,target_kind,target_country,reports,article,publisher,"
      "published,sentence";
  return table(scope, kNames, ',', [](TableRow& row, Row const& content, EventGraph const&) {
    auto const& event = content.event;
    row.cell(event_name(event.id)).cell(content.first_day());
    if (event.date) {
      row.cell(event.date->end).cell(to_string(event.date->precision));
    } else {
      row.nothing().nothing();
    }
    row.cell(to_string(event.type)).cell(to_string(event.status)).cell(event.cameo);
    if (content.cameo != nullptr) {
      row.cell(content.cameo->name).cell(to_string(content.cameo->plover)).cell(content.cameo->goldstein);
    } else {
      row.nothing().nothing().nothing();
    }
    write_actor_cells(row, content.source);
    write_actor_cells(row, content.target);
    auto const& report = content.first_report();
    row.cell(event.evidence.size())
        .cell(report.article)
        .cell(report.publisher)
        .cell(report.published)
        .cell(report.sentence);
  });
}

std::vector<Part> icews_table(ExportScope const& scope) {
  constexpr std::string_view kNames =
      "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
      "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,"
      "Longitude";
  return table(scope, kNames, '\t', [](TableRow& row, Row const& content, EventGraph const& graph) {
    auto const* cameo = content.cameo;
    row.cell(event_name(content.event.id)).cell(content.first_day());
    row.cell(name_of(content.source)).cell(sector_of(content.source)).cell(country_of(content.source, graph));
    row.cell(cameo == nullptr ? std::string_view{} : cameo->name).cell(content.event.cameo);
    if (cameo == nullptr) {
      row.nothing();
    } else {
      row.cell(cameo->goldstein);
    }
    row.cell(name_of(content.target)).cell(sector_of(content.target)).cell(country_of(content.target, graph));
    auto const& report = content.first_report();
    row.cell(report.article).nothing().cell(report.publisher);
    for (int place = 0; place < 6; ++place) row.nothing();  // events have no place
  });
}

std::vector<Part> polecat_table(ExportScope const& scope) {
  constexpr std::string_view kNames =
      "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Primary Actor "
      "Sector,Recipient Name,Recipient Country,Primary Recipient Sector,CAMEO Code,Story ID,Source,Publication Date,"
      "Sentence";
  return table(scope, kNames, '\t', [](TableRow& row, Row const& content, EventGraph const& graph) {
    auto const* cameo = content.cameo;
    auto const plover = cameo == nullptr ? Plover::kNone : cameo->plover;
    row.cell(event_name(content.event.id)).cell(content.first_day());
    row.cell(plover == Plover::kNone ? to_string(content.event.type) : to_string(plover));
    row.cell(cameo == nullptr ? std::string_view{} : plover_mode(*cameo));
    if (cameo == nullptr) {
      row.nothing();
    } else {
      row.cell(cameo->goldstein);
    }
    row.cell(quad_of(plover)).nothing();
    row.cell(name_of(content.source)).cell(country_of(content.source, graph)).cell(sector_of(content.source));
    row.cell(name_of(content.target)).cell(country_of(content.target, graph)).cell(sector_of(content.target));
    auto const& report = content.first_report();
    row.cell(content.event.cameo)
        .cell(report.article)
        .cell(report.publisher)
        .cell(report.published)
        .cell(report.sentence);
  });
}

}  // namespace dragoman
