#pragma once
// The files of web/ that are built into the program.

#include <string_view>

#include "api/static_file.h"

namespace dragoman {

/// "docs.html", "assets/docs.0123456789ab.js", "explorer/index.html", "explorer/assets/…"; null when there is none of
/// that name.
StaticFile const* web_file(std::string_view name);

}  // namespace dragoman
