#include "api/export/formats.h"

#include <algorithm>
#include <array>

namespace dragoman {
namespace {

constexpr std::string_view kLines = "application/x-ndjson";
constexpr std::string_view kCommas = "text/csv; charset=utf-8; header=present";
constexpr std::string_view kTabs = "text/tab-separated-values; charset=utf-8";

constexpr std::array kFormats = {
    ExportFormat{"events", "ndjson", kLines, "dragoman-events.ndjson", event_lines},
    ExportFormat{"events", "csv", kCommas, "dragoman-events.csv", csv_table},
    ExportFormat{"events", "icews", kTabs, "dragoman-icews.tab", icews_table, false},
    ExportFormat{"events", "polecat", kTabs, "dragoman-polecat.tab", polecat_table, false},
    ExportFormat{"events", "graphml", "application/graphml+xml", "dragoman.graphml", graphml},
    ExportFormat{"events", "gexf", "application/gexf+xml", "dragoman.gexf", gexf},
    ExportFormat{"events", "neo4j-actors", kCommas, "dragoman-neo4j-actors.csv", neo4j_actors},
    ExportFormat{"events", "neo4j-events", kCommas, "dragoman-neo4j-events.csv", neo4j_events},
    ExportFormat{"events", "neo4j-participations", kCommas, "dragoman-neo4j-participations.csv", neo4j_participations},
    ExportFormat{"events", "jsonld", "application/ld+json", "dragoman-events.jsonld", json_ld},
    ExportFormat{"articles", "ndjson", kLines, "dragoman-articles.ndjson", article_lines},
    ExportFormat{"actors", "ndjson", kLines, "dragoman-actors.ndjson", actor_lines},
};

}  // namespace

std::span<ExportFormat const> export_formats() { return kFormats; }

ExportFormat const* find_export_format(std::string_view what, std::string_view name) {
  auto const found = std::find_if(kFormats.begin(), kFormats.end(), [&](ExportFormat const& format) {
    return format.what == what && (name.empty() || format.name == name);
  });
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace dragoman
