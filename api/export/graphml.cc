// GraphML: actors, and an edge for each dyad of each event. Readers want all edges directed or none: who is the source
// of a mutual event has no meaning, and its edge says so.

#include <charconv>

#include "api/export/dyads.h"
#include "api/export/formats.h"
#include "api/export/xml_text.h"
#include "api/json.h"

namespace dragoman {
namespace {

constexpr std::string_view kBegin =
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
    "<key id=\"kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "<key id=\"country\" for=\"node\" attr.name=\"country\" attr.type=\"string\"/>\n"
    "<key id=\"event\" for=\"edge\" attr.name=\"event\" attr.type=\"string\"/>\n"
    "<key id=\"type\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n"
    "<key id=\"status\" for=\"edge\" attr.name=\"status\" attr.type=\"string\"/>\n"
    "<key id=\"mutual\" for=\"edge\" attr.name=\"mutual\" attr.type=\"boolean\"/>\n"
    "<key id=\"cameo\" for=\"edge\" attr.name=\"cameo\" attr.type=\"string\"/>\n"
    "<key id=\"plover\" for=\"edge\" attr.name=\"plover\" attr.type=\"string\"/>\n"
    "<key id=\"goldstein\" for=\"edge\" attr.name=\"goldstein\" attr.type=\"double\"/>\n"
    "<key id=\"date\" for=\"edge\" attr.name=\"date\" attr.type=\"string\"/>\n"
    "<key id=\"date_end\" for=\"edge\" attr.name=\"date_end\" attr.type=\"string\"/>\n"
    "<key id=\"reports\" for=\"edge\" attr.name=\"reports\" attr.type=\"int\"/>\n"
    "<graph id=\"dragoman\" edgedefault=\"directed\">\n";
constexpr std::string_view kEnd = "</graph>\n</graphml>\n";

void append_data(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out += "<data";
  append_attribute(out, "key", key);
  out += '>';
  append_xml(out, value);
  out += "</data>";
}

std::string score_text(float score) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, score).ptr};
}

void append_node(std::string& out, Actor const& actor) {
  out += "<node";
  append_attribute(out, "id", actor.slug);
  out += '>';
  append_data(out, "name", actor.name);
  append_data(out, "kind", to_string(actor.kind));
  append_data(out, "country", actor.country);
  out += "</node>\n";
}

void append_edges(std::string& out, Event const& event, EventGraph const& graph) {
  auto const* cameo = find_cameo(event.cameo);
  bool const mutual = is_mutual_event(event.type, cameo);
  for (auto const& dyad : dyads(event.participants, mutual)) {
    if (!dyad.is_pair()) continue;
    out += "<edge";
    append_attribute(out, "source", graph.actor(*dyad.source)->slug);
    append_attribute(out, "target", graph.actor(*dyad.target)->slug);
    out += '>';
    append_data(out, "event", event_name(event.id));
    append_data(out, "type", to_string(event.type));
    append_data(out, "status", to_string(event.status));
    append_data(out, "mutual", mutual ? "true" : "false");
    append_data(out, "cameo", event.cameo);
    if (cameo != nullptr) {
      append_data(out, "plover", to_string(cameo->plover));
      append_data(out, "goldstein", score_text(cameo->goldstein));
    }
    if (event.date) {
      append_data(out, "date", to_string(event.date->start));
      append_data(out, "date_end", to_string(event.date->end));
    }
    append_data(out, "reports", std::to_string(event.evidence.size()));
    out += "</edge>\n";
  }
}

}  // namespace

std::vector<Part> graphml(ExportScope const& scope) {
  return {text_part(std::string(kXmlHeader) + std::string(kBegin)),
          actors_part(scope, [](std::string& out, ActorId, Actor const& actor) { append_node(out, actor); }),
          events_part(scope, [graph = scope.view.graph](std::string& out,
                                                        Event const& event) { append_edges(out, event, *graph); }),
          text_part(std::string(kEnd))};
}

}  // namespace dragoman
