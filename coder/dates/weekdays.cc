#include "coder/dates/calendar.h"
#include "coder/dates/readers.h"

namespace dragoman::dates {

namespace {

using std::chrono::days;
using std::chrono::weekday;

constexpr days kWeek{7};

Day on_or_before(Day day, weekday w) { return day - (weekday{day} - w); }
Day on_or_after(Day day, weekday w) { return day + (w - weekday{day}); }

std::optional<weekday> weekday_at(Place const& place) {
  return place.words.capitalised(place.at) ? weekday_named(place.word()) : std::nullopt;
}

/// "Thursday, October 19", "Thursday (19 October)": the date tells more.
std::optional<Reading> read_with_date(Place const& place) {
  auto next = place.at + 1;
  auto const bracket = place.words[next] == "(";
  if (bracket || place.words[next] == ",") ++next;
  if (place.words[next] == "the") ++next;
  auto reading = read_day_of_month({place.words, next, place.published});
  if (!reading) return std::nullopt;
  if (bracket && place.words[reading->last] == ")") ++reading->last;
  return reading;
}

/// "Tuesday last week", "Tuesday of this week".
std::optional<Reading> read_with_week(Place const& place, weekday w) {
  auto const of = place.word(1) == "of" ? 1U : 0U;
  if (place.word(2 + of) != "week") return std::nullopt;
  auto const unit = read_named_unit(place.moved(1 + of));
  if (!unit) return std::nullopt;
  if (!unit->behind) return Reading::vague(unit->last);
  return Reading::both(unit->last, calendar::day(on_or_after(unit->behind->start, w)));
}

Reading read_range(Place const& place, weekday first, weekday second, std::size_t last) {
  auto const length = second - first;
  auto const behind = on_or_before(*place.published, first);
  auto const ahead = on_or_after(*place.published, first);
  return {last, calendar::span(behind, behind + length), calendar::span(ahead, ahead + length)};
}

}  // namespace

std::optional<Reading> read_weekday(Place const& place) {
  // "last Monday", "this past Sunday", "this coming Friday"
  std::string_view which;
  std::size_t skipped = 0;
  if (place.is(0, {"last", "next", "this", "past", "coming", "previous"})) which = place.word(skipped++);
  if (which == "this" && place.is(1, {"past", "coming"})) which = place.word(skipped++);
  auto const at = place.moved(skipped);
  auto const first = weekday_at(at);
  if (!first) return std::nullopt;
  if (auto dated = read_with_date(at)) return dated;
  if (auto dated = read_with_week(at, *first)) return dated;
  auto const last = at.at + 1;
  if (which == "previous") return Reading::vague(last);
  if (joins(at.word(1), true)) {
    auto const second = weekday_at(at.moved(2));
    auto const consecutive = second && *second == *first + days{1};
    if (second && *second != *first && (at.word(1) != "and" || consecutive || at.before() == "between")) {
      if (!place.published) return Reading::vague(last + 2);
      auto const range = read_range(place, *first, *second, last + 2);
      // "next Monday and Tuesday"
      return which == "next" || which == "coming" ? Reading{range.last, range.ahead, range.ahead} : range;
    }
  }
  if (!place.published) return Reading::vague(last);
  auto const published = *place.published;
  auto const is_today = weekday{published} == *first;
  if (which == "last" || which == "past")
    return Reading::both(last, calendar::day(on_or_before(published, *first) - (is_today ? kWeek : days{0})));
  if (which == "next" || which == "coming")
    return Reading::both(last, calendar::day(on_or_after(published, *first) + (is_today ? kWeek : days{0})));
  return Reading{last, calendar::day(on_or_before(published, *first)), calendar::day(on_or_after(published, *first))};
}

}  // namespace dragoman::dates
