#include "coder/language/language.h"

#include "coder/language/language_model.h"
#include "coder/language/segment.h"

namespace dragoman {

Language::Language(std::unique_ptr<LanguageModel const> model) : model_(std::move(model)) {}
Language::~Language() = default;

Result<std::unique_ptr<Language const>> Language::load(std::string_view bytes) {
  auto model = LanguageModel::read(bytes);
  if (!model) return model.error();
  return std::unique_ptr<Language const>(new Language(std::make_unique<LanguageModel const>(std::move(model).value())));
}

std::vector<Sentence> Language::analyse(std::string_view text) const {
  auto sentences = cut_sentences(CleanText(text));
  model_->annotate(sentences);
  return sentences;
}

}  // namespace dragoman
