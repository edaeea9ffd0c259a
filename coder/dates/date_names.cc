#include "coder/dates/calendar.h"
#include "coder/dates/readers.h"

namespace dragoman::dates {

namespace {

/// "Bloody Sunday", "Good Friday Agreement", "Black September".
std::optional<Reading> read_named_day(Place const& place) {
  if (!place.words.capitalised(place.at) || !place.words.capitalised(place.at + 1)) return std::nullopt;
  auto const day = place.is(0, {"bloody", "black", "good", "palm", "easter", "ash", "holy", "super", "whit"}) &&
                   weekday_named(place.word(1));
  auto const month = place.word() == "black" && month_named(place.word(1));
  return day || month ? std::optional(Reading::name(place.at + 2)) : std::nullopt;
}

/// "Sunday Times", "every Monday".
std::optional<Reading> read_weekday_name(Place const& place) {
  if (place.is(0, {"every", "each"}) && weekday_named(place.word(1))) return Reading::name(place.at + 2);
  if (place.words.capitalised(place.at) && weekday_named(place.word()) && place.words.capitalised(place.at + 1) &&
      place.is(1, {"times", "telegraph", "mirror", "express", "herald", "mail", "star", "post", "leader", "tribune",
                   "independent", "group", "agreement"}))
    return Reading::name(place.at + 2);
  return std::nullopt;
}

/// "March 14 Alliance", "October Revolution"; "September 11 attacks" without a year are those of 2001.
std::optional<Reading> read_dated_name(Place const& place) {
  auto const month_first = place.words.capitalised(place.at) ? month_named(place.word()) : std::nullopt;
  if (month_first && place.words.capitalised(place.at + 1) &&
      place.is(1, {"revolution", "war", "uprising", "movement"}))
    return Reading::name(place.at + 2);
  auto const month = month_first ? month_first : month_named(place.word(1));
  auto const day = month_first ? day_named(place.word(1)) : day_named(place.word());
  if (!month || !day) return std::nullopt;
  if (place.words.capitalised(place.at + 2) &&
      place.is(2, {"movement", "alliance", "coalition", "brigade", "brigades", "revolution", "group", "forces"}))
    return Reading::name(place.at + 2 + 1);
  if (*month == 9 && *day == 11 &&
      place.is(2, {"attack", "attacks", "terrorist", "terror", "hijackings", "hijackers", "atrocities"}))
    return Reading::both(place.at + 2, calendar::day(Day{std::chrono::year{2001} / 9 / 11}));
  return std::nullopt;
}

}  // namespace

std::optional<Reading> read_name(Place const& place) {
  for (auto const read : {read_named_day, read_weekday_name, read_dated_name})
    if (auto found = read(place)) return found;
  return std::nullopt;
}

}  // namespace dragoman::dates
