#include <cctype>

#include "coder/dates/calendar.h"
#include "coder/dates/readers.h"

namespace dragoman::dates {

namespace {

using std::chrono::year;
using std::chrono::year_month;
using std::chrono::years;

/// "last March": the nearest before this month. "next March": after it.
Reading month_without_year(Place const& place, unsigned month, std::size_t last, std::string_view which) {
  if (!place.published) return Reading::vague(last);
  auto const now = calendar::month_of(*place.published);
  auto const same_year = now.year() / static_cast<int>(month);
  auto const before = same_year < now || (same_year == now && which != "last") ? same_year : same_year - years{1};
  auto const after = same_year > now || (same_year == now && which != "next") ? same_year : same_year + years{1};
  if (which == "last" || which == "past") return Reading::both(last, calendar::month(before));
  if (which == "next" || which == "coming") return Reading::both(last, calendar::month(after));
  if (which == "this") return Reading::both(last, calendar::month(same_year));
  return {last, calendar::month(before), calendar::month(after)};
}

/// March, April, May, June and August are also verbs and first names.
bool may_be_another_word(std::string_view word) {
  return Words::is_any(word, {"march", "april", "may", "june", "august", "jan", "mar", "apr", "jun", "jul", "aug",
                              "sep", "dec", "feb", "oct", "nov"});
}

bool has_cue(Place const& place) {
  auto const before = place.before();
  if (Words::is_any(before, {"in", "since", "last", "next", "this", "until", "during", "early", "late", "mid", "past"}))
    return true;
  if (place.words.capitalised(place.at + 1)) return false;  // "and June Smith"
  if (place.word() == "may") return before == "the";
  return Words::is_any(before,
                       {"the", "by", "of", "from", "to", "and", "before", "after", "through", "between", "'s", "for"});
}

std::optional<unsigned> month_at(Place const& place) {
  return place.words.capitalised(place.at) ? month_named(place.word()) : std::nullopt;
}

/// "March to May 2019", "September and October".
std::optional<Reading> read_months(Place const& place) {
  auto const first = month_at(place);
  if (!first) return std::nullopt;
  auto last = place.at + 1;
  auto const first_year = read_year_after(place, last);
  auto const between = place.before() == "between";
  if (!joins(place.words[last], true)) return std::nullopt;
  auto const second = month_at({place.words, last + 1, place.published});
  // "January 5": a day follows.
  if (!second || day_named(place.words[last + 2])) return std::nullopt;
  if (place.words[last] == "and" && !between && *second != *first % 12 + 1) return std::nullopt;
  last += 2;
  auto const second_year = read_year_after(place, last);
  auto const turns = *second < *first;
  auto const range = [&](year of_first, year of_second) {
    return DateRange{calendar::month(of_first / static_cast<int>(*first)).start,
                     calendar::month(of_second / static_cast<int>(*second)).end, DatePrecision::kRange};
  };
  if (second_year) {
    auto const from = first_year.value_or(turns ? *second_year - years{1} : *second_year);
    if (from / static_cast<int>(*first) > *second_year / static_cast<int>(*second)) return std::nullopt;
    return Reading::both(last, range(from, *second_year));
  }
  if (first_year) return Reading::both(last, range(*first_year, turns ? *first_year + years{1} : *first_year));
  if (!place.published) return Reading::vague(last);
  auto const now = calendar::month_of(*place.published);
  auto from = now.year();
  if (from / static_cast<int>(*first) > now) from -= years{1};
  auto const to = turns ? from + years{1} : from;
  return Reading{last, range(from, to), range(from + years{1}, to + years{1})};
}

std::optional<Reading> read_qualified_month(Place const& place) {
  if (!place.is(0, {"last", "next", "this", "past", "coming"})) return std::nullopt;
  auto const month = month_at(place.moved(1));
  // "this May 5" is a day.
  if (!month || day_named(place.word(2))) return std::nullopt;
  return month_without_year(place, *month, place.at + 2, place.word());
}

std::optional<Reading> read_single_month(Place const& place) {
  auto const month = month_at(place);
  if (!month) return std::nullopt;
  auto const reading = read_month(place);
  auto const with_year = reading->last > place.at + 1;
  if (!with_year && may_be_another_word(place.word()) && !has_cue(place)) return std::nullopt;
  return reading;
}

bool is_decade(std::string_view word) {
  if (word.starts_with('\'')) word.remove_prefix(1);
  if (word.size() != 5 && word.size() != 3) return false;
  for (auto const c : word.substr(0, word.size() - 1))
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return false;
  return word.ends_with("0s");
}

std::optional<Reading> read_years(Place const& place) {
  auto const first = year_named(place.word());
  if (!first) return std::nullopt;
  auto const before = place.before();
  auto const between = before == "between";
  // "2014-2016", "from 2014 to 2016"
  if (joins(place.word(1), between))
    if (auto const second = year_named(place.word(2)); second && *second > *first)
      return Reading::both(place.at + 3,
                           {calendar::year(*first).start, calendar::year(*second).end, DatePrecision::kRange});
  auto const cue = Words::is_any(before, {"in", "since", "of", "during", "early", "late", "by", "until", "till", "from",
                                          "before", "after", "year", "around", "circa", "through", "mid"});
  auto const clock = place.is(1, {"gmt", "utc", "hours", "hrs", "local"});
  // "a 2018 trip": when it was; "the 2015 deal" is only which one.
  auto const of_event = place.is(1, {"trip", "visit", "tour", "meeting"});
  if (!(cue || of_event) || clock) return std::nullopt;
  return Reading::both(place.at + 1, calendar::year(*first));
}

}  // namespace

std::optional<Reading> read_month(Place const& place) {
  auto const month = month_at(place);
  if (!month) return std::nullopt;
  auto last = place.at + 1;
  if (auto const y = read_year_after(place, last))
    return Reading::both(last, calendar::month(*y / static_cast<int>(*month)));
  return month_without_year(place, *month, last, {});
}

std::optional<Reading> read_month_or_year(Place const& place) {
  for (auto const read : {read_months, read_qualified_month, read_single_month, read_years})
    if (auto found = read(place)) return found;
  if (is_decade(place.word())) return Reading::vague(place.at + 1);
  return std::nullopt;
}

}  // namespace dragoman::dates
