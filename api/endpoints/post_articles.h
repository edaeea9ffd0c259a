#pragma once
// POST /v1/articles: one article, or a stream of them.

#include "api/api.h"

namespace dragoman {

/// How to read the body, or why not. All must outlive the reader.
Api::Begun begin_articles(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request);

}  // namespace dragoman
