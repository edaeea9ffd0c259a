#pragma once
// Which words keep a full stop (coder/data/abbreviations.txt, built in).

#include <optional>
#include <string_view>

namespace dragoman {

enum class Abbreviation {
  kTitle,   // a name follows: never ends a sentence
  kNumber,  // an abbreviation only before a number
  kAny,
};

/// `word` with its full stop, as written.
std::optional<Abbreviation> find_abbreviation(std::string_view word);

}  // namespace dragoman
