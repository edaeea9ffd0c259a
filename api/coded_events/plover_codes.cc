#include "api/coded_events/plover_codes.h"

#include <algorithm>
#include <array>

namespace dragoman {
namespace {

struct PloverCode {
  std::string_view category;
  std::string_view mode;  // empty: any other
  std::string_view cameo;
};

// For each category the general line last.
constexpr std::array kCodes = {
    PloverCode{"AGREE", "", "030"},
    PloverCode{"CONSULT", "visit", "042"},
    PloverCode{"CONSULT", "phone", "041"},
    PloverCode{"CONSULT", "third-party", "045"},
    PloverCode{"CONSULT", "", "040"},
    PloverCode{"SUPPORT", "", "050"},
    PloverCode{"CONCEDE", "", "080"},
    PloverCode{"COOPERATE", "economic", "061"},
    PloverCode{"COOPERATE", "military", "062"},
    PloverCode{"COOPERATE", "judicial", "063"},
    PloverCode{"COOPERATE", "intelligence", "064"},
    PloverCode{"COOPERATE", "", "060"},
    PloverCode{"AID", "economic", "071"},
    PloverCode{"AID", "military", "072"},
    PloverCode{"AID", "humanitarian", "073"},
    PloverCode{"AID", "", "070"},
    PloverCode{"RETREAT", "", "087"},
    PloverCode{"REQUEST", "", "100"},
    PloverCode{"ACCUSE", "disapprove", "111"},
    PloverCode{"ACCUSE", "investigate", "090"},
    PloverCode{"ACCUSE", "allege", "112"},
    PloverCode{"ACCUSE", "", "110"},
    PloverCode{"REJECT", "", "120"},
    PloverCode{"THREATEN", "", "130"},
    PloverCode{"PROTEST", "demo", "141"},
    PloverCode{"PROTEST", "riot", "145"},
    PloverCode{"PROTEST", "strike", "143"},
    PloverCode{"PROTEST", "hunger", "142"},
    PloverCode{"PROTEST", "boycott", "143"},
    PloverCode{"PROTEST", "obstruct", "144"},
    PloverCode{"PROTEST", "", "140"},
    PloverCode{"SANCTION", "", "160"},
    PloverCode{"MOBILIZE", "", "150"},
    PloverCode{"COERCE", "arrest", "173"},
    PloverCode{"COERCE", "deport", "174"},
    PloverCode{"COERCE", "", "170"},
    PloverCode{"ASSAULT", "abduct", "181"},
    PloverCode{"ASSAULT", "", "180"},
};

}  // namespace

CameoCode const* cameo_of_plover(std::string_view category, std::string_view mode) {
  auto const found = std::find_if(kCodes.begin(), kCodes.end(), [&](PloverCode const& row) {
    return row.category == category && (row.mode.empty() || row.mode == mode);
  });
  return found == kCodes.end() ? nullptr : find_cameo(found->cameo);
}

std::string_view plover_mode(CameoCode const& cameo) {
  auto const found =
      std::find_if(kCodes.begin(), kCodes.end(), [&](PloverCode const& row) { return row.cameo == cameo.code; });
  return found == kCodes.end() ? std::string_view{} : found->mode;
}

}  // namespace dragoman
