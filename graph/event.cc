#include "graph/event.h"

namespace dragoman {

std::string_view to_string(Role role) { return role == Role::kSource ? "source" : "target"; }

}  // namespace dragoman
