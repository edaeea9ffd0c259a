#include "graph/ontology.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_map>

#include "graph/actor.h"
#include "graph/event.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, kEventTypeCount> kTypes{"meeting",
                                                               "visit",
                                                               "proposal",
                                                               "accusation",
                                                               "statement_support",
                                                               "criticism",
                                                               "agreement",
                                                               "negotiation",
                                                               "invitation",
                                                               "demand",
                                                               "threat",
                                                               "sanction",
                                                               "aid",
                                                               "military_action",
                                                               "protest",
                                                               "phone_call",
                                                               "other_diplomatic",
                                                               "statement",
                                                               "rejection",
                                                               "coercion",
                                                               "cooperation",
                                                               "concession",
                                                               "investigation",
                                                               "assault"};
constexpr std::array<std::string_view, kEventTypeCount> kDefaultCodes{
    "040", "042", "036", "112", "051", "111", "057", "046", "022", "100", "130", "163",
    "070", "190", "140", "041", "050", "010", "120", "170", "060", "080", "090", "180"};
constexpr std::array<std::string_view, 4> kStatuses{"happened", "planned", "denied", "hypothetical"};
constexpr std::array<std::string_view, 17> kPlover{"",        "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE",
                                                   "AID",     "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",
                                                   "PROTEST", "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 8> kKinds{"person",      "state", "organisation", "body",
                                                 "armed_group", "party", "company",      "other"};
constexpr std::array<std::string_view, 2> kRoles{"source", "target"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(std::string_view name, std::array<std::string_view, N> const& names) {
  auto const it = std::find(names.begin(), names.end(), name);
  return it == names.end() ? std::nullopt : std::optional(static_cast<Enum>(it - names.begin()));
}

template <class Enum, std::size_t N>
std::string_view print(Enum value, std::array<std::string_view, N> const& names) {
  return names[static_cast<std::size_t>(value)];
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

std::string_view to_string(EventType type) { return print(type, kTypes); }
std::optional<EventType> parse_event_type(std::string_view name) { return parse<EventType>(name, kTypes); }
std::string_view to_string(EventStatus status) { return print(status, kStatuses); }
std::optional<EventStatus> parse_event_status(std::string_view name) { return parse<EventStatus>(name, kStatuses); }
std::string_view to_string(Plover category) { return print(category, kPlover); }
std::string_view to_string(ActorKind kind) { return print(kind, kKinds); }
std::optional<ActorKind> parse_actor_kind(std::string_view name) { return parse<ActorKind>(name, kKinds); }
std::string_view to_string(Role role) { return print(role, kRoles); }

CameoCode const* find_cameo(std::string_view code) {
  auto const codes = cameo_codes();
  auto const it = std::lower_bound(codes.begin(), codes.end(), code,
                                   [](CameoCode const& row, std::string_view wanted) { return row.code < wanted; });
  return it != codes.end() && it->code == code ? &*it : nullptr;
}

CameoCode const* find_cameo_by_name(std::string_view name) {
  // Root codes share names with their first child ("CONSULT", "Consult"): the child, being more exact, wins.
  static auto const kByName = [] {
    std::unordered_map<std::string, CameoCode const*> names;
    for (auto const& row : cameo_codes()) names[lower(row.name)] = &row;
    return names;
  }();
  auto const it = kByName.find(lower(name));
  return it == kByName.end() ? nullptr : it->second;
}

CameoCode const& default_cameo(EventType type) { return *find_cameo(kDefaultCodes[static_cast<std::size_t>(type)]); }

}  // namespace dragoman
