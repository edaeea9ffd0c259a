#pragma once
// Spans of a sentence that name actors, before anybody knows which actors they are.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coder/actors/dictionary.h"
#include "coder/frames/tree.h"

namespace dragoman {

struct Mention {
  enum class Kind : std::uint8_t {
    kState,   // by name, adjective, people, capital or seat; `use` tells which
    kPlace,   // a place of a state
    kBody,    // known body or organisation
    kPerson,  // a personal name, with or without a title
    kTitle,   // an office without a name: "the US president", "Russia's foreign minister"
    kUnknown  // a proper name that may be a body
  };
  Kind kind = Kind::kUnknown;
  TokenIndex first = 0;  // tokens, last exclusive
  TokenIndex last = 0;
  NameUse use = NameUse::kName;
  std::optional<std::uint32_t> entry;  // of the dictionary, when the name is in it
  std::string name;                    // as written, without title
  // Of persons and titles:
  std::string office;  // normalised: "foreign minister"; empty when none
  std::optional<TitleClass> title_class;
  bool former = false;                   // "former president"
  bool modified = false;                 // "deputy", "former": not the office itself
  bool plural = false;                   // "the foreign ministers of Japan and China"
  std::vector<std::uint32_t> countries;  // entries of states named with the title
  std::optional<std::uint32_t> body;     // entry of the body the office belongs to
  bool definite = false;                 // "the minister"
};

/// In text order; spans do not overlap.
std::vector<Mention> find_mentions(Tree const& tree, ActorDictionary const& dictionary);

}  // namespace dragoman
