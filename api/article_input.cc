#include "api/article_input.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include <boost/json.hpp>

#include "api/hashing.h"
#include "api/published.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

namespace json = boost::json;
using Names = std::span<std::string_view const>;

constexpr std::array<std::string_view, 5> kText = {"text", "maintext", "body", "content", "article_text"};
constexpr std::array<std::string_view, 3> kTitle = {"title", "headline", "name"};
constexpr std::array<std::string_view, 11> kPublished = {
    "published",     "date_published", "date_publish", "dateTimePub", "publish_date", "published_at",
    "datePublished", "pubDate",        "dateTime",     "pub_date",    "date"};
constexpr std::array<std::string_view, 9> kPublisher = {"publisher", "source_domain", "domain",   "source",     "site",
                                                        "sitename",  "site_name",     "hostname", "source_name"};
constexpr std::array<std::string_view, 2> kUrl = {"url", "link"};
constexpr std::array<std::string_view, 2> kId = {"id", "article_id"};
constexpr std::array<std::string_view, 2> kLanguage = {"language", "lang"};
constexpr std::array<std::string_view, 3> kPublisherParts = {"name", "title", "uri"};

constexpr std::size_t kMostIdBytes = 512;
constexpr std::size_t kMostFieldBytes = 8192;
constexpr std::size_t kMostLanguageBytes = 35;

struct Field {
  std::string_view name;
  json::value const* value = nullptr;
};

/// The first name under which there is something.
Field find_field(json::object const& object, Names names) {
  for (auto const name : names) {
    auto const* found = object.if_contains(name);
    if (found != nullptr && !found->is_null()) return {name, found};
  }
  return {names.front(), nullptr};
}

std::string_view kind_name(json::value const& value) {
  switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_: return "a number";
    case json::kind::string: return "a string";
    case json::kind::array: return "an array";
    case json::kind::object: return "an object";
  }
  return "something else";
}

InputError fault(std::string_view field, std::string detail) { return {std::string(field), std::move(detail)}; }

InputError wrong_type(Field const& field, std::string_view wanted) {
  return fault(field.name, "\"" + std::string(field.name) + "\" must be " + std::string(wanted) + ", not " +
                               std::string(kind_name(*field.value)) + ".");
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7f; });
}

std::string clean(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\0', ' ');
  return out;
}

template <class T>
using Read = boost::system::result<T, InputError>;

/// A short optional string; empty when absent.
Read<std::string> read_string(Field const& field, std::size_t most_bytes) {
  if (field.value == nullptr) return std::string();
  auto const* text = field.value->if_string();
  if (text == nullptr) return wrong_type(field, "a string");
  if (text->size() > most_bytes) {
    return fault(field.name,
                 "\"" + std::string(field.name) + "\" is longer than " + std::to_string(most_bytes) + " bytes.");
  }
  return clean(*text);
}

Read<std::string> read_text(json::object const& object, ArticleInputLimits const& limits) {
  auto const field = find_field(object, kText);
  if (field.value == nullptr) return fault(field.name, "\"text\" is missing.");
  auto const* text = field.value->if_string();
  if (text == nullptr) return wrong_type(field, "a string");
  if (is_blank(*text)) return fault(field.name, "\"" + std::string(field.name) + "\" is empty.");
  auto const characters = count_code_points(*text);
  if (characters > limits.text_characters) {
    return fault(field.name, "\"" + std::string(field.name) + "\" has " + std::to_string(characters) +
                                 " characters, more than the " + std::to_string(limits.text_characters) + " allowed.");
  }
  return clean(*text);
}

std::optional<std::int64_t> whole_number(json::value const& value) {
  if (auto const* number = value.if_int64()) return *number;
  if (auto const* number = value.if_uint64(); number != nullptr && *number <= INT64_MAX) {
    return static_cast<std::int64_t>(*number);
  }
  return std::nullopt;
}

Read<std::optional<Day>> read_published(json::object const& object) {
  auto const field = find_field(object, kPublished);
  if (field.value == nullptr) return std::optional<Day>();
  if (auto const* text = field.value->if_string()) {
    if (is_blank(*text)) return std::optional<Day>();
    if (auto const day = parse_published(*text)) return day;
  } else if (!field.value->is_number()) {
    return wrong_type(field, "a date");
  } else if (auto const number = whole_number(*field.value)) {
    if (auto const day = published_from_epoch(*number)) return day;
  }
  auto const shown = json::serialize(*field.value);
  return fault(field.name, "\"" + std::string(field.name) + "\" is not a date that is understood: " +
                               std::string(clip_utf8(shown, 100)) + " (write it as 2023-10-19).");
}

