#include <algorithm>
#include <array>

#include "coder/dates/calendar.h"
#include "coder/dates/readers.h"

namespace dragoman::dates {

namespace {

using std::chrono::days;
using std::chrono::year;
using std::chrono::years;

// A day without a year lies ahead rather than behind when that is near and its last occurrence long past; and nobody
// plans for a day further off without naming the year.
constexpr days kNear{60};
constexpr days kLongPast{240};
constexpr days kPlanningHorizon{200};

constexpr unsigned kLongestJoinedByAnd = 7;  // "March 3 and 4", but not "March 3 and 30 others"

struct MonthDay {
  unsigned month = 0;
  unsigned day = 0;
};

std::optional<Day> day_in(year y, MonthDay d) {
  std::chrono::year_month_day const ymd{y, std::chrono::month{d.month}, std::chrono::day{d.day}};
  return ymd.ok() ? std::optional(Day{ymd}) : std::nullopt;
}

/// "March 3", "3 March", "3rd of March". `last` moves past it.
std::optional<MonthDay> read_month_day(Words const& words, std::size_t at, std::size_t& last) {
  if (words[at] == "the") ++at;
  if (words.capitalised(at))
    if (auto const month = month_named(words[at]))
      if (auto const day = day_named(words[at + 1])) {
        last = at + 2;
        return MonthDay{*month, *day};
      }
  auto const day = day_named(words[at]);
  auto const of = words[at + 1] == "of" ? 1U : 0U;
  auto const month = words.capitalised(at + 1 + of) ? month_named(words[at + 1 + of]) : std::nullopt;
  if (!day || !month) return std::nullopt;
  last = at + 2 + of;
  return MonthDay{*month, *day};
}

struct DaySpan {
  MonthDay first;
  MonthDay second;
  std::optional<year> year_of_first;
  std::optional<year> year_of_second;
  std::size_t last = 0;

