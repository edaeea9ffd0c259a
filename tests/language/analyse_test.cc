#include <ctime>
#include <random>

#include <gmock/gmock.h>

#include "coder/language/plain_form.h"
#include "coder/language/segment.h"
#include "shipped.h"
#include "tests/scale.h"

namespace dragoman {
namespace {

using testing::HasSubstr;

// What must hold for any text.
void expect_sound(std::string const& text, std::vector<Sentence> const& sentences) {
  std::size_t last_end = 0;
  for (auto const& sentence : sentences) {
    ASSERT_FALSE(sentence.tokens.empty());
    ASSERT_LE(sentence.tokens.size(), kMaxSentenceTokens);
    ASSERT_LE(last_end, sentence.begin);
    ASSERT_LT(sentence.begin, sentence.end);
    ASSERT_LE(sentence.end, text.size());
    last_end = sentence.end;
    auto const n = static_cast<std::int32_t>(sentence.tokens.size());
    int roots = 0;
    std::size_t last_token = sentence.begin;
    auto inside_of = Entity::kOutside;
    for (auto const& token : sentence.tokens) {
      ASSERT_LE(last_token, token.begin);
      ASSERT_LT(token.begin, token.end);
      ASSERT_LE(token.end, sentence.end);
      // Three tokens cut from one "…" share its place.
      last_token = token.begin;
      ASSERT_FALSE(token.form.empty());
      ASSERT_FALSE(token.lemma.empty());
      ASSERT_NE(token.tag, Tag::kNone);
      ASSERT_NE(token.rel, Rel::kNone);
      ASSERT_EQ(token.head == Token::kNoHead, token.rel == Rel::kRoot);
      roots += token.head == Token::kNoHead ? 1 : 0;
      auto node = static_cast<std::int32_t>(&token - sentence.tokens.data());
      for (std::int32_t steps = 0; node != Token::kNoHead; ++steps) {
        ASSERT_LE(steps, n);
        ASSERT_GE(node, 0);
        ASSERT_LT(node, n);
        node = sentence.tokens[static_cast<std::size_t>(node)].head;
      }
      auto const entity = static_cast<int>(token.entity);
      if (entity != 0 && entity % 2 == 0) {
        ASSERT_TRUE(inside_of == token.entity || static_cast<int>(inside_of) + 1 == entity);
      }
      inside_of = token.entity;
    }
    ASSERT_EQ(roots, 1);
  }
}

TEST(Analyse, KnowsWhoMetWhom) {
  std::string const text =
      "MOSCOW: Russian Foreign Minister Sergei Lavrov met his Chinese counterpart, Wang Yi, in Geneva on Thursday.";
  auto const sentences = shipped_language().analyse(text);
  ASSERT_EQ(sentences.size(), 1U);
  expect_sound(text, sentences);
  auto const& tokens = sentences[0].tokens;
  auto const find = [&tokens](std::string_view form) -> Token const& {
    for (auto const& token : tokens) {
      if (token.form == form) return token;
    }
    throw std::runtime_error("no such token");
  };
  EXPECT_EQ(sentences[0].dateline, "MOSCOW");
  EXPECT_EQ(find("met").head, Token::kNoHead);
  EXPECT_EQ(find("met").lemma, "meet");
  EXPECT_EQ(find("met").tag, Tag::kVBD);
  auto const& object = find("counterpart");
  EXPECT_EQ(object.rel, Rel::kObj);
  EXPECT_EQ(tokens[static_cast<std::size_t>(object.head)].form, "met");
  auto const& subject = find("Sergei");
  EXPECT_EQ(subject.rel, Rel::kNsubj);
  EXPECT_EQ(find("Wang").rel, Rel::kAppos);
  EXPECT_EQ(find("Wang").entity, Entity::kBeginPerson);
  EXPECT_EQ(find("Yi").entity, Entity::kInsidePerson);
}

TEST(Analyse, FormsAreTheCleanedText) {
  std::string const text =
      "\u2022 SEOUL (Reuters) \u2014 \u201cWe won\u2019t talk,\u201d Kim\u2019s aide said\u2026 The U.S.-led talks "
      "co\u00ADst $5m \u2014 or 10%.\n"
      "(AFP)\nNo. 10 can\u2019t say; e.g. A. B. Smith\u2019s \u2018plan\u2019 at 10am.";
  auto const sentences = shipped_language().analyse(text);
  expect_sound(text, sentences);
  std::size_t tokens = 0;
  for (auto const& sentence : sentences) {
    for (auto const& token : sentence.tokens) {
      EXPECT_EQ(token.form, plain_form(std::string_view(text).substr(token.begin, token.end - token.begin)));
      ++tokens;
    }
  }
  EXPECT_GT(tokens, 40U);
}

TEST(Analyse, SurvivesAnyBytes) {
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    std::string text(random() % 700, ' ');
    for (auto& c : text) {
      // Half of the rounds are mostly marks, which take other paths than letters.
      c = round % 2 == 0 ? static_cast<char>(random() % 256)
                         : " .,'\"-()[]!?:/$&@\n\xE2\x80\x99\xC2\xA0"
                           "aB9"[random() % 27];
    }
    expect_sound(text, shipped_language().analyse(text));
    if (HasFatalFailure()) FAIL() << "round " << round;
  }
}

TEST(Analyse, IsTheSameEveryTime) {
  std::string const first = "The ministers agreed to meet again in June. Talks between Iran and Oman failed.";
  std::string const second = "Nobody came.";
  auto const alone = describe(shipped_language().analyse(first));
  EXPECT_EQ(describe(shipped_language().analyse(first)), alone);
  // Neighbours do not matter.
  EXPECT_THAT(describe(shipped_language().analyse(first + "\n" + second)), HasSubstr(alone));
}

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

// The least processor time of some runs.
template <class Work>
double seconds(Work const& work) {
  auto best = 1e9;
  for (int round = 0; round < 3; ++round) {
    auto const start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

void expect_proportion(std::string_view part, std::size_t small_size, void (*work)(std::string const&)) {
  constexpr std::size_t kTimes = 8;
  // The floor keeps page faults and timer steps out of it; work that grew with the square would be far above.
  auto const small = repeated(part, small_size);
  auto const large = repeated(part, small_size * kTimes);
  auto const unit = std::max(seconds([&] { work(small); }), 0.02);
  auto const whole = seconds([&] { work(large); });
  // Under a sanitizer its own cost swamps the measure.
  if (!test::kUnderSanitizer) {
    EXPECT_LT(whole, 4.0 * kTimes * unit) << part;
  }
}

TEST(Analyse, CutsInProportion) {
  for (std::string_view const part :
       {"(",        "\"",      "'",      ".",        "a.",  "A. ", "-",    "1-",   "a-",    "a'",
        "1,",       "http://", "a@",     "U.S. ",    "x\n", "\n",  "No. ", " ",    "word ", "(Reuters) - ",
        "MOSCOW: ", "\xFF",    "\u00AD", "aaaaaaaa", "'s",  "!?",  "\" (", ". ) ", "...",   "a/"}) {
    expect_proportion(part, test::scaled(40000),
                      [](std::string const& text) { static_cast<void>(cut_sentences(CleanText(text))); });
  }
}

TEST(Analyse, ParsesInProportion) {
  for (std::string_view const part : {"(", "a-", "word ", "x\n", "aaaaaaaa"}) {
    expect_proportion(part, test::scaled(800),
                      [](std::string const& text) { EXPECT_FALSE(shipped_language().analyse(text).empty()); });
  }
}

}  // namespace
}  // namespace dragoman
