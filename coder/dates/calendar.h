#pragma once
// Ranges of days: weeks from Monday to Sunday, months, years.

#include "graph/dates.h"

namespace dragoman::calendar {

inline DateRange day(Day d) { return {d, d, DatePrecision::kDay}; }
inline DateRange span(Day from, Day to) { return from == to ? day(from) : DateRange{from, to, DatePrecision::kRange}; }

inline Day monday_of(Day d) { return d - (std::chrono::weekday{d} - std::chrono::Monday); }
inline DateRange week(Day d) { return {monday_of(d), monday_of(d) + std::chrono::days{6}, DatePrecision::kWeek}; }
inline DateRange month(std::chrono::year_month ym) {
  return {Day{ym / 1}, Day{ym / std::chrono::last}, DatePrecision::kMonth};
}
inline DateRange year(std::chrono::year y) { return {Day{y / 1 / 1}, Day{y / 12 / 31}, DatePrecision::kYear}; }
inline std::chrono::year_month month_of(Day d) {
  std::chrono::year_month_day const ymd{d};
  return ymd.year() / ymd.month();
}
inline std::chrono::year year_of(Day d) { return std::chrono::year_month_day{d}.year(); }

}  // namespace dragoman::calendar
