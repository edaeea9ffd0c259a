#include "graph/names.h"

#include <string>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(FoldName, AsciiLosesCaseAndPunctuation) {
  EXPECT_EQ(fold_name("Choe Son-hui"), "choe son hui");
  EXPECT_EQ(fold_name("  U.S.  State   Department "), "us state department");
  EXPECT_EQ(fold_name("O'Brien, Pat"), "obrien pat");
  EXPECT_EQ(fold_name("...--"), "");
  EXPECT_EQ(fold_name(""), "");
}

TEST(FoldName, AccentsVanish) {
  EXPECT_EQ(fold_name("Recep  Tayyip ERDOĞAN"), "recep tayyip erdogan");
  EXPECT_EQ(fold_name("İlham Əliyev"), "ilham aliyev");
  EXPECT_EQ(fold_name("Łukasz Đorđević"), "lukasz dordevic");
  EXPECT_EQ(fold_name("Saʿd al-Ḥarīrī"), "sad al hariri");
  EXPECT_EQ(fold_name("Côte d’Ivoire"), fold_name("Cote d'Ivoire"));
  EXPECT_EQ(fold_name("Straße"), "strasse");
}

TEST(FoldName, OtherScriptsKeepTheirLetters) {
  EXPECT_EQ(fold_name("Сергей ЛАВРОВ"), "сергеи лавров");
  EXPECT_EQ(fold_name("김정은"), "김정은");
  EXPECT_EQ(fold_name("नरेन्द्र मोदी"), "नरेन्द्र मोदी");
  EXPECT_EQ(fold_name("مُحَمَّد"), fold_name("محمد"));
}

TEST(FoldName, ComposedAndDecomposedAreOne) { EXPECT_EQ(fold_name("Zelenský"), fold_name("Zelensky\xCC\x81")); }

TEST(FoldName, InvalidUtf8IsDropped) {
  EXPECT_EQ(fold_name("\xFF\xFE"
                      "ab\xC3"),
            "ab");
}

TEST(FoldName, NothingChangesTheSecondTime) {
  for (auto const* const name : {"Recep Tayyip Erdoğan", "김정은", "नरेन्द्र मोदी", "Þórdís", "東京ー", "AT&T"})
    EXPECT_EQ(fold_name(fold_name(name)), fold_name(name)) << name;
}

TEST(Slugify, MakesReadableIds) {
  EXPECT_EQ(slugify("Recep Tayyip Erdoğan"), "recep-tayyip-erdogan");
  EXPECT_EQ(slugify("習近平"), "xi-jin-ping");
  EXPECT_EQ(slugify("U.S."), "us");
  EXPECT_EQ(slugify("?!"), "actor");
  EXPECT_EQ(slugify(""), "actor");
}

TEST(Slugify, IsShortAndPlain) {
  for (auto const& name : {std::string(200, 'x'), std::string(79, 'x') + " y z", std::string{"Владимир Зеленський"}}) {
    auto const slug = slugify(name);
    EXPECT_LE(slug.size(), 80U);
    EXPECT_NE(slug.back(), '-');
    EXPECT_EQ(slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos) << slug;
  }
}

}  // namespace
}  // namespace dragoman
