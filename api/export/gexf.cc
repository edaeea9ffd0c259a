// GEXF 1.3, dynamic: actors, and an edge for each dyad and type of event. Each time that it happened is a spell of the
// edge; times that touch are one, as Gephi wants none to overlap.

#include <charconv>
#include <memory>
#include <numeric>
#include <span>

#include "api/export/formats.h"
#include "api/export/pair_events.h"
#include "api/export/xml_text.h"

namespace dragoman {
namespace {

constexpr std::string_view kBegin =
    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
    "<meta><creator>Dragoman</creator></meta>\n"
    "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n"
    "<attributes class=\"node\">\n"
    "<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n"
    "<attribute id=\"country\" title=\"country\" type=\"string\"/>\n"
    "</attributes>\n"
    "<attributes class=\"edge\">\n"
    "<attribute id=\"events\" title=\"events\" type=\"integer\"/>\n"
    "<attribute id=\"goldstein\" title=\"goldstein\" type=\"double\"/>\n"
    "</attributes>\n"
    "<nodes>\n";
constexpr std::string_view kBetween = "</nodes>\n<edges>\n";
constexpr std::string_view kEnd = "</edges>\n</graph>\n</gexf>\n";

void append_value(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out += "<attvalue";
  append_attribute(out, "for", key);
  append_attribute(out, "value", value);
  out += "/>";
}

void append_node(std::string& out, Actor const& actor) {
  out += "<node";
  append_attribute(out, "id", actor.slug);
  append_attribute(out, "label", actor.name);
  out += "><attvalues>";
  append_value(out, "kind", to_string(actor.kind));
  append_value(out, "country", actor.country);
  out += "</attvalues></node>\n";
}

void append_spell(std::string& out, DateRange const& spell) {
  out += "<spell";
  append_attribute(out, "start", to_string(spell.start));
  append_attribute(out, "end", to_string(spell.end));
  out += "/>";
}

/// `events` go by their first day; those without a date have no spell.
void append_spells(std::string& out, std::span<PairEvent const> events) {
  std::optional<DateRange> spell;
  for (auto const& event : events) {
    if (!event.date) continue;
    if (spell && event.date->start <= spell->end) {
      spell->end = std::max(spell->end, event.date->end);
      continue;
    }
    if (spell) {
      append_spell(out, *spell);
    } else {
      out += "<spells>";
    }
    spell = event.date;
  }
  if (!spell) return;
  append_spell(out, *spell);
  out += "</spells>";
}

void append_edge(std::string& out, std::size_t number, std::span<PairEvent const> events, EventGraph const& graph) {
  auto const& first = events.front();
  auto const count = std::to_string(events.size());
  auto const sum = std::accumulate(events.begin(), events.end(), 0.0,
                                   [](double before, PairEvent const& e) { return before + double{e.goldstein}; });
  char mean[32];
  auto* const mean_end =
      std::to_chars(mean, mean + sizeof mean, sum / static_cast<double>(events.size()), std::chars_format::fixed, 2)
          .ptr;
  out += "<edge";
  append_attribute(out, "id", std::to_string(number));
  append_attribute(out, "source", graph.actor(first.source)->slug);
  append_attribute(out, "target", graph.actor(first.target)->slug);
  append_attribute(out, "kind", to_string(first.type));
  append_attribute(out, "label", to_string(first.type));
  append_attribute(out, "weight", count);
  out += "><attvalues>";
  append_value(out, "events", count);
  append_value(out, "goldstein", {mean, mean_end});
  out += "</attvalues>";
  append_spells(out, events);
  out += "</edge>\n";
}

Part edges_part(ExportScope const& scope) {
  auto const pairs = std::make_shared<PairEvents>(scope);
  return [pairs, graph = scope.view.graph, number = std::size_t{0}](std::string& out) mutable {
    auto const events = pairs->next();
    if (events.empty()) return false;
    append_edge(out, number++, events, *graph);
    return true;
  };
}

}  // namespace

std::vector<Part> gexf(ExportScope const& scope) {
  return {text_part(std::string(kXmlHeader) + std::string(kBegin)),
          actors_part(scope, [](std::string& out, ActorId, Actor const& actor) { append_node(out, actor); }),
          text_part(std::string(kBetween)), edges_part(scope), text_part(std::string(kEnd))};
}

}  // namespace dragoman
