#pragma once
// Dictionaries in the PETRARCH format → entries of the dictionary. What is inferred is described in docs/coder.md.

#include <string>
#include <string_view>
#include <unordered_set>

#include "coder/actors/dictionary_builder.h"
#include "coder/actors/petrarch_codes.h"
#include "coder/actors/petrarch_file.h"

namespace dragoman {

/// After the states have been read.
class PetrarchReader {
 public:
  /// `skipped` may be empty.
  PetrarchReader(DictionaryBuilder& builder, SkippedLine const& skipped) : builder_(builder), skipped_(skipped) {}

  /// Errors: more faults than entries; names the first.
  Result<void> read(DictionaryFile const& file);

 private:
  struct Reading;

  void add_actor(PetrarchEntry const& entry);
  void add_agent(PetrarchEntry const& entry);
  Reading read_codes(PetrarchEntry const& entry) const;
  bool is_person(PetrarchEntry const& entry, Reading const& reading) const;
  void add_state_names(std::vector<std::string> const& names, std::uint32_t state, bool itself);
  std::optional<std::uint32_t> known(std::vector<std::string> const& names, Reading const& reading) const;
  std::uint32_t new_entry(std::string const& name, Reading const& reading);
  void add_offices(PetrarchEntry const& entry, std::uint32_t person);
  void learn_first_names();
  std::string slug_of(std::optional<std::uint32_t> entry) const;

  DictionaryBuilder& builder_;
  SkippedLine const& skipped_;
  std::unordered_set<std::string> first_names_;  // folded, of the persons known before
};

}  // namespace dragoman
