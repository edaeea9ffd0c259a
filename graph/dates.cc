#include "graph/dates.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 5> kPrecisions{"day", "week", "month", "year", "range"};

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  for (auto const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

std::array<char, 10> day_text(Day day) {
  std::chrono::year_month_day const ymd{day};
  auto const year = static_cast<unsigned>(static_cast<int>(ymd.year()));
  auto const month = static_cast<unsigned>(ymd.month());
  auto const of_month = static_cast<unsigned>(ymd.day());
  auto const digit = [](unsigned value) { return static_cast<char>('0' + value % 10); };
  return {
      digit(year / 1000),   digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-',
      digit(of_month / 10), digit(of_month)};
}

std::string to_string(Day day) {
  auto const text = day_text(day);
  return {text.data(), text.size()};
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const year = digits(text.substr(0, 4));
  auto const month = digits(text.substr(5, 2));
  auto const day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year == 0) return std::nullopt;
  std::chrono::year_month_day const ymd{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                        std::chrono::day{*day}};
  if (!ymd.ok()) return std::nullopt;
  return Day{ymd};
}

std::string_view to_string(DatePrecision precision) { return kPrecisions[static_cast<std::size_t>(precision)]; }

std::optional<DatePrecision> parse_date_precision(std::string_view text) {
  for (std::size_t i = 0; i < kPrecisions.size(); ++i)
    if (kPrecisions[i] == text) return static_cast<DatePrecision>(i);
  return std::nullopt;
}

}  // namespace dragoman
