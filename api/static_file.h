#pragma once
// Answers whose bytes are part of the program: the OpenAPI document, pages and what they load.

#include <string>
#include <string_view>

#include "api/http_types.h"

namespace dragoman {

struct StaticFile {
  std::string_view content_type;
  std::string_view plain;
  std::string_view gzip;  // the same compressed; empty: it is only sent plain
  std::string_view cache_control;
  std::string tag;  // content_tag(plain)
};

/// By what comes after the last full stop.
std::string_view content_type_of(std::string_view name);

/// The same for the same bytes; without quotes.
std::string content_tag(std::string_view bytes);

/// With an ETag of its own for each coding; 304 when the client has either.
Response static_answer(Request const& request, StaticFile const& file);

/// Whether an Accept-Encoding header in lower case allows gzip.
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace dragoman
