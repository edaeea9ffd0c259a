#pragma once
// One JSON object, under whatever names crawlers and exports give its fields, → Article.

#include <cstddef>
#include <string_view>

#include <boost/json/fwd.hpp>

#include "api/input_error.h"
#include "graph/article.h"

namespace dragoman {

struct ArticleInputLimits {
  std::size_t text_characters = std::size_t{2} << 20U;
};

/// Fields and their other names are listed in docs/api.md. Null counts as absent; fields of other names are ignored;
/// of a field given twice the last counts. NUL characters become spaces, so that offsets into the text stay what they
/// are in the client's copy. An article without an id gets derived_article_id().
Read<Article> read_article(std::string_view json, ArticleInputLimits const& limits = {});

/// The field, under one of its names, that a table's column of this name holds: case, spaces, dashes and underscores do
/// not matter. Empty: none.
std::string_view article_field(std::string_view column);
bool is_text_field(std::string_view field);
bool is_date_field(std::string_view field);

/// The same for JSON already parsed.
Read<Article> read_article(boost::json::object const& object, ArticleInputLimits const& limits = {});

}  // namespace dragoman
