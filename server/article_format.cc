#include "server/article_format.h"

#include <algorithm>

namespace dragoman {
namespace {

/// Whether the first line ends with every bracket closed.
bool first_line_is_complete(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  bool escaped = false;
  for (auto const c : text) {
    if (c == '\n') return depth == 0;
    if (escaped) {
      escaped = false;
    } else if (in_string) {
      escaped = c == '\\';
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return true;  // a single line, as far as can be seen
}

}  // namespace

ArticleFormat detect_format(std::string_view head) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with('[')) return ArticleFormat::kArray;
  if (head.starts_with('{') && !first_line_is_complete(head)) return ArticleFormat::kObject;
  auto const first_line = head.substr(0, head.find('\n'));
  constexpr std::ptrdiff_t kFewestTabs = 3;
  if (!head.starts_with('{') && std::count(first_line.begin(), first_line.end(), '\t') >= kFewestTabs)
    return ArticleFormat::kTabs;
  return ArticleFormat::kLines;
}

std::string_view content_type_of(ArticleFormat format) {
  switch (format) {
    case ArticleFormat::kLines: return "application/x-ndjson";
    case ArticleFormat::kTabs: return "text/tab-separated-values";
    case ArticleFormat::kCommas: return "text/csv";
    case ArticleFormat::kArray:
    case ArticleFormat::kObject: break;
  }
  return "application/json";
}

}  // namespace dragoman
