#pragma once
// One spelling for the many ways to write a quote, a dash or an ellipsis.

#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

/// Curly and doubled quotes become straight ones, dashes "-", "…" "...", other spaces " "; invisible characters vanish.
std::string plain_form(std::string_view form);

/// The same for one code point, given with its bytes.
std::string_view plain_point(std::int32_t point, std::string_view bytes);

/// Soft hyphens, zero-width characters, byte-order marks, direction marks.
bool is_invisible(std::int32_t point);

}  // namespace dragoman
