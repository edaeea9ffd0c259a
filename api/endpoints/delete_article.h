#pragma once
// DELETE /v1/articles/{id}. Waits for the writer, so it runs where bodies are read: questions never wait behind it.

#include <string_view>

#include "api/api.h"

namespace dragoman {

/// As begin_articles(); `id` is the article's.
Api::Begun begin_delete_article(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                                std::string_view id);

}  // namespace dragoman