  std::optional<DateRange> in(year y) const {
    auto const turns = second.month < first.month;
    auto const from = day_in(y, first);
    auto const to = day_in(turns ? y + years{1} : y, second);
    if (!from || !to || *to < *from) return std::nullopt;
    return calendar::span(*from, *to);
  }
};

std::optional<DaySpan> read_day_span(Place const& place) {
  auto const& words = place.words;
  DaySpan span;
  // "2 to 4 September", "18-19 October"
  auto const shorter = day_named(place.word());
  if (shorter && joins(place.word(1), true)) {
    if (auto const second = read_month_day(words, place.at + 2, span.last);
        second && day_named(place.word(2)) && second->day > *shorter) {
      span.first = {second->month, *shorter};
      span.second = *second;
      span.year_of_first = span.year_of_second = read_year_after(place, span.last);
      return span;
    }
  }
  auto const first = place.word() == "the" ? std::nullopt : read_month_day(words, place.at, span.last);
  if (!first) return std::nullopt;
  span.first = span.second = *first;
  span.year_of_first = read_year_after(place, span.last);
  auto const between = place.before() == "between";
  auto next = span.last;
  if (joins(words[next], true)) {
    auto const by_and = words[next] == "and" && !between;
    ++next;
    std::size_t last = next;
    auto const full = read_month_day(words, next, last);
    auto const day = day_named(words[next]);
    if (full && !by_and) {
      span.second = *full;
      span.last = last;
      span.year_of_second = read_year_after(place, span.last);
    } else if (!full && day && *day > first->day && (!by_and || *day - first->day <= kLongestJoinedByAnd) &&
               !words.is(next + 1, {"people", "other", "others", "more", "countries", "percent", "%"})) {
      span.second = {first->month, *day};
      span.last = next + 1;
      span.year_of_second = read_year_after(place, span.last);
    }
  }
  return span;
}

Reading choose(Place const& place, std::size_t last, std::optional<DateRange> behind, std::optional<DateRange> ahead) {
  auto const published = *place.published;
  if (!behind || (ahead && ahead->start - published <= kNear && published - behind->end >= kLongPast))
    return {last, ahead, ahead};
  if (ahead && ahead->start - published > kPlanningHorizon) ahead = behind;
  return {last, behind, ahead};
}

/// The last and the next such days. Impossible days are names: what else would "30 February" be?
Reading without_year(Place const& place, DaySpan const& span) {
  if (!place.published) {
    // Possible at all: 29 February is.
    return span.in(year{2000}) ? Reading::vague(span.last) : Reading::name(span.last);
  }
  auto const current = calendar::year_of(*place.published);
  std::optional<DateRange> behind;
  std::optional<DateRange> ahead;
  // The last 29 February may be years away.
  for (auto y = current - years{8}; y <= current + years{8}; ++y) {
    auto const range = span.in(y);
    if (!range) continue;
    if (range->start <= *place.published) behind = range;
    if (range->end >= *place.published && !ahead) ahead = range;
  }
  if (!behind && !ahead) return Reading::name(span.last);
  return choose(place, span.last, behind, ahead);
}

std::optional<Reading> read_span(Place const& place) {
  auto const span = read_day_span(place);
  if (!span) return std::nullopt;
  auto const turns = span->second.month < span->first.month;
  auto first = span->year_of_first;
  auto second = span->year_of_second;
  if (!first && !second) return without_year(place, *span);
  if (!first) first = turns ? *second - years{1} : *second;
  if (!second) second = turns ? *first + years{1} : *first;
  auto const from = day_in(*first, span->first);
  auto const to = day_in(*second, span->second);
  if (!from || !to || *to < *from) return Reading::name(span->last);
  return Reading::both(span->last, calendar::span(*from, *to));
}

std::optional<Reading> read_iso(Place const& place) {
  auto const day = parse_day(place.word());
  return day ? std::optional(Reading::both(place.at + 1, calendar::day(*day))) : std::nullopt;
}

/// "the week of March 3", "the week beginning 16 October".
std::optional<Reading> read_week_of(Place const& place) {
  if (place.word() != "week" || !place.is(1, {"of", "beginning", "starting"})) return std::nullopt;
  auto reading = read_span(place.moved(2));
  if (!reading) return std::nullopt;
  if (reading->behind) reading->behind = calendar::week(reading->behind->start);
  if (reading->ahead) reading->ahead = calendar::week(reading->ahead->start);
  return reading;
}

/// "on the 23rd": of this month or those beside it.
std::optional<Reading> read_ordinal(Place const& place) {
  auto const text = place.word(1);
  if (place.before() != "on" || place.word() != "the" || text.size() < 3) return std::nullopt;
  auto const number = day_named(text);
  auto const end = place.at + 2;
  if (!number || !(end >= place.words.size() || place.is(2, {".", ",", ";", "and", "to", "for", "in", "at", "with"})))
    return std::nullopt;
  if (!place.published) return Reading::vague(end);
  auto const now = calendar::month_of(*place.published);
  std::optional<DateRange> behind;
  std::optional<DateRange> ahead;
  for (int offset = -2; offset <= 2; ++offset) {
    auto const month = now + std::chrono::months{offset};
    auto const day = day_in(month.year(), {static_cast<unsigned>(month.month()), *number});
    if (!day) continue;
    if (*day <= *place.published) behind = calendar::day(*day);
    if (*day >= *place.published && !ahead) ahead = calendar::day(*day);
  }
  return Reading{end, behind, ahead};
}

struct FixedDay {
  std::array<std::string_view, 4> words;
  MonthDay day;
};

std::optional<Reading> read_fixed_day(Place const& place) {
  static constexpr std::array<FixedDay, 6> kDays{{{{"new", "year", "'s", "day"}, {1, 1}},
                                                  {{"new", "year", "'s", "eve"}, {12, 31}},
                                                  {{"christmas", "day", "", ""}, {12, 25}},
                                                  {{"christmas", "eve", "", ""}, {12, 24}},
                                                  {{"boxing", "day", "", ""}, {12, 26}},
                                                  {{"may", "day", "", ""}, {5, 1}}}};
  if (!place.words.capitalised(place.at)) return std::nullopt;
  for (auto const& fixed : kDays) {
    std::size_t length = 0;
    while (length < fixed.words.size() && !fixed.words[length].empty() && place.word(length) == fixed.words[length])
      ++length;
    if (length < fixed.words.size() && !fixed.words[length].empty()) continue;
    DaySpan span{fixed.day, fixed.day, std::nullopt, std::nullopt, place.at + length};
    auto const y = read_year_after(place, span.last);
    if (y) return Reading::both(span.last, calendar::day(*day_in(*y, fixed.day)));
    return without_year(place, span);
  }
  return std::nullopt;
}

}  // namespace

bool joins(std::string_view word, bool with_and) {
  return is_hyphen(word) || Words::is_any(word, {"to", "through", "until", "till"}) || (with_and && word == "and");
}

std::optional<year> read_year_after(Place const& place, std::size_t& last) {
  auto const& words = place.words;
  auto at = last;
  if (words[at] == ",") ++at;
  if (words[at] == "of") ++at;
  if (auto const y = year_named(words[at]); y && !words.is(at + 1, {"gmt", "utc", "hours", "hrs", "local"})) {
    last = at + 1;
    return y;
  }
  auto const offset = words[at] == "last" ? -1 : words[at] == "this" ? 0 : words[at] == "next" ? 1 : 99;
  if (offset == 99 || words[at + 1] != "year" || !place.published) return std::nullopt;
  last = at + 2;
  return calendar::year_of(*place.published) + years{offset};
}

std::optional<Reading> read_day_of_month(Place const& place) {
  for (auto const read : {read_iso, read_fixed_day, read_week_of, read_span, read_ordinal})
    if (auto found = read(place)) return found;
  return std::nullopt;
}

}  // namespace dragoman::dates
