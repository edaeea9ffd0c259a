#pragma once
// Clean text → sentences of tokens with forms and places.

#include <vector>

#include "coder/language/sentence.h"
#include "coder/language/text.h"

namespace dragoman {

inline constexpr std::size_t kMaxSentenceTokens = 200;

/// A line is a paragraph; no sentence goes beyond one. Longer sentences than kMaxSentenceTokens are cut. Linear.
std::vector<Sentence> cut_sentences(CleanText const& text);

}  // namespace dragoman
