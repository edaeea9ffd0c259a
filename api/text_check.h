#pragma once
// Whether bytes from outside are text.

#include <cstddef>
#include <optional>
#include <string_view>

namespace dragoman {

/// Offset of the first byte that is not UTF-8 (overlong forms and surrogates are not); nothing when all of it is.
std::optional<std::size_t> invalid_utf8_at(std::string_view bytes);

/// Unicode code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// The first `most` bytes of valid UTF-8, less what would split a code point.
std::string_view clip_utf8(std::string_view text, std::size_t most);

}  // namespace dragoman
