#include "graph/dates.h"

#include <array>
#include <cstdio>

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

std::string to_string(Day day) {
  std::chrono::year_month_day const ymd{day};
  std::array<char, 40> text{};
  auto const size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return {text.data(), static_cast<std::size_t>(size)};
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
