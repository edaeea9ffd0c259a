#pragma once
// When something happened, as far as a text tells.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman {

using Day = std::chrono::sys_days;

/// Which calendar unit the words named. DO NOT CHANGE THE VALUES: they are stored on disk.
enum class DatePrecision : std::uint8_t { kDay = 0, kWeek = 1, kMonth = 2, kYear = 3, kRange = 4 };

/// First and last day, both inclusive. kDay has start == end; kRange is any other span ("18-19 October").
struct DateRange {
  Day start;
  Day end;
  DatePrecision precision = DatePrecision::kDay;

  friend bool operator==(DateRange const&, DateRange const&) = default;
};

/// A window with open ends, as filters use it: overlaps(range) is what "from" and "to" mean everywhere.
struct DateWindow {
  std::optional<Day> from;
  std::optional<Day> to;

  bool overlaps(DateRange const& range) const { return (!from || range.end >= *from) && (!to || range.start <= *to); }
  bool unbounded() const { return !from && !to; }
};

/// "2023-10-19". Years outside 0001-9999 do not occur: parse_day refuses them.
std::string to_string(Day day);
std::array<char, 10> day_text(Day day);
/// Strict YYYY-MM-DD; nothing for impossible dates ("2023-02-30").
std::optional<Day> parse_day(std::string_view text);
/// "day", "week", "month", "year", "range".
std::string_view to_string(DatePrecision precision);
std::optional<DatePrecision> parse_date_precision(std::string_view text);

}  // namespace dragoman
