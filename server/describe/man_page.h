#pragma once

#include <string>

#include "server/describe/command_tree.h"

namespace dragoman {

/// dragoman(1), as man(7) has it: ASCII only.
std::string man_page(CommandDescription const& root, std::string const& version);

}  // namespace dragoman
