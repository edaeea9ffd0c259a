#include "coder/language/lemmas.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "coder/language/features.h"

namespace dragoman {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool has_vowel(std::string_view stem) {
  return std::any_of(stem.begin(), stem.end(), [](char c) { return is_vowel(c) || c == 'y'; });
}

bool ends_doubled(std::string_view stem) {
  auto const n = stem.size();
  return n >= 3 && stem[n - 1] == stem[n - 2] && !is_vowel(stem[n - 1]);
}

// "star", "hop": doubled before an ending unless the verb has an e.
bool ends_short(std::string_view stem) {
  auto const n = stem.size();
  if (n < 3 || is_vowel(stem[n - 1]) || !is_vowel(stem[n - 2]) || is_vowel(stem[n - 3])) return false;
  return std::count_if(stem.begin(), stem.end(), is_vowel) == 1 && stem[n - 1] != 'w' && stem[n - 1] != 'x' &&
         stem[n - 1] != 'y';
}

std::string commoner(std::string first, std::string second, WordRank const& rank) {
  auto const a = rank(first);
  auto const b = rank(second);
  if (b && (!a || *b < *a)) return second;
  return first;
}

// The verb of a stem that lost "ed" or "ing".
std::string verb_of_stem(std::string stem, WordRank const& rank) {
  if (stem.empty()) return stem;
  auto const n = stem.size();
  if (ends_doubled(stem)) {
    auto const last = stem[n - 1];
    if (last == 's' || last == 'l' || last == 'f' || last == 'z') return commoner(stem, stem.substr(0, n - 1), rank);
    return stem.substr(0, n - 1);
  }
  if (ends_short(stem)) return stem + 'e';
  auto const last = stem[n - 1];
  if (last == 'v' || last == 'u' || last == 'c') return stem + 'e';
  if (last == 's' && n >= 2 && stem[n - 2] != 's') return commoner(stem + 'e', stem, rank);
  return commoner(stem, stem + 'e', rank);
}

std::string without_s(std::string_view form, WordRank const& rank) {
  std::string word(form);
  auto const n = word.size();
  if (n < 4 || word[n - 1] != 's' || word[n - 2] == 's') return n == 3 && word[n - 1] == 's' ? word.substr(0, 2) : word;
  if (word.ends_with("ies") && n > 4) return word.substr(0, n - 3) + 'y';
  for (std::string_view const ending : {"sses", "ches", "shes", "xes", "zzes"}) {
    if (word.ends_with(ending)) return commoner(word.substr(0, n - 2), word.substr(0, n - 1), rank);
  }
  if (word.ends_with("oes")) return commoner(word.substr(0, n - 2), word.substr(0, n - 1), rank);
  return word.substr(0, n - 1);
}

// Irregular forms that small treebanks may not have; those of a word's commonest meanings are in the lemma table.
constexpr std::array<std::pair<std::string_view, std::string_view>, 115> kIrregularVerbs{{
    // clang-format off
    {"arisen", "arise"}, {"arose", "arise"}, {"bade", "bid"}, {"beaten", "beat"}, {"befell", "befall"},
    {"bit", "bite"}, {"bitten", "bite"}, {"bled", "bleed"}, {"blew", "blow"}, {"blown", "blow"}, {"bore", "bear"},
    {"borne", "bear"}, {"bound", "bind"}, {"bred", "breed"}, {"clung", "cling"}, {"crept", "creep"}, {"dug", "dig"},
    {"dwelt", "dwell"}, {"fed", "feed"}, {"fled", "flee"}, {"flung", "fling"}, {"forbad", "forbid"},
    {"forbade", "forbid"}, {"forbidden", "forbid"}, {"foresaw", "foresee"}, {"foreseen", "foresee"},
    {"foretold", "foretell"}, {"forgave", "forgive"}, {"forgiven", "forgive"}, {"forgone", "forgo"},
    {"forsaken", "forsake"}, {"forsook", "forsake"}, {"forwent", "forgo"}, {"fought", "fight"}, {"froze", "freeze"},
    {"frozen", "freeze"}, {"ground", "grind"}, {"hid", "hide"}, {"hidden", "hide"}, {"laid", "lay"}, {"led", "lead"},
    {"lent", "lend"}, {"misled", "mislead"}, {"outdid", "outdo"}, {"outdone", "outdo"}, {"overcame", "overcome"},
    {"overheard", "overhear"}, {"overran", "overrun"}, {"oversaw", "oversee"}, {"overseen", "oversee"},
    {"overtaken", "overtake"}, {"overthrew", "overthrow"}, {"overthrown", "overthrow"}, {"overtook", "overtake"},
    {"pled", "plead"}, {"rebuilt", "rebuild"}, {"repaid", "repay"}, {"resold", "resell"}, {"retaken", "retake"},
    {"rethought", "rethink"}, {"retook", "retake"}, {"risen", "rise"}, {"rose", "rise"}, {"sank", "sink"},
    {"shaken", "shake"}, {"shone", "shine"}, {"shook", "shake"}, {"shot", "shoot"}, {"shrank", "shrink"},
    {"shrunk", "shrink"}, {"slain", "slay"}, {"slew", "slay"}, {"slid", "slide"}, {"sought", "seek"},
    {"sped", "speed"}, {"sprang", "spring"}, {"sprung", "spring"}, {"spun", "spin"}, {"stole", "steal"},
    {"stolen", "steal"}, {"stricken", "strike"}, {"striven", "strive"}, {"strove", "strive"}, {"struck", "strike"},
    {"strung", "string"}, {"stuck", "stick"}, {"stung", "sting"}, {"sunk", "sink"}, {"swam", "swim"},
    {"swept", "sweep"}, {"swore", "swear"}, {"sworn", "swear"}, {"swum", "swim"}, {"swung", "swing"},
    {"tore", "tear"}, {"torn", "tear"}, {"trod", "tread"}, {"trodden", "tread"}, {"undergone", "undergo"},
    {"undertaken", "undertake"}, {"undertook", "undertake"}, {"underwent", "undergo"}, {"undid", "undo"},
    {"undone", "undo"}, {"upheld", "uphold"}, {"wept", "weep"}, {"withdrawn", "withdraw"}, {"withdrew", "withdraw"},
    {"withheld", "withhold"}, {"withstood", "withstand"}, {"woke", "wake"}, {"woken", "wake"}, {"wove", "weave"},
    {"woven", "weave"}, {"wrung", "wring"},
    // clang-format on
}};

// Empty when the form is none of the irregular ones.
std::string_view irregular_verb(std::string_view form) {
  auto const at = std::lower_bound(kIrregularVerbs.begin(), kIrregularVerbs.end(), form,
                                   [](auto const& row, std::string_view key) { return row.first < key; });
  return at != kIrregularVerbs.end() && at->first == form ? at->second : std::string_view{};
}

std::string past_lemma(std::string_view form, WordRank const& rank) {
  auto const n = form.size();
  if (auto const verb = irregular_verb(form); !verb.empty()) return std::string(verb);
  if (form.ends_with("ied") && n > 4) return std::string(form.substr(0, n - 3)) + 'y';
  if (form.ends_with("eed")) return std::string(form.substr(0, n - 1));
  if (form.ends_with("ed") && n > 3 && has_vowel(form.substr(0, n - 2))) {
    return verb_of_stem(std::string(form.substr(0, n - 2)), rank);
  }
  return std::string(form);
}

std::string graded_lemma(std::string_view form, std::string_view ending, WordRank const& rank) {
  auto const n = form.size() - ending.size();
  if (!form.ends_with(ending) || n < 3) return std::string(form);
  auto const stem = std::string(form.substr(0, n));
  if (stem.back() == 'i') return stem.substr(0, n - 1) + 'y';
  if (ends_doubled(stem) && stem.back() != 'l') return stem.substr(0, n - 1);
  return commoner(stem, stem + 'e', rank);
}

}  // namespace

