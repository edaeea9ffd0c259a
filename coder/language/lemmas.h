#pragma once
// Word and tag → lemma: a table of what the rules get wrong, learned from the treebanks, then rules.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "coder/language/model_file.h"
#include "coder/language/sentence.h"
#include "common/error.h"

namespace dragoman {

/// How common a word in lower case is: 0 is the most common; nothing for unknown words.
using WordRank = std::function<std::optional<std::uint32_t>(std::string_view)>;

/// By rule alone. Proper nouns keep their case.
std::string rule_lemma(std::string_view form, Tag tag, WordRank const& rank);

std::uint32_t lemma_key(std::string_view lower_form, Tag tag);

class LemmaTable {
 public:
  /// The bytes must outlive the table.
  static Result<LemmaTable> view(std::string_view index, std::string_view texts);

  std::optional<std::string_view> find(std::string_view lower_form, Tag tag) const;

 private:
  KeyTable index_;  // to the place in texts_ of a length byte and as many characters
  std::string_view texts_;
};

}  // namespace dragoman
