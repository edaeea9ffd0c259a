#include "api/article_input.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include <boost/json.hpp>

#include "api/hashing.h"
#include "api/json_fields.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> kText = {"text", "maintext", "body", "content", "article_text"};
constexpr std::array<std::string_view, 3> kTitle = {"title", "headline", "name"};
constexpr std::array<std::string_view, 11> kPublished = {
    "published",     "date_published", "date_publish", "dateTimePub", "publish_date", "published_at",
    "datePublished", "pubDate",        "dateTime",     "pub_date",    "date"};
constexpr std::array<std::string_view, 9> kPublisher = {"publisher", "source_domain", "domain",   "source",     "site",
                                                        "sitename",  "site_name",     "hostname", "source_name"};
constexpr std::array<std::string_view, 2> kUrl = {"url", "link"};
constexpr std::array<std::string_view, 2> kId = {"id", "article_id"};
constexpr std::array<std::string_view, 1> kUri = {"uri"};
constexpr std::array<std::string_view, 2> kLanguage = {"language", "lang"};
constexpr std::array<std::string_view, 3> kPublisherParts = {"name", "title", "uri"};

constexpr std::size_t kMostIdBytes = 512;
constexpr std::size_t kMostFieldBytes = 8192;
constexpr std::size_t kMostLanguageBytes = 35;

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
  auto published = read_day(find_field(object, kPublished));
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

/// Lower case, letters and digits only.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (char const c : name) {
    if (c >= 'A' && c <= 'Z') {
      bare += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '_' && c != '-') {
      bare += c;
    }
  }
  return bare;
}

bool contains(FieldNames names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

constexpr std::array<FieldNames, 8> kAllFields = {kText, kTitle, kPublished, kPublisher, kUrl, kId, kLanguage, kUri};

}  // namespace

std::string_view article_field(std::string_view column) {
  auto const bare = bare_name(column);
  for (auto const names : kAllFields) {
    // The name itself first: two columns may differ in an underscore only.
    if (auto const same = std::ranges::find(names, column); same != names.end()) return *same;
    auto const like = std::ranges::find_if(names, [&](auto const name) { return bare_name(name) == bare; });
    if (like != names.end()) return *like;
  }
  return {};
}

bool is_text_field(std::string_view field) { return contains(kText, field); }
bool is_date_field(std::string_view field) { return contains(kPublished, field); }

Read<Article> read_article(json::object const& object, ArticleInputLimits const& limits) {
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

Read<Article> read_article(std::string_view text, ArticleInputLimits const& limits) {
  auto const object = parse_object(text, "An article");
  if (!object) return object.error();
  return read_article(*object, limits);
}

}  // namespace dragoman
