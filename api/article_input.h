#pragma once
// One JSON object, under whatever names crawlers and exports give its fields, → Article.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/fwd.hpp>
#include <boost/system/result.hpp>

#include "graph/article.h"

namespace dragoman {

/// What is wrong with one article. `field` is the name as the client wrote it, or the first of the names that were
/// looked for; empty when the fault is not in one field (malformed JSON).
struct InputError {
  InputError() = default;
  // A constructor, lest a Result take any string for an error.
  InputError(std::string in_field, std::string why) : field(std::move(in_field)), detail(std::move(why)) {}

  std::string field;
  std::string detail;  // one sentence
  std::string id;      // of the article, when it could be read
};

struct ArticleInputLimits {
  std::size_t text_characters = std::size_t{2} << 20U;
};

/// Fields and their other names are listed in docs/api.md. Null counts as absent; fields of other names are ignored;
/// of a field given twice the last counts. NUL characters become spaces, so that offsets into the text stay what they
/// are in the client's copy. An article without an id gets derived_article_id().
boost::system::result<Article, InputError> read_article(std::string_view json, ArticleInputLimits const& limits = {});

/// The same for JSON already parsed.
boost::system::result<Article, InputError> read_article(boost::json::object const& object,
                                                        ArticleInputLimits const& limits = {});

}  // namespace dragoman
