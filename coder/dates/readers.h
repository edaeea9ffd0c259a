#pragma once
// Readers of one date each: what stands at a place of the sentence, if it is a date of that kind.

#include <cstddef>
#include <optional>

#include "coder/dates/words.h"
#include "graph/dates.h"

namespace dragoman::dates {

/// What was read: the words up to `last`, and the readings behind and ahead of publication. Neither: vague, or the day
/// of publication is not known.
struct Reading {
  std::size_t last = 0;
  std::optional<DateRange> behind;
  std::optional<DateRange> ahead;
  bool dated = true;  // false: not a date after all, and nothing inside it is one ("Bloody Sunday")
  std::optional<int> from_last = std::nullopt;  // days from the day last spoken of: "the next day"

  static Reading vague(std::size_t last) { return {last, std::nullopt, std::nullopt, true, std::nullopt}; }
  static Reading from_day_before(std::size_t last, int days) { return {last, std::nullopt, std::nullopt, true, days}; }
  static Reading both(std::size_t last, DateRange const& range) { return {last, range, range, true, std::nullopt}; }
  static Reading name(std::size_t last) { return {last, std::nullopt, std::nullopt, false, std::nullopt}; }
};

struct Place {
  Words const& words;
  std::size_t at;
  std::optional<Day> published;

  std::string_view word(std::size_t ahead = 0) const { return words[at + ahead]; }
  bool is(std::size_t ahead, std::initializer_list<std::string_view> any) const { return words.is(at + ahead, any); }
  std::string_view before(std::size_t distance = 1) const { return words.before(at, distance); }
  Place moved(std::size_t ahead) const { return {words, at + ahead, published}; }
};

/// Names with a weekday, month or date in them: "Black September", "Sunday Times", "March 14 Alliance"; "every Monday".
std::optional<Reading> read_name(Place const& place);
/// "early June", "the end of last year", "the second half of 2018".
std::optional<Reading> read_part_of_period(Place const& place);
/// "yesterday", "last week", "three days ago", "in the past five months", "recently".
std::optional<Reading> read_relative_date(Place const& place);
/// "Thursday", "Monday to Wednesday", "next Friday", "Tuesday last week", "Thursday, October 19".
std::optional<Reading> read_weekday(Place const& place);
/// "2019-03-02", "March 3-5, 2019", "30 October to 2 November", "week of March 3", "on the 23rd", "New Year's Day".
std::optional<Reading> read_day_of_month(Place const& place);
/// "October 2018", "last May", "from March to May 2019", "in 2015", "2014-2016", "the 1990s".
std::optional<Reading> read_month_or_year(Place const& place);

/// A month, with its year if that follows: "March", "March of last year". Any month name counts.
std::optional<Reading> read_month(Place const& place);
/// "last week", "this month", "next year".
std::optional<Reading> read_named_unit(Place const& place);

/// A year told after a day or month: ", 2019", "of 2019", "of last year". `last` moves past it.
std::optional<std::chrono::year> read_year_after(Place const& place, std::size_t& last);
/// "to", "-", "until" …; "and" joins only where `with_and`.
bool joins(std::string_view word, bool with_and);

}  // namespace dragoman::dates
