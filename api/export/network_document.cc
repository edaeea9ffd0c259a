#include "api/export/network_document.h"

#include <algorithm>
#include <array>

#include "api/export/xml_text.h"
#include "api/json.h"

namespace dragoman {
namespace {

std::string network_json(Network const& network, EventGraph const& graph) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("nodes").begin_array();
  for (auto const& node : network.nodes) {
    json.begin_object();
    write_actor_brief(json, *graph.actor(node.actor));
    json.member("count", node.count).member("total", node.total).end_object();
  }
  json.end_array().key("edges").begin_array();
  for (auto const& edge : network.edges) {
    json.begin_object()
        .member("source", graph.actor(edge.a)->slug)
        .member("target", graph.actor(edge.b)->slug)
        .member("count", edge.count)
        .key("first");
    write_date(json, edge.first);
    json.key("last");
    write_date(json, edge.last);
    json.end_object();
  }
  json.end_array().member("total", network.neighbours).end_object();
  return out;
}

/// How one of the XML formats writes nodes, edges and what is known of them.
struct XmlWords {
  std::string_view begin;
  std::string_view between;
  std::string_view end;
  std::string_view value;  // "<data key=\""
  bool value_is_content;   // <data key="k">v</data>; else <attvalue for="k" value="v"/>
  std::string_view values_begin;
  std::string_view values_end;
  bool has_labels;
};

constexpr XmlWords kGraphml{.begin =
                                "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                                "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
                                "<key id=\"kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
                                "<key id=\"country\" for=\"node\" attr.name=\"country\" attr.type=\"string\"/>\n"
                                "<key id=\"count\" for=\"node\" attr.name=\"count\" attr.type=\"int\"/>\n"
                                "<key id=\"total\" for=\"node\" attr.name=\"total\" attr.type=\"long\"/>\n"
                                "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n"
                                "<key id=\"first\" for=\"edge\" attr.name=\"first\" attr.type=\"string\"/>\n"
                                "<key id=\"last\" for=\"edge\" attr.name=\"last\" attr.type=\"string\"/>\n"
                                "<graph id=\"dragoman\" edgedefault=\"undirected\">\n",
                            .between = {},
                            .end = "</graph>\n</graphml>\n",
                            .value = "<data key=\"",
                            .value_is_content = true,
                            .values_begin = {},
                            .values_end = {},
                            .has_labels = false};
constexpr XmlWords kGexf{.begin =
                             "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                             "<meta><creator>Dragoman</creator></meta>\n"
                             "<graph defaultedgetype=\"undirected\" mode=\"static\">\n"
                             "<attributes class=\"node\">\n"
                             "<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n"
                             "<attribute id=\"country\" title=\"country\" type=\"string\"/>\n"
                             "<attribute id=\"count\" title=\"count\" type=\"integer\"/>\n"
                             "<attribute id=\"total\" title=\"total\" type=\"long\"/>\n"
                             "</attributes>\n"
                             "<attributes class=\"edge\">\n"
                             "<attribute id=\"first\" title=\"first\" type=\"string\"/>\n"
                             "<attribute id=\"last\" title=\"last\" type=\"string\"/>\n"
                             "</attributes>\n"
                             "<nodes>\n",
                         .between = "</nodes>\n<edges>\n",
                         .end = "</edges>\n</graph>\n</gexf>\n",
                         .value = "<attvalue for=\"",
                         .value_is_content = false,
                         .values_begin = "<attvalues>",
                         .values_end = "</attvalues>",
                         .has_labels = true};

void append_value(std::string& out, XmlWords const& words, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out.append(words.value).append(key).append(words.value_is_content ? "\">" : "\" value=\"");
  append_xml(out, value);
  out += words.value_is_content ? "</data>" : "\"/>";
}

std::string first_day(std::optional<DateRange> const& date) { return date ? to_string(date->start) : std::string(); }

std::string network_xml(XmlWords const& words, Network const& network, EventGraph const& graph) {
  std::string out(kXmlHeader);
  out += words.begin;
  for (auto const& node : network.nodes) {
    auto const& actor = *graph.actor(node.actor);
    out += "<node";
    append_attribute(out, "id", actor.slug);
    if (words.has_labels) append_attribute(out, "label", actor.name);
    out.append(">").append(words.values_begin);
    if (!words.has_labels) append_value(out, words, "name", actor.name);
    append_value(out, words, "kind", to_string(actor.kind));
    append_value(out, words, "country", actor.country);
    append_value(out, words, "count", std::to_string(node.count));
    append_value(out, words, "total", std::to_string(node.total));
    out.append(words.values_end).append("</node>\n");
  }
  out += words.between;
  std::size_t number = 0;
  for (auto const& edge : network.edges) {
    out += "<edge";
    append_attribute(out, "id", "m" + std::to_string(number++));
    append_attribute(out, "source", graph.actor(edge.a)->slug);
    append_attribute(out, "target", graph.actor(edge.b)->slug);
    if (words.has_labels) append_attribute(out, "weight", std::to_string(edge.count));
    out.append(">").append(words.values_begin);
    if (!words.has_labels) append_value(out, words, "weight", std::to_string(edge.count));
    append_value(out, words, "first", first_day(edge.first));
    append_value(out, words, "last", first_day(edge.last));
    out.append(words.values_end).append("</edge>\n");
  }
  out += words.end;
  return out;
}

std::string network_gexf(Network const& network, EventGraph const& graph) { return network_xml(kGexf, network, graph); }

std::string network_graphml(Network const& network, EventGraph const& graph) {
  return network_xml(kGraphml, network, graph);
}

constexpr std::array kFormats = {
    NetworkFormat{"json", "application/json", {}, network_json},
    NetworkFormat{"gexf", "application/gexf+xml", "dragoman-network.gexf", network_gexf},
    NetworkFormat{"graphml", "application/graphml+xml", "dragoman-network.graphml", network_graphml},
};

}  // namespace

std::span<NetworkFormat const> network_formats() { return kFormats; }

NetworkFormat const* find_network_format(std::string_view name) {
  auto const found = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](NetworkFormat const& format) { return name.empty() || format.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace dragoman
