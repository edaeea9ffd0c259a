#pragma once
// What form a file of articles has, from its beginning.

#include <string_view>

namespace dragoman {

enum class ArticleFormat { kLines, kArray, kObject };

/// `head`: the first bytes, the more the better. Lines unless it is clearly one array, or one object over several
/// lines.
ArticleFormat detect_format(std::string_view head);
/// "application/x-ndjson" or "application/json".
std::string_view content_type_of(ArticleFormat format);

}  // namespace dragoman
