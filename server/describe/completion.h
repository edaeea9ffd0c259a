#pragma once
// Scripts that let shells complete the command line.

#include <string>

#include "server/describe/command_tree.h"

namespace dragoman {

/// Needs no other package.
std::string bash_completion(CommandDescription const& root);
/// A file for the function path, "_dragoman".
std::string zsh_completion(CommandDescription const& root);
std::string fish_completion(CommandDescription const& root);

}  // namespace dragoman
