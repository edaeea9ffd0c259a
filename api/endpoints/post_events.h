#pragma once
// POST /v1/events: events that somebody else coded, one a line.

#include "api/api.h"

namespace dragoman {

/// How to read the body, or why not. All but `id` must outlive the reader.
Api::Begun begin_events(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                        std::string_view id);

}  // namespace dragoman
