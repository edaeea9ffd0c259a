#include "server/query/period.h"

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

/// From the first day of one month to the last of another.
std::optional<Period> months(std::string const& first, std::string const& last) {
  auto const from = parse_day(first + "-01");
  auto const to = parse_day(last + "-01");
  if (!from || !to) return std::nullopt;
  std::chrono::year_month_day const day{*to};
  return Period{*from, Day{day.year() / day.month() / std::chrono::last}};
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  auto const written = std::string(text);
  if (auto const day = parse_day(text)) return Period{*day, *day};
  if (text.size() == kYear) return months(written + "-01", written + "-12");
  if (text.size() == kMonth && text[kYear] == '-') return months(written, written);
  auto const words = name_words(text);
  if (words.size() != 2) return std::nullopt;
  auto const year_first = month_number(words[0]) ? 1U : 0U;
  auto const month = month_number(words[1 - year_first]);
  if (!month || words[year_first].size() != kYear) return std::nullopt;
  auto const both = words[year_first] + "-" + *month;
  return months(both, both);
}

}  // namespace dragoman
