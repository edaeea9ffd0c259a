#include <array>

#include "coder/dates/calendar.h"
#include "coder/dates/readers.h"

namespace dragoman::dates {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::years;

constexpr int kFarthestYears = 1000;  // so that no date leaves the calendar
constexpr int kFarthestMonths = 1200;
constexpr std::size_t kCountedTime = 8;  // words back: "the first visit by a president in five years"

/// The calendar unit that lies `offset` units from publication.
std::optional<DateRange> unit_from(Day published, Unit unit, int offset) {
  if (offset < -kFarthestMonths || offset > kFarthestMonths) return std::nullopt;
  switch (unit) {
    case Unit::kDay: return calendar::day(published + days{offset});
    case Unit::kWeek: return calendar::week(published + days{7 * offset});
    case Unit::kMonth: return calendar::month(calendar::month_of(published) + months{offset});
    case Unit::kYear: break;
  }
  if (offset < -kFarthestYears || offset > kFarthestYears) return std::nullopt;
  return calendar::year(calendar::year_of(published) + years{offset});
}

/// The day that lies `offset` units from publication: "five months ago" to the day.
std::optional<Day> day_from(Day published, Unit unit, int offset) {
  if (unit == Unit::kDay)
    return unit_from(published, unit, offset) ? std::optional(published + days{offset}) : std::nullopt;
  if (unit == Unit::kWeek)
    return unit_from(published, unit, offset) ? std::optional(published + days{7 * offset}) : std::nullopt;
  auto const range = unit_from(published, unit, offset);
  if (!range) return std::nullopt;
  std::chrono::year_month_day const day{published};
  std::chrono::year_month_day const start{range->start};
  auto const month = unit == Unit::kMonth ? start.month() : day.month();
  std::chrono::year_month_day const same{start.year(), month, day.day()};
  return same.ok() ? Day{same} : Day{start.year() / month / std::chrono::last};
}

std::optional<Reading> read_day_word(Place const& place) {
  auto const at = [&](std::size_t tokens, int offset) -> Reading {
    if (!place.published) return Reading::vague(place.at + tokens);
    return Reading::both(place.at + tokens, calendar::day(*place.published + days{offset}));
  };
  if (place.is(0, {"today", "tonight"})) return at(1, 0);
  if (place.word() == "yesterday") return at(1, -1);
  if (place.word() == "tomorrow") return at(1, 1);
  auto const the = place.word() == "the" ? 1U : 0U;
  if (place.word(the) == "day" && place.word(the + 1) == "before" && place.word(the + 2) == "yesterday")
    return at(the + 3, -2);
  if (place.word(the) == "day" && place.word(the + 1) == "after" && place.word(the + 2) == "tomorrow")
    return at(the + 3, 2);
  if (place.word() == "last" && place.is(1, {"night", "evening"})) return at(2, -1);
  if (place.word() == "this" && place.is(1, {"morning", "afternoon", "evening"})) return at(2, 0);
  return std::nullopt;
}

std::optional<Reading> read_weekend(Place const& place) {
  if (!place.is(0, {"the", "this", "last", "next", "past", "coming"}) || place.word(1) != "weekend")
    return std::nullopt;
  auto const last = place.at + 2;
  if (!place.published) return Reading::vague(last);
  auto const monday = calendar::monday_of(*place.published);
  auto const weekend = [](Day from) { return calendar::span(from + days{5}, from + days{6}); };
  auto const under_way = monday + days{5} <= *place.published;
  if (place.is(0, {"last", "past"})) return Reading::both(last, weekend(monday - days{7}));
  if (place.word() == "next") return Reading::both(last, weekend(under_way ? monday + days{7} : monday));
  if (place.word() == "coming") return Reading::both(last, weekend(monday));
  return Reading{last, weekend(under_way ? monday : monday - days{7}), weekend(monday)};
}

/// "last week", "next week on Thursday".
std::optional<Reading> read_unit(Place const& place) {
  auto const unit = read_named_unit(place);
  if (!unit || place.word(1) != "week") return unit;
  auto next = unit->last;
  if (place.words[next] == ",") ++next;
  if (place.words[next] != "on") return unit;
  auto const day = place.words.capitalised(next + 1) ? weekday_named(place.words[next + 1]) : std::nullopt;
  if (!day) return unit;
  if (!unit->behind) return Reading::vague(next + 2);
  return Reading::both(next + 2, calendar::day(unit->behind->start + (*day - std::chrono::Monday)));
}

/// "earlier in the month", "later in the week".
std::optional<Reading> read_within_unit(Place const& place) {
  if (!Words::is_any(place.before(), {"earlier", "later"}) || place.word() != "in" || place.word(1) != "the")
    return std::nullopt;
  auto const unit = unit_named(place.word(2));
  if (!unit || *unit == Unit::kDay || place.word(2).ends_with('s')) return std::nullopt;
  if (!place.published) return Reading::vague(place.at + 3);
  return Reading::both(place.at + 3, *unit_from(*place.published, *unit, 0));
}

bool is_imprecise(Place const& place) {
  if (Words::is_any(place.before(), {"nearly", "almost", "over", "about", "around", "roughly", "some", "under",
                                     "barely", "just", "only"}))
    return true;
  return place.before() == "than" || (place.before() == "least" && place.before(2) == "at");
}

/// "three days ago", "a few weeks ago", "two and a half years ago", "decades ago".
std::optional<Reading> read_ago(Place const& place) {
  auto const count = count_named(place.word());
  if (auto const unit = unit_named(place.word(1)); count && unit && place.word(2) == "ago") {
    auto const last = place.at + 3;
    if (!place.published || is_imprecise(place)) return Reading::vague(last);
    auto const range = unit_from(*place.published, *unit, -*count);
    return range ? Reading::both(last, *range) : Reading::vague(last);
  }
  auto const is_unit = [&](std::size_t ahead) {
    return unit_named(place.word(ahead)) || place.is(ahead, {"decade", "decades", "century", "centuries", "generation",
                                                             "hours", "hour", "minutes", "weekend"});
  };
  if (is_unit(0) && place.word(1) == "ago") return Reading::vague(place.at + 2);
  if ((count || is_few(place.word()) || place.word() == "half") && is_unit(1) && place.word(2) == "ago")
    return Reading::vague(place.at + 3);
  if (place.word() == "couple" && place.word(1) == "of" && is_unit(2) && place.word(3) == "ago")
    return Reading::vague(place.at + 4);
  if (place.word() == "long" && place.word(1) == "ago") return Reading::vague(place.at + 2);
  return std::nullopt;
}

/// "the next day", "that week", "the same year", "three days later", "a day after": told from something else.
std::optional<Reading> read_from_elsewhere(Place const& place) {
  auto const is_time = [&](std::size_t ahead) {
    return unit_named(place.word(ahead)) || is_part_of_day(place.word(ahead)) ||
           place.is(ahead, {"weekend", "hours", "hour", "minutes"});
  };
  auto const is_order = [&](std::size_t ahead) {
    return place.is(ahead, {"later", "earlier", "before", "after", "afterwards", "afterward", "previously", "prior"});
  };
  auto const is_day = [&](std::size_t ahead) {
    return place.word(ahead) == "day" || is_part_of_day(place.word(ahead));
  };
  if (place.is(0, {"later", "earlier"}) && place.word(1) == "in" && place.word(2) == "the" && is_day(3))
    return Reading::from_day_before(place.at + 4, 0);
  if (place.word() == "same" && is_day(1)) return Reading::from_day_before(place.at + 2, 0);
  if (place.is(0, {"next", "following"}) && is_day(1)) return Reading::from_day_before(place.at + 2, 1);
  if (place.is(0, {"previous", "preceding"}) && is_day(1)) return Reading::from_day_before(place.at + 2, -1);
  if (place.word() == "that" && is_day(1) && !place.is(2, {"will", "would", "was", "is"}))
    return Reading::from_day_before(place.at + 2, 0);
  if (place.is(0, {"a", "one"}) && place.word(1) == "day" && place.is(2, {"later", "earlier"}))
    return Reading::from_day_before(place.at + 3, place.word(2) == "later" ? 1 : -1);
  if (place.is(0, {"previous", "following", "same", "preceding", "subsequent"}) && is_time(1) &&
      !place.word(1).ends_with('s'))
    return Reading::vague(place.at + 2);
  if (place.word() == "that" && is_time(1) && !place.word(1).ends_with('s') &&
      !Words::is_any(place.before(), {"said", "says", "told", "announced"}))
    return Reading::vague(place.at + 2);
  if ((count_named(place.word()) || is_few(place.word())) && is_time(1) && is_order(2))
    return Reading::vague(place.at + 3);
  if (place.word() == "the" && is_time(1) && is_order(2) && !place.word(1).ends_with('s'))
    return Reading::vague(place.at + 3);
  if (place.is(0, {"days", "weeks", "months", "years", "hours"}) && is_order(1)) return Reading::vague(place.at + 2);
  return std::nullopt;
}

/// "the past five months", "the last few days", "the coming week", "recent days".
std::optional<Reading> read_rolling(Place const& place) {
  if (place.is(0, {"recent", "past", "coming", "previous"}) &&
      place.is(1, {"days", "weeks", "months", "years", "decades"}))
    return Reading::vague(place.at + 2);
  if (place.word() != "the" || !place.is(1, {"past", "last", "previous", "next", "coming", "following"}))
    return std::nullopt;
  auto at = place.at + 2;
  auto const count = count_named(place.words[at]);
  auto const few = is_few(place.words[at]);
  if (count || few) ++at;
  if (place.words[at] == "of") ++at;  // "couple of"
  auto const unit = unit_named(place.words[at]);
  if (!unit) return std::nullopt;
  auto const last = at + 1;
  auto const plural = place.words[at].ends_with('s');
  if (place.words[last] == "of") return std::nullopt;  // "the last two days of the talks"
  if (!count && !few && !plural && *unit == Unit::kDay && place.is(1, {"next", "following", "previous"}))
    return Reading::from_day_before(last, place.word(1) == "previous" ? -1 : 1);
  // "the previous year" counts from elsewhere.
  if (few || plural != (count && *count != 1) || !place.published || place.is(1, {"previous", "following"}))
    return Reading::vague(last);
  auto const ahead = place.is(1, {"next", "coming"});
  auto const other = day_from(*place.published, *unit, (ahead ? 1 : -1) * count.value_or(1));
  if (!other) return Reading::vague(last);
  if (ahead) return Reading{last, std::nullopt, calendar::span(*place.published, *other)};
  return Reading{last, calendar::span(*other, *place.published), std::nullopt};
}

/// "in two weeks": only ahead; "for the first time in five years" is no date.
std::optional<Reading> read_in_future(Place const& place) {
  auto const count = count_named(place.word(1));
  auto const unit = unit_named(place.word(2));
  if (place.word() != "in" || !count || !unit || place.is(3, {"of", "ago", "or", "and"})) return std::nullopt;
  for (std::size_t back = 1; back <= kCountedTime; ++back)
    if (Words::is_any(place.before(back), {"first", "second", "third", "fourth", "time", "times", "twice", "most",
                                           "only", "worst", "biggest", "largest", "highest", "lowest", "once"}))
      return std::nullopt;
  auto last = place.at + 3;
  if (place.is(3, {"'", "'s"}) && place.word(4) == "time") last += 2;
  if (!place.published) return Reading::vague(last);
  return Reading{last, std::nullopt, unit_from(*place.published, *unit, *count)};
}

std::optional<Reading> read_season(Place const& place) {
  auto const fall = place.word(1) == "fall";
  if (!place.is(0, {"last", "this", "next", "in", "the", "early", "late"}) ||
      !(fall || place.is(1, {"spring", "summer", "autumn", "winter"})) || place.words.capitalised(place.at + 1))
    return std::nullopt;
  auto last = place.at + 2;
  auto const y = read_year_after(place, last);
  // "the fall of Kabul", "the summer palace"
  if (!y && (place.word() == "the" && (fall || place.before() != "in"))) return std::nullopt;
  return Reading::vague(last);
}

std::optional<Reading> read_vague_word(Place const& place) {
  if (place.is(0, {"recently", "lately", "soon", "overnight"})) return Reading::vague(place.at + 1);
  return std::nullopt;
}

}  // namespace

std::optional<Reading> read_named_unit(Place const& place) {
  auto const offset = place.word() == "last" ? -1 : place.word() == "this" ? 0 : place.word() == "next" ? 1 : 99;
  auto const unit = unit_named(place.word(1));
  if (offset == 99 || !unit || *unit == Unit::kDay || place.word(1).ends_with('s') || place.before() == "the")
    return std::nullopt;
  if (!place.published) return Reading::vague(place.at + 2);
  return Reading::both(place.at + 2, *unit_from(*place.published, *unit, offset));
}

std::optional<Reading> read_relative_date(Place const& place) {
  for (auto const read : {read_day_word, read_weekend, read_unit, read_within_unit, read_ago, read_rolling,
                          read_from_elsewhere, read_in_future, read_season, read_vague_word})
    if (auto found = read(place)) return found;
  return std::nullopt;
}

}  // namespace dragoman::dates
