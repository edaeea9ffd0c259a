#pragma once
// How well a model does on gold data.

#include <span>

#include "coder/language/language_model.h"
#include "coder/train/corpus.h"

namespace dragoman::train {

/// On gold tokens with predicted tags; punctuation counts.
struct TreeScores {
  std::size_t tokens = 0;
  std::size_t tags = 0;
  std::size_t lemmas = 0;
  std::size_t heads = 0;
  std::size_t labelled = 0;  // head and full relation
};
TreeScores score_trees(LanguageModel const& model, std::span<Example const> examples);

/// Exact spans with exact type.
struct SpanScores {
  std::size_t gold = 0;
  std::size_t found = 0;
  std::size_t right = 0;
  double f1() const {
    return gold + found == 0 ? 0.0 : 2.0 * static_cast<double>(right) / static_cast<double>(gold + found);
  }
};
struct EntityScores {
  SpanScores all, person, organisation, location, misc;
};
EntityScores score_entities(LanguageModel const& model, std::span<Example const> examples);

/// Words and sentences cut from running text: sentences of the file joined by spaces, some at a time.
struct CutScores {
  SpanScores tokens, sentences;
};
CutScores score_cuts(std::span<Example const> examples);

}  // namespace dragoman::train
