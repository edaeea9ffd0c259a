// Officials that no dictionary knows: found by the words around their names, with their state and office.

#include <algorithm>

#include <gtest/gtest.h>

#include "coder/coder.h"

namespace dragoman {
namespace {

struct Official {
  std::string_view name;
  std::string_view country;
  std::string_view office;
  std::string_view text;
};

/// Every person is invented, and so is every meeting.
constexpr Official kOfficials[] = {
    // A title before the name, with a modifier; a double surname.
    {"Sigrun Halvard-Moe", "norway", "deputy trade minister",
     "Norwegian Deputy Trade Minister Sigrun Halvard-Moe met Kenyan officials in Nairobi on Tuesday."},
    // "X, the foreign minister of Y,"; a particle.
    {"Tomas van der Brekel", "netherlands", "foreign minister",
     "Tomas van der Brekel, the foreign minister of the Netherlands, held talks with Japan in Tokyo on Monday."},
    // "Y's deputy trade minister X".
    {"Kwabena Osei-Tuffour", "ghana", "deputy trade minister",
     "Ghana's deputy trade minister Kwabena Osei-Tuffour met Chinese Foreign Minister Wang Yi in Beijing on Monday."},
    // "his Z counterpart, X"; an article before the family name.
    {"Faris al-Khuweiled", "jordan", "defence minister",
     "French Defence Minister Sebastien Lecornu met his Jordanian counterpart, Faris al-Khuweiled, in Amman on "
     "Sunday."},
    // The ministry named before; three parts.
    {"Rosaura Quintanilla Huaman", "peru", "deputy foreign minister",
     "The Peruvian Foreign Ministry said that Deputy Foreign Minister Rosaura Quintanilla Huaman had met Russian "
     "Foreign "
     "Minister Sergei Lavrov in Lima on Monday."},
    // Family name first; a title that goes on after "and".
    {"Le Quang Dinh Bao", "vietnam", "minister of industry and trade",
     "Le Quang Dinh Bao, Vietnam's minister of industry and trade, held talks with German Chancellor Olaf Scholz in "
     "Hanoi "
     "on Monday."},
    // "Minister of".
    {"Jahongir Rustamzoda", "uzbekistan", "minister of energy",
     "Uzbek Minister of Energy Jahongir Rustamzoda met Turkish President Recep Tayyip Erdogan in Ankara on Tuesday."},
    // "The president of Y, X,".
    {"Anselmo de la Torre Vidal", "paraguay", "president",
     "The president of Paraguay, Anselmo de la Torre Vidal, met Brazilian Foreign Minister Mauro Vieira in Asuncion on "
     "Tuesday."},
    // "X, who is Y's …".
    {"Losana Tuiketei", "fiji", "prime minister",
     "Losana Tuiketei, who is Fiji's prime minister, met Australian Foreign Minister Penny Wong in Suva on Tuesday."},
    // Received at home; a double surname.
    {"Aissatou Ndour-Sarr", "senegal", "foreign minister",
     "Senegalese Foreign Minister Aissatou Ndour-Sarr received Portuguese President Marcelo Rebelo de Sousa in Dakar "
     "on "
     "Monday."},
    // "her Z counterpart X".
    {"Shafiqul Karim Talukder", "bangladesh", "foreign minister",
     "Canadian Foreign Minister Melanie Joly met her Bangladeshi counterpart Shafiqul Karim Talukder in Dhaka on "
     "Monday."},
    // "Y's ambassador to Z, X,".
    {"Merete Solvang-Lie", "denmark", "ambassador",
     "Denmark's ambassador to Thailand, Merete Solvang-Lie, met Thai Foreign Minister Don Pramudwinai in Bangkok on "
     "Friday."},
    // A ministry that no list of titles has.
    {"Chitundu Mwale-Phiri", "zambia", "minister of mines",
     "Zambia's Minister of Mines, Chitundu Mwale-Phiri, held talks with British Foreign Secretary David Cameron in "
     "Lusaka "
     "on Monday."},
    // Particles and a patronymic.
    {"Abd al-Karim bin Nasser al-Harithi", "oman", "foreign minister",
     "Abd al-Karim bin Nasser al-Harithi, Oman's foreign minister, met Iranian President Ebrahim Raisi in Muscat on "
     "Sunday."},
    // "Title X of Y", with and without "the".
    {"Tiago Fonseca-Brandao", "portugal", "ambassador",
     "Ambassador Tiago Fonseca-Brandao of Portugal accused Belarus on Monday of lying."},
    {"Vlastimil Hrubes", "czech-republic", "deputy foreign minister",
     "Deputy Foreign Minister Vlastimil Hrubes of the Czech Republic visited Kyiv last week."},
    // "X, Y defence minister,".
    {"Gia Lomtashvili", "georgia", "defence minister",
     "Gia Lomtashvili, Georgian defence minister, arrived in Warsaw on Monday and met Polish President Andrzej Duda."},
};

void PrintTo(Official const& official, std::ostream* out) { *out << official.name; }

class UnknownNames : public testing::TestWithParam<Official> {
 protected:
  static Coder const& coder() {
    static auto const kCoder = Coder::load({}).value();
    return *kCoder;
  }
};

TEST_P(UnknownNames, BecomeActorsWithStateAndOffice) {
  auto const& official = GetParam();
  Article const article{.text = std::string(official.text), .published = parse_day("2023-10-18")};
  auto const coded = coder().code(article);
  auto const actor = std::find_if(coded.actors.begin(), coded.actors.end(),
                                  [&](Actor const& candidate) { return candidate.name == official.name; });
  ASSERT_NE(actor, coded.actors.end()) << coder().explain(article);
  EXPECT_EQ(actor->kind, ActorKind::kPerson);
  EXPECT_EQ(actor->country, official.country) << coder().explain(article);
  ASSERT_FALSE(actor->offices.empty()) << coder().explain(article);
  EXPECT_EQ(actor->offices.front().title, official.office);
}

INSTANTIATE_TEST_SUITE_P(Officials, UnknownNames, testing::ValuesIn(kOfficials));

}  // namespace
}  // namespace dragoman
