#include "api/static_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#include "api/etag.h"
#include "api/hashing.h"

namespace dragoman {
namespace {

std::string_view trimmed(std::string_view text) {
  auto const begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Calls `take` with each of the comma-separated elements of a header.
template <class Take>
void for_each_element(std::string_view header, Take const& take) {
  while (true) {
    auto const comma = header.find(',');
    take(trimmed(header.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    header.remove_prefix(comma + 1);
  }
}

/// "q=0", "q=0.00": not at all.
bool is_refused(std::string_view parameters) {
  auto const at = parameters.find("q=");
  if (at == std::string_view::npos) return false;
  return trimmed(parameters.substr(at + 2)).find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
  using Type = std::pair<std::string_view, std::string_view>;  // ending, media type
  static constexpr std::array<Type, 4> kTypes = {{{".html", "text/html; charset=utf-8"},
                                                  {".js", "text/javascript; charset=utf-8"},
                                                  {".css", "text/css; charset=utf-8"},
                                                  {".txt", "text/plain; charset=utf-8"}}};
  auto const* const found = std::ranges::find_if(kTypes, [&](Type const& type) { return name.ends_with(type.first); });
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::string content_tag(std::string_view bytes) {
  char digits[17] = {};
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash_parts({bytes})));
  return digits;
}

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> gzip;
  bool anything = false;
  for_each_element(accept_encoding, [&](std::string_view element) {
    auto const semicolon = element.find(';');
    auto const coding = trimmed(element.substr(0, semicolon));
    bool const wanted = semicolon == std::string_view::npos || !is_refused(element.substr(semicolon));
    if (coding == "gzip" || coding == "x-gzip") gzip = gzip.value_or(false) || wanted;
    if (coding == "*") anything = wanted;
  });
  return gzip.value_or(anything);
}

Response static_answer(Request const& request, StaticFile const& file) {
  auto const plain_tag = "\"" + file.tag + "\"";
  auto const gzip_tag = "\"" + file.tag + "-gzip\"";
  bool const compressed = !file.gzip.empty() && accepts_gzip(request.accept_encoding);
  Response response{.content_type = std::string(file.content_type)};
  response.headers = {{"ETag", compressed ? gzip_tag : plain_tag}, {"Cache-Control", std::string(file.cache_control)}};
  if (!file.gzip.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (lists_tag(request.if_none_match, plain_tag) || lists_tag(request.if_none_match, gzip_tag)) {
    response.status = 304;
    return response;
  }
  if (compressed) response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = compressed ? file.gzip : file.plain;
  return response;
}

}  // namespace dragoman
