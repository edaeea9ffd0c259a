#pragma once
// Entity tags: a client that has an answer already is told so instead of being sent it again (RFC 9110, section 13).

#include "api/http_types.h"

namespace dragoman {

/// Adds a weak ETag, a fingerprint of the body, to an answer of 200 whose body is there; when the request's
/// If-None-Match has it, the answer becomes a 304 without a body.
void tag(Request const& request, Response& response);

/// Whether an If-None-Match is "*" or has `tag` (with its quotes, without W/) among its tags; weakly compared.
bool lists_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace dragoman
