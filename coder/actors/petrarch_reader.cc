#include "coder/actors/petrarch_reader.h"

#include <algorithm>

#include "coder/actors/petrarch_names.h"
#include "coder/language/features.h"
#include "graph/names.h"

namespace dragoman {

/// What the codes of one entry tell together.
struct PetrarchReader::Reading {
  CodeMeaning main;         // the code that says what kind of actor it is
  bool bare_state = false;  // the state itself, not somebody of it
  bool excluded = false;    // media, or nobody
  bool elite = false;
  bool dated_office = false;
  bool person = false;
  std::vector<std::uint32_t> states;  // of all codes
};

Result<void> PetrarchReader::read(DictionaryFile const& file) {
  auto const parsed = parse_petrarch(file.text);
  if (parsed.faults.size() > parsed.entries.size()) {
    auto const& first = parsed.faults.front();
    return invalid_argument(file.name + ", line " + std::to_string(first.line) + ": " + first.reason +
                            " (read in the PETRARCH format: a table's first line names its columns)");
  }
  for (auto const& fault : parsed.faults)
    if (skipped_) skipped_(file.name + ", line " + std::to_string(fault.line) + ": " + fault.reason + "; skipped");
  if (first_names_.empty()) learn_first_names();
  for (auto const& entry : parsed.entries) {
    if (entry.agent)
      add_agent(entry);
    else
      add_actor(entry);
  }
  return {};
}

void PetrarchReader::learn_first_names() {
  auto const& dictionary = builder_.dictionary();
  for (std::uint32_t i = 0; i < dictionary.size(); ++i) {
    auto const& actor = dictionary.entry(i).actor;
    if (actor.kind != ActorKind::kPerson) continue;
    if (auto const words = name_words(actor.name); words.size() > 1) first_names_.insert(words.front());
  }
}

std::string PetrarchReader::slug_of(std::optional<std::uint32_t> entry) const {
  return entry ? builder_.dictionary().entry(*entry).actor.slug : std::string();
}

PetrarchReader::Reading PetrarchReader::read_codes(PetrarchEntry const& entry) const {
  Reading out;
  bool first = true;
  std::optional<Day> latest;
  out.excluded = true;
  for (auto const& code : entry.codes) {
    auto const meaning = meaning_of(code.code, builder_);
    out.excluded = out.excluded && (meaning.media || meaning.nobody);
    out.elite = out.elite || meaning.elite;
    out.dated_office = out.dated_office || (code.restricted() && !meaning.branch.empty());
    if (meaning.state) out.states.push_back(*meaning.state);
    // The code that holds last counts, one that says what the actor is before ELI, which says what it is no more.
    auto const end = code.to.value_or(Day::max());
    auto const better =
        first || (out.main.elite && !meaning.elite) || (out.main.elite == meaning.elite && latest && end > *latest);
    if (!better) continue;
    first = false;
    latest = end;
    out.main = meaning;
  }
  if (!out.main.state && !out.states.empty() && !out.main.body) out.main.state = out.states.back();
  out.bare_state = out.main.state && !out.main.role;
  return out;
}

/// The format does not say whether an entry is a person.
bool PetrarchReader::is_person(PetrarchEntry const& entry, Reading const& reading) const {
  auto const& dictionary = builder_.dictionary();
  auto const name = without_title(entry.names.front(), dictionary);
  auto const words = name_words(name);
  if (reading.bare_state || words.size() < 2 || words.size() > 6 || has_body_word(name, dictionary)) return false;
  if (reading.dated_office || reading.elite) return true;
  return reading.main.kind != ActorKind::kCompany && words.size() <= 4 && first_names_.contains(words.front());
}

/// An actor that some name means already, of the same state and not of another sort.
std::optional<std::uint32_t> PetrarchReader::known(std::vector<std::string> const& names,
                                                   Reading const& reading) const {
  auto const& dictionary = builder_.dictionary();
  for (auto const& name : names) {
    for (auto const& target : dictionary.lookup(name_key(name))) {
      auto const& actor = dictionary.entry(target.entry).actor;
      auto const state = dictionary.find(actor.country);
      auto const same_state =
          state ? std::find(reading.states.begin(), reading.states.end(), *state) != reading.states.end()
                : reading.states.empty() || reading.main.body.has_value();
      auto const open = !state || reading.states.empty();
      bool fits = same_state || open;
      if (actor.kind == ActorKind::kState) fits = same_state && !reading.person;
      if (actor.kind == ActorKind::kPerson) fits = fits && (reading.person || !has_body_word(name, dictionary));
      if (actor.kind != ActorKind::kPerson && actor.kind != ActorKind::kState) fits = fits && !reading.person;
      if (fits) return target.entry;
    }
  }
  return std::nullopt;
}

std::uint32_t PetrarchReader::new_entry(std::string const& name, Reading const& reading) {
  auto const country = slug_of(reading.main.state);
  auto const base = slugify(name);
  auto slug = base;
  if (builder_.dictionary().find(slug) && !country.empty()) slug = base + '-' + country;
  for (int n = 2; builder_.dictionary().find(slug); ++n) slug = base + '-' + std::to_string(n);
  return builder_.add_entry({.slug = slug,
                             .name = name,
                             .kind = reading.person ? ActorKind::kPerson : reading.main.kind,
                             .country = country,
                             .aliases = {},
                             .offices = {}},
                            reading.excluded);
}

void PetrarchReader::add_offices(PetrarchEntry const& entry, std::uint32_t person) {
  for (auto const& code : entry.codes) {
    auto const meaning = meaning_of(code.code, builder_);
    if (meaning.branch.empty() || !code.restricted()) continue;
    auto of = slug_of(meaning.body ? meaning.body : meaning.state);
    auto& actor = builder_.entry(person).actor;
    if (of == actor.country) of.clear();
    Office office{.title = std::string(meaning.branch), .of = std::move(of), .from = code.from, .to = code.to};
    if (std::find(actor.offices.begin(), actor.offices.end(), office) == actor.offices.end())
      actor.offices.push_back(std::move(office));
  }
}

/// Names that the dictionary has for the state keep their use: "Moscow" stays a capital, "Russian" an adjective.
void PetrarchReader::add_state_names(std::vector<std::string> const& names, std::uint32_t state, bool itself) {
  for (auto const& name : names) {
    auto const targets = builder_.dictionary().lookup(name_key(name));
    auto const has = std::find_if(targets.begin(), targets.end(), [&](auto const& t) { return t.entry == state; });
    auto const use = has != targets.end() ? has->use : itself ? NameUse::kName : NameUse::kSeat;
    builder_.add_name(name, use, state);
    itself = false;
  }
}

void PetrarchReader::add_actor(PetrarchEntry const& entry) {
  auto const& dictionary = builder_.dictionary();
  auto reading = read_codes(entry);
  reading.person = is_person(entry, reading);
  std::vector<std::string> names;
  for (auto const& written : entry.names) {
    // "US Secretary of State": the coder puts states and titles together by itself, and knows who held the office.
    if (!reading.bare_state && !reading.main.branch.empty() && !reading.person && is_office(written, dictionary))
      continue;
    auto bare = reading.person ? without_title(written, dictionary) : std::string_view(written);
    if (bare.starts_with("THE ")) bare.remove_prefix(4);
    // "President Karzai": surnames are found by themselves.
    if (reading.person && bare.size() < written.size() && bare.find(' ') == std::string_view::npos) continue;
    auto name = name_as_written(bare, dictionary);
    if (name_key(name).size() > 1 && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  if (names.empty()) return;
  if (reading.bare_state) return add_state_names(names, *reading.main.state, true);
  auto same = known(names, reading);
  // Ministries and troops are their state.
  if (!same && reading.main.state && reading.main.kind == ActorKind::kBody && !reading.person &&
      ends_in_agent_noun(names.front(), dictionary))
    same = reading.main.state;
  if (same && dictionary.entry(*same).actor.kind == ActorKind::kState) return add_state_names(names, *same, false);
  auto const index = same ? *same : new_entry(names.front(), reading);
  auto& known_entry = builder_.entry(index);
  known_entry.media = known_entry.media || reading.excluded;
  if (known_entry.actor.country.empty() && reading.main.state) known_entry.actor.country = slug_of(reading.main.state);
  for (auto const& name : names) {
    auto& aliases = known_entry.actor.aliases;
    if (name != known_entry.actor.name && std::find(aliases.begin(), aliases.end(), name) == aliases.end())
      aliases.push_back(name);
    builder_.add_name(name, NameUse::kName, index);
  }
  if (known_entry.actor.kind == ActorKind::kPerson) add_offices(entry, index);
}

/// Nouns for troops and officials stand for their state, for rebels and opposition make groups, for journalists and
/// scholars take part in nothing. Others are of no use: "the farmer" is nobody. Nouns that are known keep their class.
void PetrarchReader::add_agent(PetrarchEntry const& entry) {
  auto const meaning = meaning_of(entry.codes.front().code, builder_);
  auto const is_scholar = entry.codes.front().code.starts_with("EDU");
  for (auto const& name : entry.names) {
    auto noun = lower_case(name);
    auto const& dictionary = builder_.dictionary();
    if (dictionary.title(noun) != nullptr || dictionary.is_agent_noun(noun) || dictionary.is_body_noun(noun) ||
        dictionary.group_noun(noun))
      continue;
    auto const one_word = noun.find(' ') == std::string::npos;
    if (meaning.media || is_scholar)
      builder_.add_title({noun, meaning.media ? TitleClass::kReporter : TitleClass::kExpert, 5});
    else if (meaning.kind == ActorKind::kArmedGroup || meaning.kind == ActorKind::kParty) {
      if (one_word) builder_.add_group_noun(std::move(noun), meaning.kind);
    } else if (meaning.kind == ActorKind::kBody && one_word) {
      builder_.add_agent_noun(std::move(noun));
    }
  }
}

}  // namespace dragoman
