#include "graph/ontology.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// The published tables live beside the repository, not in it.
std::filesystem::path published(std::string const& file) {
  auto const* const given = std::getenv("DRAGOMAN_CORPORA");
  std::filesystem::path const corpora = given != nullptr ? given : DRAGOMAN_SOURCE_DIR "/../shared/corpora";
  return corpora / "dictionaries" / file;
}

TEST(Cameo, CodesAscendAndHaveTheirRoots) {
  auto const codes = cameo_codes();
  EXPECT_EQ(codes.size(), 313U);
  EXPECT_TRUE(std::ranges::is_sorted(codes, std::less<>{}, &CameoCode::code));
  std::set<std::string_view> roots;
  for (auto const& row : codes) {
    SCOPED_TRACE(row.code);
    EXPECT_TRUE(row.code.size() >= 2 && row.code.size() <= 4);
    EXPECT_TRUE(std::ranges::all_of(row.code, [](char c) { return c >= '0' && c <= '9'; }));
    EXPECT_GE(row.goldstein, -10);
    EXPECT_LE(row.goldstein, 10);
    EXPECT_FALSE(row.name.empty());
    EXPECT_EQ(find_cameo(row.code), &row);
    for (auto size = row.code.size() - 1; size >= 2; --size) EXPECT_NE(find_cameo(row.code.substr(0, size)), nullptr);
    EXPECT_EQ(row.plover == Plover::kNone, row.code.starts_with("01"));
    roots.insert(row.code.substr(0, 2));
  }
  EXPECT_EQ(roots.size(), 20U);
}

TEST(Cameo, UnknownCodesAreUnknown) {
  for (auto const* const code : {"", "0", "21", "0400", "047", "40", "04x", "99999"})
    EXPECT_EQ(find_cameo(code), nullptr) << code;
}

TEST(Cameo, EveryNameLeadsToACodeOfThatName) {
  for (auto const& row : cameo_codes()) {
    auto const* const found = find_cameo_by_name(lower(row.name));
    ASSERT_NE(found, nullptr) << row.name;
    EXPECT_EQ(lower(found->name), lower(row.name));
    EXPECT_GE(found->code.size(), row.code.size()) << "a root must give way to its general code";
  }
  EXPECT_EQ(find_cameo_by_name("CONSULT")->code, "040");
  EXPECT_EQ(find_cameo_by_name("express Intent to meet or negotiate")->code, "036");
  EXPECT_EQ(find_cameo_by_name("drink tea"), nullptr);
}

TEST(Cameo, TypesOfWellKnownCodes) {
  std::map<std::string_view, EventType> const expected{{"010", EventType::kStatement},
                                                       {"0231", EventType::kDemand},
                                                       {"026", EventType::kProposal},
                                                       {"036", EventType::kProposal},
                                                       {"040", EventType::kMeeting},
                                                       {"041", EventType::kPhoneCall},
                                                       {"042", EventType::kVisit},
                                                       {"043", EventType::kVisit},
                                                       {"044", EventType::kMeeting},
                                                       {"046", EventType::kNegotiation},
                                                       {"051", EventType::kStatementSupport},
                                                       {"057", EventType::kAgreement},
                                                       {"061", EventType::kCooperation},
                                                       {"073", EventType::kAid},
                                                       {"0871", EventType::kConcession},
                                                       {"092", EventType::kInvestigation},
                                                       {"1056", EventType::kDemand},
                                                       {"111", EventType::kCriticism},
                                                       {"1123", EventType::kAccusation},
                                                       {"129", EventType::kRejection},
                                                       {"1384", EventType::kThreat},
                                                       {"1411", EventType::kProtest},
                                                       {"154", EventType::kMilitaryAction},
                                                       {"161", EventType::kOtherDiplomatic},
                                                       {"163", EventType::kSanction},
                                                       {"173", EventType::kCoercion},
                                                       {"186", EventType::kAssault},
                                                       {"195", EventType::kMilitaryAction},
                                                       {"202", EventType::kAssault}};
  for (auto const& [code, type] : expected) {
    auto const* const row = find_cameo(code);
    ASSERT_NE(row, nullptr) << code;
    EXPECT_EQ(to_string(row->type), to_string(type)) << code;
  }
}

TEST(Cameo, EveryTypeHasADefaultCodeOfItsOwn) {
  for (std::size_t i = 0; i < kEventTypeCount; ++i) {
    auto const type = static_cast<EventType>(i);
    auto const& row = default_cameo(type);
    if (type == EventType::kInvitation)
      EXPECT_EQ(row.code, "036");  // CAMEO has none for it
    else
      EXPECT_EQ(to_string(row.type), to_string(type));
  }
}

TEST(Published, CodesNamesAndScoresAgree) {
  std::ifstream file{published("cameo_codes.tsv")};
  if (!file) GTEST_SKIP() << "no published CAMEO table here";
  std::string line;
  std::getline(file, line);
  std::size_t rows = 0;
  while (std::getline(file, line)) {
    auto const tab1 = line.find('\t');
    auto const tab2 = line.find('\t', tab1 + 1);
    auto const* const row = find_cameo(line.substr(0, tab1));
    ASSERT_NE(row, nullptr) << line;
    EXPECT_EQ(lower(row->name), lower(line.substr(tab1 + 1, tab2 - tab1 - 1)));
    EXPECT_FLOAT_EQ(row->goldstein, std::stof(line.substr(tab2 + 1)));
    ++rows;
  }
  EXPECT_EQ(rows, 312U);
}

TEST(Published, PloverCategoriesAgree) {
  std::ifstream file{published("CAMEO2PLOVER-2021.txt")};
  if (!file) GTEST_SKIP() << "no published CAMEO to PLOVER table here";
  std::map<std::string, std::string> categories;  // of two lines for one code the first counts
  std::string line;
  while (std::getline(file, line)) {
    auto const colon = line.find(": ");
    if (colon == std::string::npos || line.find_first_not_of("0123456789") != colon) continue;
    auto const end = line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", colon + 2);
    categories.emplace(line.substr(0, colon), line.substr(colon + 2, end == std::string::npos ? end : end - colon - 2));
  }
  EXPECT_GT(categories.size(), 250U);
  for (auto const& [code, category] : categories) {
    auto const* const row = find_cameo(code);
    ASSERT_NE(row, nullptr) << code;
    EXPECT_EQ(to_string(row->plover), category) << code;
  }
  for (auto const& row : cameo_codes()) {
    SCOPED_TRACE(row.code);
    auto const unpublished = row.code.starts_with("01") || row.code.starts_with("02");
    EXPECT_NE(categories.contains(std::string{row.code}), unpublished);
    EXPECT_EQ(row.plover == Plover::kRequest, row.code.starts_with("02") || row.code.starts_with("10"));
  }
}

}  // namespace
}  // namespace dragoman
