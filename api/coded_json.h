#pragma once
// What the coder found in one article, as JSON.

#include <string>

#include "coder/coder.h"
#include "graph/article.h"

namespace dragoman {

/// {"id": …, "events": [event, …]}: events as the API shows them, without their own "id", for they have none yet.
std::string coded_json(Article const& article, CodedArticle const& coded);
/// {"events": [event, …]}: the same without the article's id.
std::string events_json(Article const& article, CodedArticle const& coded);

}  // namespace dragoman
