#include "coder/evaluation/names.h"

#include <algorithm>
#include <array>

#include "graph/names.h"

namespace dragoman {

namespace {

/// Words that with a state's name or adjective still mean the state; together with "of".
constexpr auto kOfficialWords = std::to_array<std::string_view>(
    {"the", "government", "governments", "official", "officials", "authorities", "ministry", "side", "state",
     "administration", "leader", "leaders", "military", "army", "forces"});
constexpr auto kOfficialPhrases = std::to_array<std::string_view>(
    {"foreign ministry", "ministry of foreign affairs", "foreign minister", "foreign ministers"});
constexpr auto kTitleWords = std::to_array<std::string_view>(
    {"president", "prime",   "minister",  "foreign",     "defense",      "defence",    "secretary", "of",
     "state",     "mr",      "mrs",       "ms",          "dr",           "chancellor", "premier",   "leader",
     "supreme",   "general", "deputy",    "vice",        "senator",      "ambassador", "king",      "crown",
     "prince",    "pope",    "spokesman", "spokeswoman", "spokesperson", "special",    "envoy",     "representative",
     "former",    "us",      "then"});

template <std::size_t n>
bool is_one_of(std::string_view word, std::array<std::string_view, n> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return out;
}

std::string join(std::vector<std::string> const& words, std::string_view separator) {
  std::string out;
  for (auto const& word : words) (out += out.empty() ? "" : separator) += word;
  return out;
}

/// "the russian foreign ministry" → "russian".
std::vector<std::string> without_officials(std::vector<std::string> const& words) {
  auto text = ' ' + join(words, " ") + ' ';
  for (auto const phrase : kOfficialPhrases) {
    auto const whole = ' ' + std::string(phrase) + ' ';
    for (auto at = text.find(whole); at != std::string::npos; at = text.find(whole))
      text.replace(at, whole.size(), " ");
  }
  auto out = split(text);
  std::erase_if(out, [](std::string const& word) { return word == "of" || is_one_of(word, kOfficialWords); });
  return out;
}

std::vector<std::string> without_titles(std::vector<std::string> const& words) {
  auto out = words;
  std::erase_if(out, [](std::string const& word) { return is_one_of(word, kTitleWords); });
  return out.empty() ? words : out;
}

bool contains_all(std::vector<std::string> const& most, std::vector<std::string> const& some) {
  return std::all_of(some.begin(), some.end(),
                     [&](std::string const& word) { return std::find(most.begin(), most.end(), word) != most.end(); });
}

}  // namespace

bool NameRules::look_up(ComparableName& name, std::vector<std::string> const& words, bool exact) const {
  for (auto const& target : dictionary_.lookup(join(words, ""))) {
    auto const& actor = dictionary_.entry(target.entry).actor;
    if (actor.kind == ActorKind::kPerson || target.use == NameUse::kPlace) continue;
    if (exact != (actor.kind == ActorKind::kState || actor.kind == ActorKind::kOrganisation)) continue;
    name.known = actor.slug;
    name.exact = exact;
    return true;
  }
  return false;
}

ComparableName NameRules::fold(std::string_view written) const {
  // "J.D." is two words, "Russia's" too.
  std::string spaced;
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (written.substr(at).starts_with("’")) {
      spaced += ' ';
      at += std::string_view("’").size() - 1;
    } else {
      spaced += written[at] == '.' || written[at] == '\'' ? ' ' : written[at];
    }
  }
  ComparableName out{.words = name_words(spaced)};
  if (!out.words.empty() && out.words.front() == "the") out.words.erase(out.words.begin());
  // "The Russian military" is Russia, though the dictionary has an entry for it too.
  if (look_up(out, out.words, true)) return out;
  auto const owner = without_officials(out.words);
  if (owner != out.words && look_up(out, owner, true)) return out;
  look_up(out, out.words, false);
  return out;
}

bool NameRules::same(ComparableName const& a, ComparableName const& b) {
  if (a.words.empty() || b.words.empty()) return false;
  if (a == b) return true;
  if (a.exact || b.exact) return false;
  auto const first = without_titles(a.words);
  auto const second = without_titles(b.words);
  if (contains_all(first, second) || contains_all(second, first)) return true;
  return first.back() == second.back() && first.size() > 1 && second.size() > 1 &&
         first.front().front() == second.front().front() && (first.front().size() == 1 || second.front().size() == 1);
}

}  // namespace dragoman
