#include "graph/actor.h"

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 8> kKinds{"person",      "state", "organisation", "body",
                                                 "armed_group", "party", "company",      "other"};

}  // namespace

std::string_view to_string(ActorKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<ActorKind> parse_actor_kind(std::string_view name) {
  auto const it = std::find(kKinds.begin(), kKinds.end(), name);
  if (it == kKinds.end()) return std::nullopt;
  return static_cast<ActorKind>(it - kKinds.begin());
}

}  // namespace dragoman
