#pragma once
// Articles in XML: RSS (0.9 to 2.0), Atom and NITF.

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "common/error.h"

namespace dragoman {

/// Each item or entry, or the one story, as an article's JSON: text, and what there is of id, title, url, published and
/// publisher. One that says nothing has an empty text. An error is a sentence: not XML (and at which byte), or none of
/// these.
Result<std::vector<boost::json::object>> read_xml_articles(std::string_view document);

/// The text of HTML: tags gone, paragraphs on lines of their own, character references resolved.
std::string html_text(std::string_view html);

}  // namespace dragoman
