#pragma once
// The page for people.

#include <optional>
#include <string>

#include "api/endpoints/call.h"

namespace dragoman {

Response get_explorer(Call const& call);
/// "assets/NAME" when it is one of the explorer's.
std::optional<Response> explorer_asset(Call const& call, std::string const& name);

}  // namespace dragoman
