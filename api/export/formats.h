#pragma once
// In which forms what is known can be taken away.

#include <span>
#include <string_view>
#include <vector>

#include "api/export/document.h"

namespace dragoman {

struct ExportFormat {
  std::string_view what;  // "events", "articles", "actors"
  std::string_view name;  // "csv"
  std::string_view content_type;
  std::string_view file_name;
  std::vector<Part> (*make)(ExportScope const& scope);
  bool says_status = true;  // false: has no place for it, so that only what happened belongs in it
};

/// The first of each `what` is its default.
std::span<ExportFormat const> export_formats();
/// Null when there is none; an empty name stands for the default.
ExportFormat const* find_export_format(std::string_view what, std::string_view name);

// One function a format.
std::vector<Part> event_lines(ExportScope const& scope);    // NDJSON that POST /v1/events takes
std::vector<Part> article_lines(ExportScope const& scope);  // NDJSON that POST /v1/articles takes
std::vector<Part> actor_lines(ExportScope const& scope);
std::vector<Part> csv_table(ExportScope const& scope);    // a row a dyad
std::vector<Part> icews_table(ExportScope const& scope);  // 20 columns
std::vector<Part> polecat_table(ExportScope const& scope);
std::vector<Part> graphml(ExportScope const& scope);  // an edge for each dyad of each event
std::vector<Part> gexf(ExportScope const& scope);     // an edge for each dyad and type, with dates
std::vector<Part> neo4j_actors(ExportScope const& scope);
std::vector<Part> neo4j_events(ExportScope const& scope);
std::vector<Part> neo4j_participations(ExportScope const& scope);
std::vector<Part> json_ld(ExportScope const& scope);  // schema.org

}  // namespace dragoman