std::string rule_lemma(std::string_view form, Tag tag, WordRank const& rank) {
  if (tag == Tag::kNNP) return std::string(form);
  if (tag == Tag::kNNPS)
    return form.size() > 3 && form.ends_with('s') ? std::string(form.substr(0, form.size() - 1)) : std::string(form);
  auto const lower = lower_case(form);
  switch (tag) {
    case Tag::kNNS:
      // "servicemen", "gunwomen"
      if (lower.ends_with("men") && lower.size() > 5) return lower.substr(0, lower.size() - 3) + "man";
      return without_s(lower, rank);
    case Tag::kVBZ: return without_s(lower, rank);
    case Tag::kVBP: {  // "The soldiers fled": a past tense that the tagger took for a present
      auto const verb = irregular_verb(lower);
      return verb.empty() ? lower : std::string(verb);
    }
    case Tag::kVBD:
    case Tag::kVBN: return past_lemma(lower, rank);
    case Tag::kVBG:
      if (lower.size() > 4 && lower.ends_with("ing") &&
          has_vowel(std::string_view(lower).substr(0, lower.size() - 3))) {
        return verb_of_stem(lower.substr(0, lower.size() - 3), rank);
      }
      return lower;
    case Tag::kJJR:
    case Tag::kRBR: return graded_lemma(lower, "er", rank);
    case Tag::kJJS:
    case Tag::kRBS: return graded_lemma(lower, "est", rank);
    default: return lower;
  }
}

std::uint32_t lemma_key(std::string_view lower_form, Tag tag) {
  std::string text(lower_form);
  text += '\t';
  text += to_string(tag);
  return feature_key(FeatureKind::kWord, text);
}

Result<LemmaTable> LemmaTable::view(std::string_view index, std::string_view texts) {
  auto const table = KeyTable::view(index);
  if (!table || table->limit() > texts.size() || (!texts.empty() && texts.size() < std::size_t{255} + table->limit())) {
    return Error{ErrorCode::kCorruption, "the language model is damaged: its lemmas do not fit their index"};
  }
  LemmaTable lemmas;
  lemmas.index_ = *table;
  lemmas.texts_ = texts;
  return lemmas;
}

std::optional<std::string_view> LemmaTable::find(std::string_view lower_form, Tag tag) const {
  auto const place = index_.find(lemma_key(lower_form, tag));
  if (!place) return std::nullopt;
  auto const length = static_cast<unsigned char>(texts_[*place]);
  return texts_.substr(std::size_t{*place} + 1, length);
}

}  // namespace dragoman
