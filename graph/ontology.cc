#include "graph/ontology.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/names.h"
#include "graph/ontology_table.h"

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

constexpr std::array<std::string_view, 4> kStatuses{"happened", "planned", "denied", "hypothetical"};

constexpr std::array<std::string_view, 17> kPlover{"",        "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE",
                                                   "AID",     "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",
                                                   "PROTEST", "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};

/// CAMEO has no code for an invitation; coders of CAMEO file it with the wish to meet.
constexpr std::array<std::string_view, kEventTypeCount> kDefaults{
    "040", "042", "036", "112", "051", "111", "057", "046", "036", "100", "130", "163",
    "070", "190", "140", "041", "017", "010", "120", "170", "060", "080", "090", "180"};

template <class Enum, std::size_t Size>
std::optional<Enum> parse(std::array<std::string_view, Size> const& names, std::string_view name) {
  auto const it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<Enum>(it - names.begin());
}

/// 1 with the digits of the code behind it, below 20,000; 0 for what is no code.
std::size_t numbered(std::string_view code) {
  if (code.size() > 4) return 0;
  std::size_t number = 1;
  for (auto const c : code) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

}  // namespace

std::string_view to_string(EventType type) { return kTypes[static_cast<std::size_t>(type)]; }
std::optional<EventType> parse_event_type(std::string_view name) { return parse<EventType>(kTypes, name); }

std::string_view to_string(EventStatus status) { return kStatuses[static_cast<std::size_t>(status)]; }
std::optional<EventStatus> parse_event_status(std::string_view name) { return parse<EventStatus>(kStatuses, name); }

std::string_view to_string(Plover category) { return kPlover[static_cast<std::size_t>(category)]; }

std::span<CameoCode const> cameo_codes() { return kCameoTable; }

CameoCode const* find_cameo(std::string_view code) {
  // Codes are two to four digits: a number with a one before it tells them apart, leading zeros and all.
  static auto const kByNumber = [] {
    std::vector<CameoCode const*> by_number(20'000);
    for (auto const& row : cameo_codes()) by_number[numbered(row.code)] = &row;
    return by_number;
  }();
  return kByNumber[numbered(code)];
}

CameoCode const* find_cameo_by_name(std::string_view name) {
  static auto const kByName = [] {
    std::unordered_map<std::string, CameoCode const*> by_name;
    // A root and its general code often share a name ("Consult"): the general code is what data sets mean.
    for (auto const& row : cameo_codes()) by_name[letters_and_digits(row.name)] = &row;
    return by_name;
  }();
  auto const it = kByName.find(letters_and_digits(name));
  return it == kByName.end() ? nullptr : it->second;
}

bool is_mutual(CameoCode const& cameo) {
  static auto const kMutual = [] {
    std::vector<bool> mutual(cameo_codes().size());
    for (auto const* const code : {"04", "040", "041", "044", "046", "057"})
      mutual[static_cast<std::size_t>(find_cameo(code) - cameo_codes().data())] = true;
    return mutual;
  }();
  return kMutual[static_cast<std::size_t>(&cameo - cameo_codes().data())];
}

CameoCode const& default_cameo(EventType type) { return *find_cameo(kDefaults[static_cast<std::size_t>(type)]); }

}  // namespace dragoman
