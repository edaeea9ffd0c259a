#include <gtest/gtest.h>

#include "coder/language/features.h"
#include "coder/language/plain_form.h"
#include "coder/language/text.h"
#include "coder/language/utf8.h"

namespace dragoman {
namespace {

TEST(CleanText, MakesOneSpellingOfMany) {
  EXPECT_EQ(CleanText("\u201Ca\u201D \u2018b\u2019 \u2014 c\u2026\u00A0d\te\r\nf").text(), "\"a\" 'b' - c... d e\n\nf");
  EXPECT_EQ(CleanText("so\u00ADft\u200B\uFEFF").text(), "soft");
}

TEST(CleanText, TurnsBadBytesIntoSpaces) {
  EXPECT_EQ(CleanText("a\xFF\xC0\x80z").text(), "a   z");
  EXPECT_EQ(CleanText("a\xE2\x82").text(), "a  ");                           // cut off
  EXPECT_EQ(CleanText("\xED\xA0\x80|\xF4\x90\x80\x80").text(), "   |    ");  // a surrogate, beyond Unicode
  EXPECT_EQ(CleanText(std::string_view("a\0b\x7F", 4)).text(), "a b ");
}

TEST(CleanText, LeadsBack) {
  std::string const original = "x\u2026y\u00ADz";
  CleanText const clean(original);
  ASSERT_EQ(clean.text(), "x...yz");
  EXPECT_EQ(clean.original_begin(1), 1U);
  EXPECT_EQ(clean.original_begin(3), 1U);
  EXPECT_EQ(clean.original_end(3), 4U);
  EXPECT_EQ(clean.original_begin(4), 4U);
  EXPECT_EQ(clean.original_end(4), 5U);
  EXPECT_EQ(clean.original_begin(5), 7U);
  EXPECT_EQ(clean.original_end(5), original.size());
}

TEST(Utf8, ReadsWhatItWrites) {
  for (std::int32_t const point : {0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF}) {
    std::string bytes;
    append_point(bytes, point);
    std::size_t at = 0;
    EXPECT_EQ(next_point(bytes, at), point);
    EXPECT_EQ(at, bytes.size());
  }
}

TEST(Features, LowerCaseKnowsOtherScripts) {
  EXPECT_EQ(lower_case("NATO"), "nato");
  EXPECT_EQ(lower_case("\u00C9mile \u041C\u043E\u0441\u043A\u0432\u0430"),
            "\u00E9mile \u043C\u043E\u0441\u043A\u0432\u0430");
}

TEST(Features, TellWordsApart) {
  auto const us = word_keys("US");
  auto const pronoun = word_keys("us");
  EXPECT_EQ(us.word, pronoun.word);
  EXPECT_NE(us.form, pronoun.form);
  EXPECT_NE(us.parts.back(), pronoun.parts.back());
  EXPECT_EQ(word_keys("1987").digits, word_keys("2023").digits);
  EXPECT_NE(word_keys("1987").word, word_keys("2023").word);
  EXPECT_NE(feature_key(FeatureKind::kSuffix1, "s"), feature_key(FeatureKind::kPrefix1, "s"));
}

TEST(PlainForm, KeepsWhatHasNoOther) {
  EXPECT_EQ(plain_form("``"), "\"");
  EXPECT_EQ(plain_form("d\u2019Estaing"), "d'Estaing");
  EXPECT_EQ(plain_form("\u200B"), "\u200B");
}

}  // namespace
}  // namespace dragoman
