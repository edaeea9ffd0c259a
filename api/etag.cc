#include "api/etag.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace dragoman {
namespace {

std::string tag_of(std::string_view body) {
  std::array<char, 16> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), std::hash<std::string_view>{}(body), 16);
  return "\"" + std::string(digits.data(), end.ptr) + "\"";
}

}  // namespace

bool lists_tag(std::string_view if_none_match, std::string_view tag) {
  auto list = if_none_match;
  while (true) {
    list.remove_prefix(std::min(list.find_first_not_of(" \t,"), list.size()));
    if (list.empty()) return false;
    if (list.front() == '*') return true;
    if (list.starts_with("W/")) list.remove_prefix(2);
    if (!list.starts_with('"')) return false;
    auto const end = list.find('"', 1);
    if (end == list.npos) return false;
    if (list.substr(0, end + 1) == tag) return true;
    list.remove_prefix(end + 1);
  }
}

void tag(Request const& request, Response& response) {
  if (response.status != 200 || response.stream || response.live) return;
  auto const own = tag_of(response.body);
  response.headers.emplace_back("ETag", "W/" + own);
  // May be kept, but must be asked about: new events may change any answer.
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (request.if_none_match.empty() || !lists_tag(request.if_none_match, own)) return;
  response.status = 304;
  response.body.clear();
}

}  // namespace dragoman
