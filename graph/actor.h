#pragma once
// A person, state, organisation or body that takes part in events.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/dates.h"
#include "graph/ids.h"

namespace dragoman {

/// DO NOT CHANGE THE VALUES: they are stored on disk.
enum class ActorKind : std::uint8_t {
  kPerson = 0,
  kState = 1,
  kOrganisation = 2,  // made of states, or international: UN, NATO, Red Cross
  kBody = 3,          // belongs to a state: ministry, agency, parliament, army
  kArmedGroup = 4,
  kParty = 5,  // political party
  kCompany = 6,
  kOther = 7,
};
/// "person", "state", "organisation", "body", "armed_group", "party", "company", "other".
std::string_view to_string(ActorKind kind);
std::optional<ActorKind> parse_actor_kind(std::string_view name);

/// An office held for a time: {"foreign minister", "russia", 2004-03-09, {}}.
struct Office {
  std::string title;
  std::string of;  // slug of the state or body; may be empty
  std::optional<Day> from;
  std::optional<Day> to;

  friend bool operator==(Office const&, Office const&) = default;
};

struct Actor {
  std::string slug;  // the public id: lower-case ASCII, digits and '-'; unique in a database
  std::string name;  // canonical name
  ActorKind kind = ActorKind::kOther;
  std::string country;  // slug of the state it belongs to; empty when none or unknown
  std::vector<std::string> aliases;
  std::vector<Office> offices;
  std::optional<ActorId> merged_into;  // set: this is a second record of that actor, and takes part in nothing
  std::vector<ActorId> merged;         // those merged into this one, ascending

  friend bool operator==(Actor const&, Actor const&) = default;
};

}  // namespace dragoman
