#include "coder/train/evaluate.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "coder/language/features.h"
#include "coder/language/segment.h"

namespace dragoman::train {
namespace {

std::vector<Sentence> annotated(LanguageModel const& model, std::span<Example const> examples) {
  std::vector<Sentence> sentences;
  sentences.reserve(examples.size());
  for (auto const& example : examples) {
    auto& sentence = sentences.emplace_back();
    for (auto const& token : example.gold.tokens) sentence.tokens.emplace_back().form = token.form;
  }
  model.annotate(sentences);
  return sentences;
}

using Spans = std::set<std::tuple<std::size_t, std::size_t, Entity>>;

Spans entity_spans(Sentence const& sentence) {
  Spans spans;
  auto const& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    auto const tag = static_cast<int>(tokens[i].entity);
    if (tag % 2 == 0) continue;
    auto end = i + 1;
    while (end < tokens.size() && static_cast<int>(tokens[end].entity) == tag + 1) ++end;
    spans.emplace(i, end, tokens[i].entity);
  }
  return spans;
}

}  // namespace

TreeScores score_trees(LanguageModel const& model, std::span<Example const> examples) {
  TreeScores scores;
  auto const sentences = annotated(model, examples);
  for (std::size_t s = 0; s < examples.size(); ++s) {
    if (!examples[s].has_tree) continue;
    for (std::size_t i = 0; i < sentences[s].tokens.size(); ++i) {
      auto const& gold = examples[s].gold.tokens[i];
      auto const& token = sentences[s].tokens[i];
      ++scores.tokens;
      scores.tags += token.tag == gold.tag ? 1U : 0U;
      scores.lemmas += lower_case(token.lemma) == lower_case(gold.lemma) ? 1U : 0U;
      scores.heads += token.head == gold.head ? 1U : 0U;
      scores.labelled += token.head == gold.head && token.rel == gold.rel ? 1U : 0U;
    }
  }
  return scores;
}

EntityScores score_entities(LanguageModel const& model, std::span<Example const> examples) {
  EntityScores scores;
  auto const sentences = annotated(model, examples);
  auto const of_type = [&scores](Entity type) -> SpanScores& {
    switch (type) {
      case Entity::kBeginPerson: return scores.person;
      case Entity::kBeginOrganisation: return scores.organisation;
      case Entity::kBeginLocation: return scores.location;
      default: return scores.misc;
    }
  };
  for (std::size_t s = 0; s < examples.size(); ++s) {
    if (!examples[s].has_entities) continue;
    auto const gold = entity_spans(examples[s].gold);
    auto const found = entity_spans(sentences[s]);
    for (auto const& span : gold) {
      auto const right = found.contains(span) ? 1U : 0U;
      for (auto* const type : {&scores.all, &of_type(std::get<2>(span))}) {
        ++type->gold;
        type->right += right;
      }
    }
    for (auto const& span : found) {
      ++scores.all.found;
      ++of_type(std::get<2>(span)).found;
    }
  }
  return scores;
}

CutScores score_cuts(std::span<Example const> examples) {
  constexpr std::size_t kTogether = 20;
  CutScores scores;
  using Places = std::set<std::pair<std::size_t, std::size_t>>;  // counted in bytes that are no spaces
  struct Cuts {
    Places tokens, sentences;
    std::size_t at = 0;
    void add(Sentence const& sentence) {
      auto const begin = at;
      for (auto const& token : sentence.tokens) {
        auto const size =
            token.form.size() - static_cast<std::size_t>(std::count(token.form.begin(), token.form.end(), ' '));
        tokens.emplace(at, at + size);
        at += size;
      }
      sentences.emplace(begin, at);
    }
  };
  auto const count = [](SpanScores& to, Places const& gold, Places const& found) {
    to.gold += gold.size();
    to.found += found.size();
    for (auto const& place : found) to.right += gold.contains(place) ? 1U : 0U;
  };
  for (std::size_t first = 0; first < examples.size(); first += kTogether) {
    std::string text;
    Cuts gold, found;
    for (auto const& example : examples.subspan(first, std::min(kTogether, examples.size() - first))) {
      if (example.text.empty()) continue;
      text += example.text + ' ';
      gold.add(example.gold);
    }
    for (auto const& sentence : cut_sentences(CleanText(text))) found.add(sentence);
    count(scores.tokens, gold.tokens, found.tokens);
    count(scores.sentences, gold.sentences, found.sentences);
  }
  return scores;
}

}  // namespace dragoman::train
