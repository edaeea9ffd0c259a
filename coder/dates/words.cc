#include "coder/dates/words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dragoman::dates {

namespace {

constexpr std::size_t kAbbreviation = 3;

template <std::size_t N>
std::optional<unsigned> index_of(std::string_view word, std::array<std::string_view, N> const& words) {
  auto const it = std::find(words.begin(), words.end(), word);
  return it == words.end() ? std::nullopt : std::optional(static_cast<unsigned>(it - words.begin()));
}

/// Digits alone, at most four.
std::optional<int> digits_named(std::string_view word) {
  if (word.empty() || word.size() > 4 ||
      !std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; }))
    return std::nullopt;
  return std::stoi(std::string(word));
}

}  // namespace

Words::Words(Sentence const& sentence) {
  words_.reserve(sentence.tokens.size());
  for (auto const& token : sentence.tokens) {
    capitalised_.push_back(!token.form.empty() && std::isupper(static_cast<unsigned char>(token.form.front())) != 0);
    std::string word = token.form;
    for (auto& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    words_.push_back(std::move(word));
  }
}

bool Words::capitalised(std::size_t i) const { return i < capitalised_.size() && capitalised_[i]; }

bool Words::is_any(std::string_view word, std::initializer_list<std::string_view> any) {
  return !word.empty() && std::find(any.begin(), any.end(), word) != any.end();
}

std::optional<unsigned> month_named(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kNames{"january",   "february", "march",    "april",
                                                           "may",       "june",     "july",     "august",
                                                           "september", "october",  "november", "december"};
  if (word.ends_with('.')) word.remove_suffix(1);
  if (auto const found = index_of(word, kNames)) return *found + 1;
  if (word == "sept") return 9;
  if (word.size() != kAbbreviation) return std::nullopt;
  for (unsigned i = 0; i < kNames.size(); ++i)
    if (kNames[i].starts_with(word)) return i + 1;
  return std::nullopt;
}

std::optional<std::chrono::weekday> weekday_named(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kNames{"sunday",   "monday", "tuesday", "wednesday",
                                                          "thursday", "friday", "saturday"};
  if (auto const found = index_of(word, kNames)) return std::chrono::weekday{*found};
  if (word.size() == kAbbreviation + 1 && word.ends_with('.'))
    for (unsigned i = 0; i < kNames.size(); ++i)
      if (kNames[i].starts_with(word.substr(0, kAbbreviation))) return std::chrono::weekday{i};
  return std::nullopt;
}

std::optional<int> count_named(std::string_view word) {
  static constexpr std::array<std::string_view, 21> kNames{
      "zero",     "one",     "two",     "three",     "four",     "five",     "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  if (word == "a" || word == "an") return 1;
  if (auto const found = index_of(word, kNames)) return static_cast<int>(*found);
  return digits_named(word);
}

std::optional<unsigned> day_named(std::string_view word) {
  for (std::string_view const ending : {"st", "nd", "rd", "th"})
    if (word.ends_with(ending)) {
      word.remove_suffix(ending.size());
      break;
    }
  if (word.size() > 2) return std::nullopt;
  auto const number = digits_named(word);
  if (!number || *number < 1 || *number > 31) return std::nullopt;
  return static_cast<unsigned>(*number);
}

std::optional<std::chrono::year> year_named(std::string_view word) {
  auto const number = word.size() == 4 ? digits_named(word) : std::nullopt;
  if (!number || *number < 1800 || *number > 2100) return std::nullopt;
  return std::chrono::year{*number};
}

std::optional<Unit> unit_named(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  if (word == "day") return Unit::kDay;
  if (word == "week") return Unit::kWeek;
  if (word == "month") return Unit::kMonth;
  if (word == "year") return Unit::kYear;
  return std::nullopt;
}

bool is_part_of_day(std::string_view word) {
  return Words::is_any(word, {"morning", "afternoon", "evening", "night", "noon", "midday", "midnight"});
}

bool is_hyphen(std::string_view word) { return Words::is_any(word, {"-", "–", "—", "--"}); }

bool is_few(std::string_view word) {
  return Words::is_any(word, {"few", "several", "some", "couple", "many", "recent"});
}

}  // namespace dragoman::dates
