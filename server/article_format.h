#pragma once
// What form a file of articles or coded events has, from its beginning.

#include <string_view>

namespace dragoman {

enum class ArticleFormat { kLines, kArray, kObject, kTabs, kCommas };

/// `head`: the first bytes, the more the better. Lines unless it is clearly one array, or one object over several
/// lines, or a table of cells between tabs, which only coded events come in. Never kCommas.
ArticleFormat detect_format(std::string_view head);
/// "application/x-ndjson", "application/json", "text/tab-separated-values" or "text/csv".
std::string_view content_type_of(ArticleFormat format);

}  // namespace dragoman
