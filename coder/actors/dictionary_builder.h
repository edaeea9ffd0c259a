#pragma once
// What every reader of dictionary files does to the dictionary in the making.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "coder/actors/dictionary.h"

namespace dragoman {

class DictionaryBuilder {
 public:
  /// From now on names replace what earlier files meant by them; names given after this call stay together.
  void replace_earlier_names() { replacing_ = true; }

  /// The dictionary so far; its persons are not indexed yet.
  ActorDictionary const& dictionary() const { return out_; }
  /// Of an entry that is there.
  DictionaryEntry& entry(std::uint32_t index) { return out_.entries_[index]; }

  /// Its slug is not there yet.
  std::uint32_t add_entry(Actor actor, bool media = false);
  /// "The" before the name and names of one letter are left out.
  void add_name(std::string_view name, NameUse use, std::uint32_t entry);
  /// The first one given counts.
  void set_adjective(std::uint32_t state, std::string_view adjective) {
    out_.adjectives_.emplace(state, std::string(adjective));
  }
  /// A three-letter code of a state, ISO or CAMEO; the first state given counts.
  void add_state_code(std::string_view code, std::uint32_t state) { state_codes_.emplace(std::string(code), state); }
  std::optional<std::uint32_t> state_of_code(std::string_view code) const;

  /// Words in lower case; those that are there already stay.
  void add_title(Title title);
  void add_agent_noun(std::string noun) { out_.agents_.insert(std::move(noun)); }
  void add_body_noun(std::string noun) { out_.body_nouns_.insert(std::move(noun)); }
  void add_group_noun(std::string noun, ActorKind kind) { out_.groups_.emplace(std::move(noun), kind); }

  /// Ends the building.
  ActorDictionary take();

 private:
  void index_persons();

  ActorDictionary out_;
  std::unordered_set<std::string> mixed_;  // keys of names not written in capitals
  std::unordered_map<std::string, std::uint32_t> state_codes_;
  bool replacing_ = false;
  std::unordered_set<std::string> replaced_;  // keys given since replace_earlier_names()
};

}  // namespace dragoman
