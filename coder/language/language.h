#pragma once
// The language pipeline: text → sentences with tags, lemmas, trees and entities.

#include <memory>
#include <string_view>
#include <vector>

#include "coder/language/sentence.h"
#include "common/error.h"

namespace dragoman {

/// The trained part: tagger, parser and entity tagger in one file. Constant after loading.
class LanguageModel;

class Language {
 public:
  /// `model`: bytes of a model file; they must outlive the Language. A damaged or foreign file is refused in one
  /// sentence.
  static Result<std::unique_ptr<Language const>> load(std::string_view model);
  ~Language();
  Language(Language const&) = delete;
  Language& operator=(Language const&) = delete;

  /// Any bytes; time linear in their number. Any number of threads.
  std::vector<Sentence> analyse(std::string_view text) const;

 private:
  explicit Language(std::unique_ptr<LanguageModel const> model);
  std::unique_ptr<LanguageModel const> model_;
};

}  // namespace dragoman
