#include "server/gold_file.h"

#include <unordered_set>

#include <boost/json.hpp>

#include "api/article_input.h"
#include "api/item_splitter.h"
#include "coder/evaluation/categories.h"
#include "server/input_file.h"

namespace dragoman {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostBytes = std::size_t{16} << 20U;

json::value const* find(json::object const& object, std::string_view name) {
  auto const* const found = object.if_contains(name);
  return found == nullptr || found->is_null() ? nullptr : found;
}

/// One line of the file. What is wrong ends in `why`.
class LineReader {
 public:
  std::optional<GoldDocument> read(std::string_view text) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view(text.data(), text.size()), error);
    if (error) return fail("Not JSON: " + error.message() + ".");
    if (!value.is_object()) return fail("Not a JSON object.");
    auto const& object = value.get_object();
    auto article = read_article(object);
    if (!article) {
      auto const& fault = article.error();
      return fail(fault.field.empty() ? fault.detail : fault.field + ": " + fault.detail);
    }
    GoldDocument out{.article = std::move(*article)};
    if (auto const* events = find(object, "events")) {
      if (!events->is_array()) return fail("events: must be an array.");
      for (std::size_t i = 0; i < events->get_array().size(); ++i)
        if (!read_event(events->get_array()[i], out)) return fail("events[" + std::to_string(i) + "]: " + why_);
    }
    return out;
  }

  std::string const& why() const { return why_; }
  bool has_types() const { return has_types_; }
  bool has_categories() const { return has_categories_; }

 private:
  std::nullopt_t fail(std::string why) {
    why_ = std::move(why);
    return std::nullopt;
  }
  bool wrong(std::string why) {
    why_ = std::move(why);
    return false;
  }

  bool read_event(json::value const& value, GoldDocument& out) {
    if (!value.is_object()) return wrong("must be an object.");
    auto const& object = value.get_object();
    auto const* const type = find(object, "type");
    auto const* const code = find(object, "code");
    if (type == nullptr && code == nullptr) return wrong("has neither a type nor a code.");
    if (!(type != nullptr ? type : code)->is_string()) return wrong("its type or code must be a string.");
    if (type == nullptr) {
      has_categories_ = true;
      out.categories.insert(fold_category(code->get_string()));
      return true;
    }
    has_types_ = true;
    auto const known = parse_event_type(type->get_string());
    if (!known) return wrong("unknown type '" + std::string(type->get_string()) + "'.");
    GoldEvent event{.type = *known};
    std::vector<std::string> names;
    auto const* const actors = find(object, "actors");
    for (auto const* const field : {"actors", "source", "target"})
      if ((actors != nullptr) == (std::string_view(field) == "actors") && !read_texts(object, field, names))
        return false;
    for (auto& name : names) event.actors.push_back({.name = std::move(name), .aliases = {}});
    if (!read_aliases(object, event) || !read_texts(object, "optional_actors", event.optional_actors) ||
        !read_texts(object, "sentences", event.sentences) || !read_texts(object, "sentence", event.sentences))
      return false;
    if (auto const* date = find(object, "date")) {
      if (date->is_string() && !date->get_string().empty()) {
        event.date = parse_day_span(date->get_string());
        if (!event.date) return wrong("date: '" + std::string(date->get_string()) + "' is no date and no DATE/DATE.");
      } else if (!date->is_string()) {
        return wrong("date: must be a string.");
      }
    }
    if (auto const* optional = find(object, "optional")) {
      if (!optional->is_bool()) return wrong("optional: must be true or false.");
      event.optional = optional->get_bool();
    }
    out.events.push_back(std::move(event));
    return true;
  }

  /// A string, an object with a name, or an array of them.
  bool read_texts(json::object const& object, std::string_view field, std::vector<std::string>& out) {
    auto const* const value = find(object, field);
    if (value == nullptr) return true;
    auto const read = [&](json::value const& item) {
      auto const* const text = item.is_object() ? item.get_object().if_contains("name") : &item;
      if (text == nullptr || !text->is_string()) return false;
      if (!text->get_string().empty()) out.emplace_back(text->get_string());
      return true;
    };
    if (!value->is_array())
      return read(*value) || wrong(std::string(field) + ": must be a string or an array of strings.");
    for (auto const& item : value->get_array())
      if (!read(item)) return wrong(std::string(field) + ": must be a string or an array of strings.");
    return true;
  }

  bool read_aliases(json::object const& object, GoldEvent& event) {
    auto const* const value = find(object, "aliases");
    if (value == nullptr) return true;
    if (!value->is_object()) return wrong("aliases: must be an object: a name and its other names.");
    for (auto& actor : event.actors)
      if (!read_texts(value->get_object(), actor.name, actor.aliases)) return wrong("aliases: " + why_);
    return true;
  }

  std::string why_;
  bool has_types_ = false;
  bool has_categories_ = false;
};

}  // namespace

Result<GoldFile> read_gold(std::string const& name,
                           std::function<void(std::string const& place, std::string const& why)> const& bad) {
  auto file = open_input(name);
  if (!file) return file.error();
  GoldFile out;
  LineReader reader;
  std::unordered_set<std::string> ids;
  auto const sink = [&](Item const& item) {
    auto const place = input_name(name) + ':' + std::to_string(item.number);
    if (item.too_long) return bad(place, "Longer than the " + std::to_string(kMostBytes) + " bytes allowed.");
    auto document = reader.read(item.text);
    if (!document) return bad(place, reader.why());
    // Sentences are not looked up again: the published sets give some of their ids twice.
    if (!reader.has_categories() && !ids.insert(document->article.id).second)
      return bad(place, "The id '" + document->article.id + "' was there before.");
    if (reader.has_types() && reader.has_categories())
      return bad(place, "Some events have a type and others have a code: a file has one of the two.");
    out.documents.push_back(std::move(*document));
  };
  auto const splitter = make_line_splitter(kMostBytes);
  while (true) {
    auto const piece = (*file)->read();
    if (!piece) return piece.error();
    if (piece->empty()) break;
    splitter->feed(*piece, sink);
  }
  splitter->finish(sink);
  out.by_category = reader.has_categories();
  return out;
}

}  // namespace dragoman
