// NDJSON: one event, article or actor a line.

#include <algorithm>
#include <cstddef>

#include "api/export/formats.h"
#include "api/json.h"

namespace dragoman {
namespace {

// An event that more tell is written in several lines with the same id, so that none is too long to be read again.
constexpr std::size_t kMostEvidenceInLine = 5000;
constexpr std::size_t kMostBytesInLine = std::size_t{2} << 20U;

void write_line(std::string& out, Event const& event, EventGraph const& graph) {
  JsonWriter json(out);
  write_event(json, event, graph, ParticipantDetail::kWithKind);
  out += '\n';
}

using AtEvidence = EvidenceList::const_iterator;

/// Where the line that begins with the evidence at `begin` has enough.
AtEvidence end_of_line(AtEvidence begin, AtEvidence end) {
  std::size_t bytes = 0;
  auto at = begin;
  while (at != end && static_cast<std::size_t>(at - begin) < kMostEvidenceInLine && bytes < kMostBytesInLine) {
    bytes += at->sentence.size() + at->article.size() + at->publisher.size();
    ++at;
  }
  return at;
}

}  // namespace

std::vector<Part> event_lines(ExportScope const& scope) {
  return {events_part(scope, [graph = scope.view.graph](std::string& out, Event const& event) {
    auto const end = event.evidence.end();
    auto at = end_of_line(event.evidence.begin(), end);
    if (at == end) {
      write_line(out, event, *graph);
      return;
    }
    auto piece = event;
    for (auto begin = event.evidence.begin(); begin != end; begin = at) {
      at = end_of_line(begin, end);
      piece.evidence.assign(begin, at);
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
