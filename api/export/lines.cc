// NDJSON: one event, article or actor a line.

#include <algorithm>
#include <cstddef>

#include "api/export/formats.h"
#include "api/json.h"

namespace dragoman {
namespace {

// An event that more articles tell is written in several lines with the same id, so that none is too long to be read
// again.
constexpr std::size_t kMostEvidenceInLine = 5000;

void write_line(std::string& out, Event const& event, EventGraph const& graph) {
  JsonWriter json(out);
  write_event(json, event, graph, ParticipantDetail::kWithKind);
  out += '\n';
}

}  // namespace

std::vector<Part> event_lines(ExportScope const& scope) {
  return {events_part(scope, [graph = scope.view.graph](std::string& out, Event const& event) {
    if (event.evidence.size() <= kMostEvidenceInLine) {
      write_line(out, event, *graph);
      return;
    }
    auto piece = event;
    for (std::size_t at = 0; at < event.evidence.size(); at += kMostEvidenceInLine) {
      auto const begin = event.evidence.begin() + static_cast<std::ptrdiff_t>(at);
      piece.evidence.assign(
          begin, begin + static_cast<std::ptrdiff_t>(std::min(kMostEvidenceInLine, event.evidence.size() - at)));
      write_line(out, piece, *graph);
    }
  })};
}

std::vector<Part> article_lines(ExportScope const& scope) { return {article_lines_part(scope)}; }

std::vector<Part> actor_lines(ExportScope const& scope) {
  return {actors_part(scope, [](std::string& out, ActorId, Actor const& actor) {
    JsonWriter json(out);
    json.begin_object();
    write_actor(json, actor);
    json.end_object();
    out += '\n';
  })};
}

}  // namespace dragoman
