#include "server/query/typed_days.h"

#include <array>
#include <string>

#include "graph/names.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

/// "10" of "October", "oct" or "Oct."; nothing for words that are no month.
std::optional<std::string> month_number(std::string_view word) {
  constexpr std::size_t kShortest = 3;
  if (word.size() < kShortest) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (!kMonths[i].starts_with(word)) continue;
    auto const number = std::to_string(i + 1);
    return number.size() == 1 ? "0" + number : number;
  }
  return std::nullopt;
}

}  // namespace

std::optional<DaySpan> parse_typed_days(std::string_view text) {
  constexpr std::size_t kYearDigits = 4;
  if (auto const days = parse_day_span(text)) return days;
  auto const words = name_words(text);
  if (words.size() != 2) return std::nullopt;
  bool const year_first = !month_number(words[0]);
  auto const& year = words[year_first ? 0 : 1];
  auto const month = month_number(words[year_first ? 1 : 0]);
  if (!month || year.size() != kYearDigits) return std::nullopt;
  return parse_day_span(year + "-" + *month);
}

}  // namespace dragoman
