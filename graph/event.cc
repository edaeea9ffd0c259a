#include "graph/event.h"

namespace dragoman {

std::string_view to_string(Role role) { return role == Role::kSource ? "source" : "target"; }

bool is_bare(Event const& event) {
  return event.evidence.size() == 1 && event.evidence.front() == Evidence{} && event.date_text.empty();
}

}  // namespace dragoman
