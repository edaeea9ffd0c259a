#include "coder/language/language_model.h"

namespace dragoman {

Result<LanguageModel> LanguageModel::read(std::string_view bytes) {
  auto const file = ModelFile::open(bytes);
  if (!file) return file.error();
  auto network = Network::read(file.value());
  if (!network) return network.error();
  auto const index = file.value().section(Section::kLemmaIndex);
  if (!index) return index.error();
  auto const texts = file.value().section(Section::kLemmaTexts);
  if (!texts) return texts.error();
  auto const lemmas = LemmaTable::view(index.value(), texts.value());
  if (!lemmas) return lemmas.error();
  return LanguageModel(std::move(network).value(), lemmas.value());
}

void LanguageModel::annotate(std::span<Sentence> sentences) const {
  network_.annotate(sentences);
  for (auto& sentence : sentences) {
    for (auto& token : sentence.tokens) token.lemma = lemma(token);
  }
}

std::string LanguageModel::lemma(Token const& token) const {
  if (auto const known = lemmas_.find(lower_case(token.form), token.tag)) return std::string(*known);
  return rule_lemma(token.form, token.tag, [this](std::string_view word) {
    return network_.features().find(feature_key(FeatureKind::kWord, word));
  });
}

}  // namespace dragoman
