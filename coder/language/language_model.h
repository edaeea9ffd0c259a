#pragma once
// Network and lemmas together: annotates sentences whose tokens have forms.

#include <memory>
#include <span>

#include "coder/language/lemmas.h"
#include "coder/language/network.h"

namespace dragoman {

class LanguageModel {
 public:
  /// `bytes` must outlive the model.
  static Result<LanguageModel> read(std::string_view bytes);

  /// Fills everything but form and place. Any number of threads.
  void annotate(std::span<Sentence> sentences) const;

 private:
  LanguageModel(Network network, LemmaTable lemmas) : network_(std::move(network)), lemmas_(lemmas) {}
  std::string lemma(Token const& token) const;

  Network network_;
  LemmaTable lemmas_;
};

}  // namespace dragoman
