#pragma once
// The explorer's page from a directory instead of the program, for those who work on it.

#include <optional>
#include <string>

namespace dragoman {

/// The bytes of a regular file in `directory`, now. `name` is "index.html" or "assets/NAME". Nothing when there is
/// none, when it cannot be read or is longer than 64 MiB, and for every name that would lead out of the directory: no
/// link is followed in it.
std::optional<std::string> read_ui_file(std::string const& directory, std::string const& name);

}  // namespace dragoman
