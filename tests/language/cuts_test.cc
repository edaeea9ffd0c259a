#include <fstream>

#include <gmock/gmock.h>

#include "coder/language/segment.h"
#include "coder/language/utf8.h"

namespace dragoman {
namespace {

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\\u") {
      append_point(plain, static_cast<std::int32_t>(std::stoul(std::string(text.substr(i + 2, 4)), nullptr, 16)));
      i += 5;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

struct Cut {
  std::string tokens;
  std::string dateline;
  friend bool operator==(Cut const&, Cut const&) = default;
  friend void PrintTo(Cut const& cut, std::ostream* to) { *to << cut.tokens << " @ " << cut.dateline; }
};

struct Case {
  std::string text;
  std::vector<Cut> cuts;
};

std::vector<Case> read_cases() {
  std::ifstream file(DRAGOMAN_SOURCE_DIR "/tests/language/cuts.txt");
  std::vector<Case> cases(1);
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty()) {
      if (!cases.back().text.empty()) cases.emplace_back();
      continue;
    }
    if (line.front() == '#') continue;
    auto const rest = unescaped(std::string_view(line).substr(2));
    if (line.front() == '>') cases.back().text += (cases.back().text.empty() ? "" : "\n") + rest;
    if (line.front() == '=') cases.back().cuts.push_back({rest, ""});
    if (line.front() == '@') cases.back().cuts.back().dateline = rest;
  }
  return cases;
}

std::vector<Cut> cut(std::string_view text) {
  std::vector<Cut> cuts;
  for (auto const& sentence : cut_sentences(CleanText(text))) {
    auto& found = cuts.emplace_back();
    found.dateline = sentence.dateline;
    for (auto const& token : sentence.tokens) found.tokens += (found.tokens.empty() ? "" : " ") + token.form;
  }
  return cuts;
}

TEST(Cuts, AreAsInTheFile) {
  auto const cases = read_cases();
  ASSERT_GT(cases.size(), 20U);
  for (auto const& example : cases) EXPECT_EQ(cut(example.text), example.cuts) << example.text;
}

TEST(Cuts, KnowTheirPlaces) {
  std::string const text = "\n  \u2022 MOSCOW: \u201cHe\u00ADllo,\u201d he said.  It\u2019s late. \n\nEnd";
  auto const sentences = cut_sentences(CleanText(text));
  ASSERT_EQ(sentences.size(), 3U);
  auto const shown = [&](std::size_t i) {
    return text.substr(sentences[i].begin, sentences[i].end - sentences[i].begin);
  };
  EXPECT_EQ(shown(0), "\u2022 MOSCOW: \u201cHe\u00ADllo,\u201d he said.");
  EXPECT_EQ(shown(1), "It\u2019s late.");
  EXPECT_EQ(shown(2), "End");
  EXPECT_EQ(sentences[0].paragraph, 0U);
  EXPECT_EQ(sentences[1].paragraph, 0U);
  EXPECT_EQ(sentences[2].paragraph, 1U);
  auto const& word = sentences[0].tokens[1];
  EXPECT_EQ(word.form, "Hello");
  EXPECT_EQ(text.substr(word.begin, word.end - word.begin), "He\u00ADllo");
}

TEST(Cuts, EndLongSentences) {
  std::string text;
  for (int i = 0; i < 1001; ++i) text += "word ";
  auto const sentences = cut_sentences(CleanText(text));
  ASSERT_EQ(sentences.size(), 6U);
  EXPECT_EQ(sentences.front().tokens.size(), kMaxSentenceTokens);
  EXPECT_EQ(sentences.back().tokens.size(), 1U);
}

TEST(Cuts, AreNoneInNothing) {
  EXPECT_TRUE(cut("").empty());
  EXPECT_TRUE(cut(" \n\t\r\n \u200B").empty());
}

}  // namespace
}  // namespace dragoman
