#pragma once
// Offices as words: which titles mean one office, and whose holders are never participants.

#include <string>
#include <vector>

#include "coder/actors/dictionary.h"

namespace dragoman {

/// Names by which the office's holder is looked for, most exact first: "leader" is a president, a prime minister, ….
std::vector<std::string> offices_meant(std::string const& office);

/// Experts, reporters and private citizens are known, but take part in nothing.
bool is_excluded(TitleClass kind);

}  // namespace dragoman
