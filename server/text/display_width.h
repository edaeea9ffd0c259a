#pragma once
// How much room text takes on a terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman {

/// Columns of a terminal: two for wide characters (East Asian, emoji), none for marks that join the one before.
/// UTF-8 without control characters: see for_terminal().
std::size_t display_width(std::string_view text);

/// Bytes of the longest beginning that takes at most `columns` and splits no character as users see them; the first
/// character, when even that takes more.
std::size_t prefix_within(std::string_view text, std::size_t columns);

/// Text from outside, harmless: line breaks and tabs are spaces, what would steer the terminal or turn the direction of
/// writing is not there, bytes that are not UTF-8 are U+FFFD.
std::string for_terminal(std::string_view text);

}  // namespace dragoman
