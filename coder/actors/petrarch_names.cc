#include "coder/actors/petrarch_names.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "graph/names.h"

namespace dragoman {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lowered(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lowered);
  return out;
}

template <std::size_t n>
bool is_one_of(std::string_view word, std::array<std::string_view, n> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto kSmallWords =
    std::to_array<std::string_view>({"of", "the", "and", "for", "in", "on", "at", "to", "de", "von", "van"});
constexpr auto kTitleModifiers = std::to_array<std::string_view>(
    {"acting", "deputy", "former", "vice", "interim", "new", "then", "ex", "late", "first", "senior"});
constexpr auto kBodyWords = std::to_array<std::string_view>(
    {"agency",       "alliance",     "assembly",  "association", "authority", "bank",       "board",
     "brigade",      "bureau",       "cell",      "center",      "centre",    "church",     "club",
     "command",      "commission",   "committee", "community",   "company",   "conference", "congress",
     "corporation",  "corps",        "council",   "court",       "daily",     "department", "directorate",
     "federation",   "force",        "forum",     "foundation",  "front",     "fund",       "group",
     "guard",        "house",        "inc",       "institute",   "league",    "liberation", "ltd",
     "ministry",     "mission",      "movement",  "national",    "network",   "news",       "office",
     "organisation", "organization", "palace",    "parliament",  "press",     "resistance", "revolutionary",
     "school",       "service",      "society",   "tribunal",    "union",     "university"});
/// Words that join the parts of a body's name.
constexpr auto kJoining = std::to_array<std::string_view>({"of", "for", "the", "and", "to", "on"});

std::string_view without_plural(std::string_view word) {
  if (word.size() > 3 && word.ends_with('s')) word.remove_suffix(1);
  return word;
}

bool is_agent_word(std::string_view word, ActorDictionary const& dictionary) {
  return dictionary.is_agent_noun(word) || dictionary.is_agent_noun(without_plural(word));
}

/// Length of the longest title at the start of `name`, 0 when there is none.
std::size_t title_length(std::string_view name, ActorDictionary const& dictionary) {
  auto const words = lower(name);
  std::size_t longest = 0;
  for (std::size_t at = words.find(' '); at != std::string::npos; at = words.find(' ', at + 1)) {
    auto const start = std::string_view(words).substr(0, at);
    if (dictionary.title(start) != nullptr || (longest == 0 && is_one_of(start, kTitleModifiers))) longest = at;
  }
  return longest;
}

}  // namespace

std::string name_as_written(std::string_view name, ActorDictionary const& dictionary) {
  if (std::any_of(name.begin(), name.end(), is_lower)) return std::string(name);
  bool const alone = name.find(' ') == std::string_view::npos;
  std::string out;
  while (!name.empty()) {
    auto const word = name.substr(0, name.find(' '));
    name.remove_prefix(std::min(name.size(), word.size() + 1));
    if (!out.empty()) out += ' ';
    auto const small = lower(word);
    auto const has_vowel = word.find_first_of("AEIOUY") != std::string_view::npos;
    auto const acronym = dictionary.needs_capitals(name_key(word)) || word.find('.') != std::string_view::npos ||
                         (word.size() <= 4 && !has_vowel) || (alone && word.size() <= 3);
    if (acronym) {
      out += word;
    } else if (!out.empty() && is_one_of(small, kSmallWords)) {
      out += small;
    } else {
      bool begins = true;
      for (auto const c : word) {
        out += begins ? c : lowered(c);
        begins = c == '-' || c == '/' || (begins && !is_upper(c));
      }
    }
  }
  return out;
}

std::string_view without_title(std::string_view name, ActorDictionary const& dictionary) {
  while (auto const length = title_length(name, dictionary)) name.remove_prefix(length + 1);
  return name;
}

bool is_office(std::string_view name, ActorDictionary const& dictionary) {
  auto const words = lower(name);
  for (std::size_t at = 0;;) {
    auto const rest = std::string_view(words).substr(at);
    if (dictionary.title(rest) != nullptr) return true;
    auto const after = rest.substr(title_length(rest, dictionary));
    if (after.size() < rest.size() &&
        (after.starts_with(" of ") || after.starts_with(" to ") || after.starts_with(" for ")))
      return true;
    auto const space = words.find(' ', at);
    if (space == std::string::npos) return false;
    at = space + 1;
  }
}

bool has_body_word(std::string_view name, ActorDictionary const& dictionary) {
  auto const words = name_words(name);
  return std::any_of(words.begin(), words.end(), [&](std::string const& word) {
    auto const singular = without_plural(word);
    return is_one_of(word, kJoining) || is_one_of(word, kBodyWords) || is_one_of(singular, kBodyWords) ||
           is_agent_word(word, dictionary) || dictionary.is_body_noun(singular) || dictionary.group_noun(singular) ||
           word.find_first_of("0123456789") != std::string::npos;
  });
}

bool ends_in_agent_noun(std::string_view name, ActorDictionary const& dictionary) {
  auto const words = name_words(name);
  return !words.empty() && is_agent_word(words.back(), dictionary);
}

}  // namespace dragoman
