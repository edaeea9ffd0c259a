#pragma once
// The model of the repository, loaded once.

#include <fstream>
#include <sstream>
#include <string>

#include "coder/language/language.h"

namespace dragoman {

inline Language const& shipped_language() {
  static std::string const bytes = [] {
    std::ifstream file(DRAGOMAN_SOURCE_DIR "/coder/data/language.model", std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return std::move(all).str();
  }();
  static std::unique_ptr<Language const> const language = Language::load(bytes).value();
  return *language;
}

/// Every field of every token, for comparing.
inline std::string describe(std::vector<Sentence> const& sentences) {
  std::ostringstream text;
  for (auto const& sentence : sentences) {
    text << "# " << sentence.begin << ' ' << sentence.end << ' ' << sentence.paragraph << ' ' << sentence.dateline
         << '\n';
    for (auto const& token : sentence.tokens) {
      text << token.form << '\t' << token.lemma << '\t' << to_string(token.tag) << '\t' << token.head << '\t'
           << to_string(token.rel) << '\t' << to_string(token.entity) << '\t' << token.begin << '\t' << token.end
           << '\n';
    }
  }
  return std::move(text).str();
}

}  // namespace dragoman
