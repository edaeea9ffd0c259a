#pragma once
// What a CAMEO actor code tells: "FRAGOV", "NGOUSAEDU", "IGOUNO", three letters at a time.

#include <cstdint>
#include <optional>
#include <string_view>

#include "coder/actors/dictionary_builder.h"

namespace dragoman {

struct CodeMeaning {
  bool nobody = false;                 // "---": known, never a participant
  bool media = false;                  // a news medium or journalist
  bool elite = false;                  // ELI: persons who hold no office, or held one before
  bool role = false;                   // more than a bare country
  std::optional<std::uint32_t> state;  // entry; nothing when international or unknown to the dictionary
  std::optional<std::uint32_t> body;   // entry of an international organisation named by the code
  std::string_view branch;             // title of an office with this code, see is_branch(); empty when it is none
  ActorKind kind = ActorKind::kOther;  // of a group or body with this code
};

/// Codes that are not in CAMEO's list of roles, or of states unknown to the dictionary, tell nothing.
CodeMeaning meaning_of(std::string_view code, DictionaryBuilder const& builder);

}  // namespace dragoman
