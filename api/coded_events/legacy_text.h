#pragma once

#include <string>
#include <string_view>

namespace dragoman {

/// Text of older data sets, whose bytes are not UTF-8, as UTF-8. Bytes that Windows-1252 leaves undefined become U+FFFD
/// or control characters.
std::string from_windows_1252(std::string_view bytes);

}  // namespace dragoman
