#pragma once
// POST /v1/code: what the coder makes of an article, of which nothing is kept.

#include <string_view>

#include "api/api.h"

namespace dragoman {

/// As begin_articles().
Api::Begun begin_code(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                      std::string_view id = {});

}  // namespace dragoman
