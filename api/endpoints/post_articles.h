#pragma once
// POST /v1/articles: one article, or a stream of them.

#include <string_view>

#include "api/api.h"

namespace dragoman {

/// How to read the body, or why not. All must outlive the reader. `id`: of the path, which has none.
Api::Begun begin_articles(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                          std::string_view id = {});

}  // namespace dragoman
