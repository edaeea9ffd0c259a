// The PETRARCH format as text: names, codes, restrictions, macros, and what is wrong with a line.

#include "coder/actors/petrarch_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> faults_of(std::string_view text) {
  std::vector<std::string> out;
  for (auto const& fault : parse_petrarch(text).faults) out.push_back(std::to_string(fault.line) + ": " + fault.reason);
  return out;
}

TEST(PetrarchFile, EntriesSynonymsCodesAndComments) {
  auto const file = parse_petrarch(
      "# A dictionary of our own\n"
      "\n"
      "RURITANIAN_LANCERS_ [FRAMIL] ; seen in 1999\n"
      "+THE_LANCERS_  # a synonym\n"
      "PETRA_OSTERBLOM_\n"
      "+P._OSTERBLOM\n"
      "\t[SWEGOV 990131-20051224] [SWEELI]\n"
      "\t[SWEGOV >061001]\n"
      "OLD_LEAGUE [NGO <19700101]\n"
      "NOBODY_AT_ALL\n"
      "\t[---]\n");
  EXPECT_TRUE(file.faults.empty());
  ASSERT_EQ(file.entries.size(), 4U);
  EXPECT_EQ(file.entries[0].line, 3U);
  EXPECT_THAT(file.entries[0].names, ElementsAre("RURITANIAN LANCERS", "THE LANCERS"));
  EXPECT_EQ(file.entries[0].codes.at(0).code, "FRAMIL");
  EXPECT_FALSE(file.entries[0].codes.at(0).restricted());
  ASSERT_EQ(file.entries[1].codes.size(), 3U);
  EXPECT_EQ(file.entries[1].codes[0].from, parse_day("1999-01-31"));
  EXPECT_EQ(file.entries[1].codes[0].to, parse_day("2005-12-24"));
  EXPECT_EQ(file.entries[1].codes[2].from, parse_day("2006-10-01"));
  EXPECT_EQ(file.entries[1].codes[2].to, std::nullopt);
  EXPECT_EQ(file.entries[2].codes[0].from, std::nullopt);
  EXPECT_EQ(file.entries[2].codes[0].to, parse_day("1970-01-01"));
  EXPECT_EQ(file.entries[3].codes[0].code, "");
}

TEST(PetrarchFile, TwoDigitsOfAYear) {
  auto const file = parse_petrarch("A B [GOV 310101-300101]\nC D [GOV 310101-991231]\nE F [GOV > 300101]\n");
  ASSERT_EQ(file.entries.size(), 3U);
  EXPECT_EQ(file.entries[0].codes[0].from, parse_day("1931-01-01"));
  EXPECT_EQ(file.entries[0].codes[0].to, parse_day("2030-01-01"));
  EXPECT_EQ(file.entries[2].codes[0].from, parse_day("2030-01-01"));
}

TEST(PetrarchFile, AgentsMacrosAndPlurals) {
  auto const file = parse_petrarch(
      "!FOLK! = MAN, WOMEN\r\n"
      "OARS!FOLK! {} [~CVL]\r\n"
      "!FOLK!_OF_THE_CLOTH [~REL]\r\n"
      "DRAGOON {DRAGOONERY / DRAGOONS} [~MIL]\r\n"
      "LEAGUE [IGO~]\r\n");
  EXPECT_TRUE(file.faults.empty());
  ASSERT_EQ(file.entries.size(), 4U);
  EXPECT_THAT(file.entries[0].names, ElementsAre("OARSMAN", "OARSWOMEN"));
  EXPECT_THAT(file.entries[1].names, ElementsAre("MAN OF THE CLOTH", "WOMEN OF THE CLOTH"));
  EXPECT_THAT(file.entries[2].names, ElementsAre("DRAGOON", "DRAGOONERY", "DRAGOONS"));
  for (auto const& entry : file.entries) EXPECT_TRUE(entry.agent);
  EXPECT_EQ(file.entries[3].codes.at(0).code, "IGO");
}

TEST(PetrarchFile, FaultsNameTheirLineAndTheRestStays) {
  EXPECT_THAT(faults_of("+A_SYNONYM\n"), ElementsAre("1: a synonym without an entry above it"));
  EXPECT_THAT(faults_of("\t[FRA]\n"), ElementsAre("1: a code without an entry above it"));
  EXPECT_THAT(faults_of("\nNO_CODE_\n\nB_ [FRA]\n"), ElementsAre("2: 'NO CODE' has no code"));
  EXPECT_THAT(faults_of("A_ [FRAGO]\n"), ElementsAre("1: 'FRAGO' is no row of three-letter codes"));
  EXPECT_THAT(faults_of("A_ [fra]\n"), ElementsAre("1: 'fra' is no row of three-letter codes"));
  EXPECT_THAT(faults_of("A_ [FRA\n"), ElementsAre("1: a [ without its ]"));
  EXPECT_THAT(faults_of("A_ [FRA] B\n"), ElementsAre("1: 'B' after a code"));
  EXPECT_THAT(faults_of("A_\n[FRAGOV >991301]\n[FRA]\n"), ElementsAre("2: not a date (YYMMDD or YYYYMMDD): '991301'"));
  EXPECT_THAT(faults_of("A_ [FRAGOV 20121204]\n"), ElementsAre("1: '20121204' is none of <DATE, >DATE and DATE-DATE"));
  EXPECT_THAT(faults_of("A_ [FRAGOV 20121204-]\n"), ElementsAre(HasSubstr("1: not a date")));
  EXPECT_THAT(faults_of("A_ [FRAGOV 20121204-20111204]\n"), ElementsAre(HasSubstr("ends before it begins")));
  EXPECT_THAT(faults_of("A_!X! [FRA]\n"), ElementsAre("1: an unknown macro in 'A_!X!'"));
  EXPECT_THAT(faults_of("!X = A\n"), ElementsAre("1: a macro is written !NAME! = WORD, WORD"));
  EXPECT_THAT(faults_of("!X! =\nA!X! {}\n"),
              ElementsAre("1: a macro that stands for nothing", "2: an unknown macro in 'A!X!'"));
  EXPECT_THAT(faults_of("A\xFF_ [FRA]\n"), ElementsAre("1: the name is not UTF-8"));
  EXPECT_THAT(faults_of("A_ {B [FRA]\n"), ElementsAre("1: a { without its }"));
  auto const kept = parse_petrarch("A_\n+B]_\n\t[FRAGOV >991301]\n\t[FRA]\n");
  ASSERT_EQ(kept.entries.size(), 1U);
  EXPECT_THAT(kept.entries[0].names, ElementsAre("A"));
  EXPECT_EQ(kept.entries[0].codes.size(), 1U);
}

}  // namespace
}  // namespace dragoman
