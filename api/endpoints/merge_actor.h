#pragma once
// POST and DELETE /v1/actors/{id}/merge: two records that are one actor, and taking that back.

#include <string_view>

#include "api/api.h"

namespace dragoman {

/// As begin_articles(); `id` is the actor's.
Api::Begun begin_merge(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                       std::string_view id);

}  // namespace dragoman
