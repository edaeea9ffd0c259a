#pragma once
// When two names of actors count as the same one.

#include <string>
#include <string_view>
#include <vector>

#include "coder/actors/dictionary.h"

namespace dragoman {

/// A name ready to be compared.
struct ComparableName {
  std::vector<std::string> words;  // folded, without "the"; empty: no name at all
  std::string known;               // slug of the state, body or group that the dictionary knows by this name
  bool exact = false;              // a state or an international organisation: no part of its name stands for it

  /// The same words or the same known actor.
  friend bool operator==(ComparableName const& a, ComparableName const& b) {
    return a.known.empty() && b.known.empty() ? a.words == b.words : a.known == b.known;
  }
};

/// States by their names, adjectives, peoples, capitals and seats of power, also with a word for their officials
/// ("the Russian military"). Other names are the same when one is part of the other, titles aside ("Lavrov", "Sergei
/// Lavrov"), or when they differ in an initial ("J. Kerry").
class NameRules {
 public:
  /// `dictionary` outlives it.
  explicit NameRules(ActorDictionary const& dictionary) : dictionary_(dictionary) {}

  ComparableName fold(std::string_view name) const;
  /// Names without a word are the same as none.
  static bool same(ComparableName const& a, ComparableName const& b);

 private:
  /// `exact`: states and international organisations, or else all others but persons.
  bool look_up(ComparableName& name, std::vector<std::string> const& words, bool exact) const;

  ActorDictionary const& dictionary_;
};

}  // namespace dragoman
