#include "coder/actors/petrarch_codes.h"

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

struct Role {
  std::string_view code;
  ActorKind kind;
  std::string_view branch;
};

constexpr std::array kRoles = {Role{"GOV", ActorKind::kBody, "government"},
                               Role{"MIL", ActorKind::kBody, "military"},
                               Role{"LEG", ActorKind::kBody, "legislature"},
                               Role{"JUD", ActorKind::kBody, "judiciary"},
                               Role{"COP", ActorKind::kBody, "police"},
                               Role{"SPY", ActorKind::kBody, "intelligence"},
                               Role{"IGO", ActorKind::kOrganisation, "staff"},
                               Role{"NGO", ActorKind::kOrganisation, ""},
                               Role{"NGM", ActorKind::kOrganisation, ""},
                               Role{"INT", ActorKind::kOrganisation, ""},
                               Role{"REB", ActorKind::kArmedGroup, ""},
                               Role{"UAF", ActorKind::kArmedGroup, ""},
                               Role{"INS", ActorKind::kArmedGroup, ""},
                               Role{"SEP", ActorKind::kArmedGroup, ""},
                               Role{"IMG", ActorKind::kArmedGroup, ""},
                               Role{"OPP", ActorKind::kParty, ""},
                               Role{"PTY", ActorKind::kParty, ""},
                               Role{"BUS", ActorKind::kCompany, ""},
                               Role{"MNC", ActorKind::kCompany, ""},
                               Role{"MED", ActorKind::kCompany, ""},
                               Role{"EDU", ActorKind::kOrganisation, ""},
                               Role{"LAB", ActorKind::kOrganisation, ""},
                               Role{"HRI", ActorKind::kOrganisation, ""},
                               Role{"REL", ActorKind::kOrganisation, ""},
                               Role{"DEV", ActorKind::kOrganisation, ""},
                               Role{"ENV", ActorKind::kOrganisation, ""},
                               Role{"HLH", ActorKind::kOrganisation, ""},
                               Role{"REF", ActorKind::kOther, ""},
                               Role{"AGR", ActorKind::kOther, ""},
                               Role{"CVL", ActorKind::kOther, ""},
                               Role{"CRM", ActorKind::kOther, ""},
                               Role{"MOD", ActorKind::kOther, ""},
                               Role{"RAD", ActorKind::kOther, ""},
                               Role{"ELI", ActorKind::kOther, ""}};

/// A religion in most dictionaries, Mauritius in ISO.
constexpr std::string_view kMuslim = "MUS";

/// Codes of states that the two lists of the dictionary do not have.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOtherStateCodes = {
    {{"PAL", "PSE"}, {"USR", "SUN"}, {"ROM", "ROU"}, {"FRY", "YUG"}, {"ZAR", "COD"}, {"BUR", "MMR"}}};

/// After IGO.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kOrganisations = {
    {{"UNO", "unitednations"},
     {"NAT", "nato"},
     {"EEC", "europeanunion"},
     {"AFU", "africanunion"},
     {"ARL", "arableague"},
     {"ASN", "asean"},
     {"IMF", "imf"},
     {"WBK", "worldbank"},
     {"IAE", "iaea"},
     {"OAS", "oas"},
     {"OPC", "opec"},
     {"WTO", "worldtradeorganization"},
     {"ICC", "internationalcriminalcourt"},
     {"SAA", "saarc"},
     {"SCE", "osce"},
     {"CIS", "commonwealthofindependentstates"}}};

std::optional<std::uint32_t> state_of(std::string_view code, DictionaryBuilder const& builder) {
  if (auto const state = builder.state_of_code(code)) return state;
  for (auto const& [other, usual] : kOtherStateCodes)
    if (code == other) return builder.state_of_code(usual);
  return std::nullopt;
}

std::optional<std::uint32_t> organisation_of(std::string_view code, DictionaryBuilder const& builder) {
  for (auto const& [organisation, key] : kOrganisations) {
    if (code != organisation) continue;
    for (auto const& target : builder.dictionary().lookup(key))
      if (builder.dictionary().entry(target.entry).actor.kind == ActorKind::kOrganisation) return target.entry;
  }
  return std::nullopt;
}

}  // namespace

CodeMeaning meaning_of(std::string_view code, DictionaryBuilder const& builder) {
  CodeMeaning out;
  out.nobody = code.empty();
  Role const* first = nullptr;
  bool international = false;
  for (std::size_t at = 0; at + 3 <= code.size(); at += 3) {
    auto const part = code.substr(at, 3);
    auto const* const role =
        std::find_if(kRoles.begin(), kRoles.end(), [&](Role const& known) { return known.code == part; });
    if (role != kRoles.end()) {
      if (part == "ELI") out.elite = true;
      // "FRAGOVMED" is the minister of information.
      if (part == "MED" && (first == nullptr || first->code != "GOV")) out.media = true;
      if (first == nullptr) first = role;
      international = international || part == "IGO" || part == "IMG" || part == "INT";
    } else if (international) {
      // An organisation's work somewhere, "IGOUNOKEN", is not that state's; further letters tell religions and more.
      if (!out.body) out.body = organisation_of(part, builder);
    } else if (!out.state && at <= 3 && (part != kMuslim || at == 0)) {
      out.state = state_of(part, builder);
    }
  }
  if (first != nullptr) {
    out.kind = first->kind;
    out.branch = first->branch;
  }
  out.role = first != nullptr || code.size() > 3;
  return out;
}

}  // namespace dragoman
