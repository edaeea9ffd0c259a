#pragma once

#include <string>

namespace dragoman {

/// Between single quotes, as sh and its kin take it.
std::string shell_quoted(std::string const& text);
/// The same, without quotes where none are needed.
std::string shell_word(std::string const& text);

}  // namespace dragoman
