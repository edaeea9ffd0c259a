#include "coder/language/lemmas.h"

#include <map>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

std::optional<std::uint32_t> rank(std::string_view word) {
  static std::map<std::string, std::uint32_t, std::less<>> const ranks = {
      {"accuse", 5}, {"discuss", 6}, {"pass", 7},   {"propose", 8}, {"control", 9}, {"host", 10}, {"arrive", 11},
      {"reach", 12}, {"large", 13},  {"house", 14}, {"signal", 15}, {"visit", 16},  {"sign", 17}, {"call", 18}};
  auto const found = ranks.find(word);
  return found == ranks.end() ? std::nullopt : std::optional(found->second);
}

TEST(RuleLemma, UndoesEndings) {
  struct Case {
    char const* form;
    Tag tag;
    char const* lemma;
  };
  for (auto const& [form, tag, lemma] : {
           Case{"accused", Tag::kVBD, "accuse"},
           Case{"discussing", Tag::kVBG, "discuss"},
           Case{"passed", Tag::kVBN, "pass"},
           Case{"proposing", Tag::kVBG, "propose"},
           Case{"controlled", Tag::kVBD, "control"},
           Case{"hosted", Tag::kVBD, "host"},
           Case{"arriving", Tag::kVBG, "arrive"},
           Case{"reaches", Tag::kVBZ, "reach"},
           Case{"larger", Tag::kJJR, "large"},
           Case{"houses", Tag::kNNS, "house"},
           Case{"parties", Tag::kNNS, "party"},
           Case{"denied", Tag::kVBD, "deny"},
           Case{"planned", Tag::kVBN, "plan"},
           Case{"signed", Tag::kVBD, "sign"},
           Case{"called", Tag::kVBD, "call"},
           Case{"Visits", Tag::kVBZ, "visit"},
           Case{"hoping", Tag::kVBG, "hope"},
           Case{"Lavrov", Tag::kNNP, "Lavrov"},
           Case{"States", Tag::kNNPS, "State"},
           Case{"talks", Tag::kNNS, "talk"},
           Case{"Talks", Tag::kNN, "talks"},
           Case{"fought", Tag::kVBD, "fight"},
           Case{"overthrown", Tag::kVBN, "overthrow"},
           Case{"fled", Tag::kVBP, "flee"},
           Case{"need", Tag::kVBP, "need"},
           Case{"servicemen", Tag::kNNS, "serviceman"},
           Case{"is", Tag::kVBZ, "is"},
           Case{"s", Tag::kVBZ, "s"},
           Case{"ing", Tag::kVBG, "ing"},
       }) {
    EXPECT_EQ(rule_lemma(form, tag, rank), lemma) << form;
  }
}

}  // namespace
}  // namespace dragoman
