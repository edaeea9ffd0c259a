#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Lines of at most `width` columns (1 at least) of text that is fit for a terminal, cut where Unicode allows it, and
/// inside a word only when the word alone is wider. No spaces at the ends of lines; none for blank text.
std::vector<std::string> wrap_text(std::string_view text, std::size_t width);

}  // namespace dragoman
