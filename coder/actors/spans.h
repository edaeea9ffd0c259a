#pragma once
// First step of finding mentions: dictionary names, titles and runs of proper nouns, side by side.

#include <optional>
#include <vector>

#include "coder/actors/dictionary.h"
#include "coder/frames/tree.h"

namespace dragoman {

struct NameSpan {
  enum class Kind : std::uint8_t { kKnown, kTitle, kProper };
  Kind kind;
  TokenIndex first;
  TokenIndex last;                  // exclusive
  std::vector<NameTarget> targets;  // kKnown
  Title const* title = nullptr;     // kTitle
  std::string more;                 // kTitle: with what it goes on, " and trade"
  bool former = false;              // kTitle
  bool modified = false;            // kTitle: "deputy", "former", … before it
  bool plural = false;              // kTitle
};

/// In text order, without overlap; of overlapping readings the longer, of equal ones the known name.
std::vector<NameSpan> find_spans(Tree const& tree, ActorDictionary const& dictionary);

/// The words of a span as written, hyphens joined.
std::string span_text(Tree const& tree, TokenIndex first, TokenIndex last);
bool is_capitalised(Token const& token);

}  // namespace dragoman