/// "bbc.co.uk", or an object that names it: {"uri": "bbc.co.uk", "title": "BBC"}.
Read<std::string> read_publisher(json::object const& object) {
  auto const field = find_field(object, kPublisher);
  if (field.value == nullptr || !field.value->is_object()) {
    if (field.value != nullptr && !field.value->is_string()) return wrong_type(field, "a string or an object");
    return read_string(field, kMostFieldBytes);
  }
  auto const part = find_field(field.value->get_object(), kPublisherParts);
  return read_string({field.name, part.value}, kMostFieldBytes);
}

struct Identity {
  std::string id;   // empty when not given
  std::string url;  // likewise
};

bool is_web_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

/// "uri" is the id, as in Event Registry, unless it is an address.
Read<Identity> read_identity(json::object const& object) {
  auto id_field = find_field(object, kId);
  auto url_field = find_field(object, kUrl);
  std::array<std::string_view, 1> const kUri = {"uri"};
  if (auto const uri = find_field(object, kUri); uri.value != nullptr) {
    auto const* text = uri.value->if_string();
    auto& field = text != nullptr && is_web_address(*text) ? url_field : id_field;
    if (field.value == nullptr) field = uri;
  }

  Identity identity;
  auto url = read_string(url_field, kMostFieldBytes);
  if (!url) return url.error();
  identity.url = std::move(*url);

  if (id_field.value == nullptr) return identity;
  if (auto const number = whole_number(*id_field.value)) {
    identity.id = std::to_string(*number);
    return identity;
  }
  auto const* id = id_field.value->if_string();
  if (id == nullptr) return wrong_type(id_field, "a string or a whole number");
  if (id->size() > kMostIdBytes) {
    return fault(id_field.name,
                 "\"" + std::string(id_field.name) + "\" is longer than " + std::to_string(kMostIdBytes) + " bytes.");
  }
  if (has_control_characters(*id)) {
    return fault(id_field.name, "\"" + std::string(id_field.name) + "\" has control characters.");
  }
  identity.id = is_blank(*id) ? std::string() : std::string(*id);
  return identity;
}

Read<Article> read_fields(json::object const& object, Identity&& identity, ArticleInputLimits const& limits) {
  auto text = read_text(object, limits);
  if (!text) return text.error();
  auto title = read_string(find_field(object, kTitle), kMostFieldBytes);
  if (!title) return title.error();
  auto publisher = read_publisher(object);
  if (!publisher) return publisher.error();
  auto published = read_published(object);
  if (!published) return published.error();
  auto language = read_string(find_field(object, kLanguage), kMostLanguageBytes);
  if (!language) return language.error();

  Article article{.id = std::move(identity.id),
                  .url = std::move(identity.url),
                  .publisher = std::move(*publisher),
                  .title = std::move(*title),
                  .text = std::move(*text),
                  .published = *published,
                  .language = std::move(*language)};
  if (article.id.empty()) article.id = derived_article_id(article.url, article.text);
  return article;
}

}  // namespace

boost::system::result<Article, InputError> read_article(json::object const& object, ArticleInputLimits const& limits) {
  auto identity = read_identity(object);
  if (!identity) return identity.error();
  auto const id = identity->id;
  auto article = read_fields(object, std::move(*identity), limits);
  if (!article) {
    auto error = article.error();
    error.id = id;
    return error;
  }
  return article;
}

boost::system::result<Article, InputError> read_article(std::string_view text, ArticleInputLimits const& limits) {
  if (auto const at = invalid_utf8_at(text)) {
    return fault("", "Byte " + std::to_string(*at + 1) + " is not valid UTF-8.");
  }
  json::stream_parser parser(json::storage_ptr(), json::parse_options{.max_depth = 32});
  boost::system::error_code ec;
  auto const taken = parser.write_some(text.data(), text.size(), ec);
  if (!ec && text.find_first_not_of(" \t\r\n", taken) != std::string_view::npos) ec = json::error::extra_data;
  if (!ec) parser.finish(ec);
  if (ec == json::error::incomplete) return fault("", "Malformed JSON: it ends too early.");
  if (ec) return fault("", "Malformed JSON at byte " + std::to_string(taken + 1) + ": " + ec.message() + ".");
  auto const value = parser.release();
  auto const* object = value.if_object();
  if (object == nullptr)
    return fault("", "An article must be a JSON object, not " + std::string(kind_name(value)) + ".");
  return read_article(*object, limits);
}

}  // namespace dragoman
