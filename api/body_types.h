#pragma once
// What kinds of request bodies there are, and refusing others.

#include <optional>
#include <string_view>

#include "api/http_types.h"
#include "api/params.h"

namespace dragoman {

/// One JSON value a line, under any of its names.
bool is_json_lines(std::string_view content_type);

/// The answer to a request whose parameters or encoding no body operation takes; nothing when they are fine.
std::optional<Response> refuse_unreadable(Request const& request);
/// The same for operations on many items: what their parameters say, or that answer.
boost::system::result<Query, Response> bulk_query(Request const& request);

/// 415. `wanted` completes "…: send ", `accepted` is for the Accept-Post header.
Response refuse_type(Request const& request, std::string_view wanted, std::string_view accepted);

}  // namespace dragoman
