#pragma once
// The actor dictionary: who is known before a text is read. States, bodies, persons with dated offices, places, news
// media, and the words for offices. Data files are described in docs/coder.md. Constant after loading.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/error.h"
#include "graph/actor.h"

namespace dragoman {

/// How a name points at its entry.
enum class NameUse : std::uint8_t {
  kName,       // the actor itself: "Russia", "Hamas", "Sergei Lavrov"
  kAdjective,  // "Russian"
  kPeople,     // "Russians"
  kCapital,    // "Moscow": the city or the government
  kSeat,       // "the Kremlin": the government
  kPlace,      // "Shanghai": a place of that state, never the state as an actor
};

struct NameTarget {
  NameUse use;
  std::uint32_t entry;
};

struct DictionaryEntry {
  Actor actor;
  bool media = false;  // news media and pollsters: known, never participants
};

/// What class of person a title names; decides who can take part in events.
enum class TitleClass : std::uint8_t {
  kHeadOfState,
  kHeadOfGovernment,
  kMinister,
  kDiplomat,
  kLegislator,
  kMilitary,
  kSpokesperson,
  kOfficial,
  kRoyalty,
  kClergy,
  kLeader,
  kHonorific,
  kExpert,
  kReporter,
  kCivilian,
};

struct Title {
  std::string name;  // "foreign minister"
  TitleClass kind;
  int rank;  // 1 most senior … 5
};

/// A data file as text, with the name that errors show.
struct DictionaryFile {
  std::string name;
  std::string_view text;
  bool of_user = false;  // its names replace what the built-in files mean by them; after all built-in ones
};

/// The files that are built into the binary, in the order in which they are loaded.
std::vector<DictionaryFile> built_in_dictionary();

/// Told of each line of a PETRARCH file that was left out: "my.actors.txt, line 12: …".
using SkippedLine = std::function<void(std::string const&)>;

class ActorDictionary {
 public:
  /// A table (its first line names the columns) or a file in the PETRARCH format. What a table holds is told by the
  /// name's last part: states*.tsv, places*.tsv, bodies*.tsv, persons*.tsv, media*.tsv, titles*.tsv, agents*.tsv;
  /// states before all others. Errors: "persons.tsv, line 12: …". Lines that a PETRARCH file gets wrong are skipped,
  /// and the file refused when they outnumber the entries.
  static Result<ActorDictionary> load(std::span<DictionaryFile const> files, SkippedLine const& skipped = {});

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  DictionaryEntry const& entry(std::uint32_t index) const { return entries_[index]; }
  std::optional<std::uint32_t> find(std::string_view slug) const;

  /// What a name means; empty when unknown. `key` from name_key(), `capitals` is the text as written.
  std::span<NameTarget const> lookup(std::string_view key) const;
  /// True when some name starts with this word's key: worth trying longer keys.
  bool starts_name(std::string_view key) const { return first_words_.contains(std::string(key)); }
  /// Names written in capitals ("US", "EU", "WHO") match only capitals.
  bool needs_capitals(std::string_view key) const { return acronyms_.contains(std::string(key)); }

  /// "Syrian" for Syria; its name when it has no adjective.
  std::string adjective(std::uint32_t state) const {
    auto const it = adjectives_.find(state);
    return it == adjectives_.end() ? entries_[state].actor.name : it->second;
  }

  /// Titles by lower-case words joined with single spaces; null when none.
  Title const* title(std::string_view words) const;

  /// Nouns that stand for their state: government, officials, troops …
  bool is_agent_noun(std::string_view lemma) const { return agents_.contains(std::string(lemma)); }

  /// Nouns that stand for a body named before: "the airline".
  bool is_body_noun(std::string_view lemma) const { return body_nouns_.contains(std::string(lemma)); }

  /// Nouns that with a state or proper name make a group of its own: "Chechen rebels", "Syria's opposition".
  std::optional<ActorKind> group_noun(std::string_view lemma) const {
    auto const it = groups_.find(std::string(lemma));
    return it == groups_.end() ? std::nullopt : std::optional(it->second);
  }

  /// Who held an office on a day: normalised title ("foreign minister") and slug of the state or body.
  /// Nothing when unknown or more than one did.
  std::optional<std::uint32_t> holder(std::string_view office, std::string_view of, std::optional<Day> day) const;
  /// Persons whose last word (or family name first) is `key`, any time.
  std::span<std::uint32_t const> by_family_name(std::string_view key) const;
  bool held_office(std::uint32_t entry, std::optional<Day> day, int slack_years) const;

 private:
  friend class DictionaryBuilder;
  std::vector<DictionaryEntry> entries_;
  std::unordered_map<std::string, std::uint32_t> by_slug_;
  std::unordered_map<std::string, std::vector<NameTarget>> names_;
  std::unordered_map<std::uint32_t, std::string> adjectives_;
  std::unordered_set<std::string> first_words_;
  std::unordered_set<std::string> acronyms_;
  std::unordered_map<std::string, Title> titles_;
  std::unordered_set<std::string> agents_;
  std::unordered_set<std::string> body_nouns_;
  std::unordered_map<std::string, ActorKind> groups_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> family_names_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> offices_;  // "foreign minister\tof" → entries
};

/// The form by which names compare: folded, without spaces: "U.S." and "US" → "us", "Kim Jong-un" → "kimjongun".
std::string name_key(std::string_view name);
/// "defense minister" → "defence minister", "minister of foreign affairs" → "foreign minister".
std::string normalise_office(std::string_view title);
/// Titles of offices of which only the branch is known, as in codes: "government", "military", "legislature", …
bool is_branch(std::string_view title);

}  // namespace dragoman
