#include "coder/dates/calendar.h"
#include "coder/dates/readers.h"

namespace dragoman::dates {

namespace {

using std::chrono::days;

enum class Part {
  kEarly,
  kMiddle,
  kLate,
  kFirstHalf,
  kSecondHalf,
  kFirstWeek,
  kSecondWeek,
  kThirdWeek,
  kFourthWeek,
  kLastWeek
};

DateRange part_of_month(std::chrono::year_month month, Part part) {
  auto const from = [&](unsigned first, unsigned last) {
    return calendar::span(Day{month / std::chrono::day{first}}, Day{month / std::chrono::day{last}});
  };
  auto const end = Day{month / std::chrono::last};
  switch (part) {
    case Part::kEarly: return from(1, 10);
    case Part::kMiddle: return from(10, 20);
    case Part::kLate: return calendar::span(Day{month / 20}, end);
    case Part::kFirstHalf: return from(1, 15);
    case Part::kSecondHalf: return calendar::span(Day{month / 16}, end);
    case Part::kFirstWeek: return from(1, 7);
    case Part::kSecondWeek: return from(8, 14);
    case Part::kThirdWeek: return from(15, 21);
    case Part::kFourthWeek: return from(22, 28);
    case Part::kLastWeek: break;
  }
  return calendar::span(end - days{6}, end);
}

DateRange part_of_year(std::chrono::year year, Part part) {
  auto const months = [&](unsigned first, unsigned last) {
    return calendar::span(Day{year / std::chrono::month{first} / 1},
                          Day{year / std::chrono::month{last} / std::chrono::last});
  };
  switch (part) {
    case Part::kEarly: return months(1, 4);
    case Part::kMiddle: return months(6, 7);
    case Part::kFirstHalf: return months(1, 6);
    case Part::kSecondHalf: return months(7, 12);
    case Part::kFirstWeek: return calendar::span(Day{year / 1 / 1}, Day{year / 1 / 7});
    case Part::kLastWeek: return calendar::span(Day{year / 12 / 25}, Day{year / 12 / 31});
    default: return months(9, 12);
  }
}

DateRange part_of_week(Day monday, Part part) {
  switch (part) {
    case Part::kEarly:
    case Part::kFirstHalf: return calendar::span(monday, monday + days{2});
    case Part::kMiddle: return calendar::span(monday + days{2}, monday + days{3});
    default: return calendar::span(monday + days{3}, monday + days{6});
  }
}

std::optional<DateRange> part_of(std::optional<DateRange> const& period, Part part) {
  if (!period) return std::nullopt;
  switch (period->precision) {
    case DatePrecision::kWeek: return part_of_week(period->start, part);
    case DatePrecision::kMonth: return part_of_month(calendar::month_of(period->start), part);
    case DatePrecision::kYear: return part_of_year(calendar::year_of(period->start), part);
    default: return std::nullopt;
  }
}

/// The part named at a place, and the words it takes.
struct Modifier {
  Part part;
  std::size_t words;
};

std::optional<Part> ordinal_part(std::string_view order, std::string_view noun) {
  if (noun == "half") {
    if (order == "first") return Part::kFirstHalf;
    if (Words::is_any(order, {"second", "latter", "last"})) return Part::kSecondHalf;
  } else if (noun == "week") {
    if (order == "first") return Part::kFirstWeek;
    if (order == "second") return Part::kSecondWeek;
    if (order == "third") return Part::kThirdWeek;
    if (order == "fourth") return Part::kFourthWeek;
    if (Words::is_any(order, {"last", "final"})) return Part::kLastWeek;
  } else if (Words::is_any(noun, {"days", "weeks", "months", "part"})) {
    if (Words::is_any(order, {"first", "opening", "early"})) return Part::kEarly;
    if (Words::is_any(order, {"last", "final", "closing", "latter", "later"})) return Part::kLate;
  }
  return std::nullopt;
}

std::optional<Modifier> read_modifier(Place const& place) {
  auto const word = place.word();
  auto const in = place.word(1) == "in" ? 1U : 0U;
  if (word == "early") return Modifier{Part::kEarly, 1U + in};
  if (word == "late") return Modifier{Part::kLate, 1U + in};
  if (word == "mid") return Modifier{Part::kMiddle, is_hyphen(place.word(1)) ? 2U : 1U};
  if (place.word(1) == "of") {
    if (Words::is_any(word, {"beginning", "start"})) return Modifier{Part::kEarly, 2};
    if (word == "middle") return Modifier{Part::kMiddle, 2};
    if (Words::is_any(word, {"end", "close"})) return Modifier{Part::kLate, 2};
  }
  if (place.word(2) == "of")
    if (auto const part = ordinal_part(word, place.word(1))) return Modifier{*part, 3};
  return std::nullopt;
}

/// "March 2019", "2018", "last year", "the month", "the year 2017".
std::optional<Reading> read_period(Place const& place) {
  if (auto const month = read_month(place)) {
    // "late March 3" names a day.
    return day_named(place.word(1)) ? std::nullopt : month;
  }
  if (auto const year = year_named(place.word())) return Reading::both(place.at + 1, calendar::year(*year));
  if (auto const unit = read_named_unit(place)) return unit;
  if (place.word() != "the") return std::nullopt;
  if (auto const year = year_named(place.word(2)); place.word(1) == "year" && year)
    return Reading::both(place.at + 3, calendar::year(*year));
  auto const unit = unit_named(place.word(1));
  if (!unit || *unit == Unit::kDay || place.word(1).ends_with('s')) return std::nullopt;
  auto const last = place.at + 2;
  if (!place.published) return Reading::vague(last);
  auto const published = *place.published;
  return Reading::both(last, *unit == Unit::kWeek    ? calendar::week(published)
                             : *unit == Unit::kMonth ? calendar::month(calendar::month_of(published))
                                                     : calendar::year(calendar::year_of(published)));
}

/// "mid-July", "mid-2017" as one token.
std::optional<Reading> read_joined(Place const& place) {
  constexpr std::string_view kPrefix = "mid-";
  auto const word = place.word();
  if (!word.starts_with(kPrefix)) return std::nullopt;
  auto const rest = word.substr(kPrefix.size());
  if (auto const year = year_named(rest)) return Reading::both(place.at + 1, part_of_year(*year, Part::kMiddle));
  auto const month = month_named(rest);
  if (!month) return std::nullopt;
  auto last = place.at + 1;
  if (auto const year = read_year_after(place, last))
    return Reading::both(last, part_of_month(*year / static_cast<int>(*month), Part::kMiddle));
  if (!place.published) return Reading::vague(last);
  auto const this_year = part_of_month(calendar::year_of(*place.published) / static_cast<int>(*month), Part::kMiddle);
  auto const shifted = [&](int by) {
    return part_of_month((calendar::year_of(*place.published) + std::chrono::years{by}) / static_cast<int>(*month),
                         Part::kMiddle);
  };
  return Reading{last, this_year.start <= *place.published ? this_year : shifted(-1),
                 this_year.end >= *place.published ? this_year : shifted(1)};
}

}  // namespace

std::optional<Reading> read_part_of_period(Place const& place) {
  if (auto joined = read_joined(place)) return joined;
  auto const modifier = read_modifier(place);
  if (!modifier) return std::nullopt;
  auto reading = read_period(place.moved(modifier->words));
  if (!reading) return std::nullopt;
  reading->behind = part_of(reading->behind, modifier->part);
  reading->ahead = part_of(reading->ahead, modifier->part);
  return reading;
}

}  // namespace dragoman::dates
