#include "server/load/xml_articles.h"

#include <initializer_list>

#include <pugixml.hpp>

namespace dragoman {
namespace {

/// Prefixes differ from feed to feed.
std::string_view local_name(pugi::xml_node node) {
  std::string_view const name = node.name();
  auto const colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  return parent.find_child([&](pugi::xml_node node) { return local_name(node) == name; });
}

/// All text in it, also that of elements in it (Atom's XHTML).
void collect(pugi::xml_node node, std::string& out) {
  for (auto const part : node) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) {
      out += part.value();
      continue;
    }
    bool const block = local_name(part) == "p" || local_name(part) == "br" || local_name(part) == "div";
    if (block) out += '\n';
    collect(part, out);
    if (block) out += '\n';
  }
}

std::string text_of(pugi::xml_node node) {
  std::string out;
  collect(node, out);
  return out;
}

/// The first of these children that says something, as plain text.
std::string first_text(pugi::xml_node parent, std::initializer_list<std::string_view> names) {
  for (auto const name : names)
    if (auto text = html_text(text_of(child(parent, name))); !text.empty()) return text;
  return {};
}

void put(boost::json::object& article, std::string_view name, std::string const& value) {
  if (!value.empty()) article[name] = value;
}

/// An id is one only when no other feed can have the same.
std::string global_id(std::string const& id) {
  return id.find("://") != id.npos || id.starts_with("tag:") || id.starts_with("urn:") ? id : std::string();
}

boost::json::object rss_item(pugi::xml_node item, std::string const& publisher) {
  boost::json::object article;
  auto const url = first_text(item, {"link"});
  auto const id = global_id(first_text(item, {"guid", "identifier"}));
  put(article, "id", id.empty() ? url : id);
  put(article, "url", url);
  put(article, "title", first_text(item, {"title"}));
  put(article, "published", first_text(item, {"pubDate", "date", "published"}));
  auto const origin = first_text(item, {"source"});
  put(article, "publisher", origin.empty() ? publisher : origin);
  article["text"] = first_text(item, {"encoded", "description"});
  return article;
}

std::string atom_link(pugi::xml_node entry) {
  for (auto const link : entry.children()) {
    if (local_name(link) != "link") continue;
    std::string_view const rel = link.attribute("rel").value();
    if (rel.empty() || rel == "alternate") return link.attribute("href").value();
  }
  return {};
}

boost::json::object atom_entry(pugi::xml_node entry, std::string const& publisher) {
  boost::json::object article;
  auto const url = atom_link(entry);
  auto const id = global_id(first_text(entry, {"id"}));
  put(article, "id", id.empty() ? url : id);
  put(article, "url", url);
  put(article, "title", first_text(entry, {"title"}));
  put(article, "published", first_text(entry, {"published", "issued", "updated", "modified"}));
  auto const origin = first_text(child(entry, "source"), {"title"});
  put(article, "publisher", origin.empty() ? publisher : origin);
  article["text"] = first_text(entry, {"content", "summary"});
  return article;
}

boost::json::object nitf_story(pugi::xml_node story) {
  boost::json::object article;
  auto const head = child(story, "head");
  auto const data = child(head, "docdata");
  auto const body = child(story, "body");
  put(article, "id", data.child("doc-id").attribute("id-string").value());
  auto title = first_text(child(child(body, "body.head"), "hedline"), {"hl1"});
  put(article, "title", title.empty() ? first_text(head, {"title"}) : title);
  std::string date = data.child("date.issue").attribute("norm").value();
  if (date.empty()) date = data.child("date.release").attribute("norm").value();
  if (date.empty()) date = child(head, "pubdata").attribute("date.publication").value();
  put(article, "published", date.substr(0, date.find('T')));
  std::string publisher = child(head, "pubdata").attribute("name").value();
  if (publisher.empty()) publisher = data.child("doc.copyright").attribute("holder").value();
  put(article, "publisher", publisher);
  put(article, "url", child(head, "pubdata").attribute("ex-ref").value());
  std::string text;
  for (auto const paragraph : child(body, "body.content").select_nodes(".//p")) {
    auto const line = html_text(text_of(paragraph.node()));
    if (line.empty()) continue;
    if (!text.empty()) text += '\n';
    text += line;
  }
  article["text"] = text;
  return article;
}

template <class Read>
std::vector<boost::json::object> each(pugi::xml_node parent, std::string_view name, Read const& read) {
  std::vector<boost::json::object> articles;
  for (auto const node : parent.children())
    if (local_name(node) == name) articles.push_back(read(node));
  return articles;
}

}  // namespace

Result<std::vector<boost::json::object>> read_xml_articles(std::string_view document) {
  pugi::xml_document xml;
  auto const parsed = xml.load_buffer(document.data(), document.size());
  if (!parsed) {
    return invalid_argument("Not well-formed XML at byte " + std::to_string(parsed.offset + 1) + ": " +
                            parsed.description() + ".");
  }
  auto const root = xml.document_element();
  auto const name = local_name(root);
  if (name == "rss" || name == "RDF") {
    auto const channel = child(root, "channel");
    auto const publisher = first_text(channel, {"title"});
    return each(name == "rss" ? channel : root, "item", [&](pugi::xml_node item) { return rss_item(item, publisher); });
  }
  if (name == "feed") {
    auto const publisher = first_text(root, {"title"});
    return each(root, "entry", [&](pugi::xml_node entry) { return atom_entry(entry, publisher); });
  }
  if (name == "nitf") return std::vector<boost::json::object>{nitf_story(root)};
  return invalid_argument("XML of no kind that is known (RSS, Atom, NITF): it begins with <" +
                          std::string(root.name()) + ">.");
}

}  // namespace dragoman
