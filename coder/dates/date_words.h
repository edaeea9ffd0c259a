#pragma once
// Words that tell a time, resolved from the day of publication.
//
// A bare weekday, month or "3 March" has two readings: behind the publication and ahead of it (for planned events).
// "last week" is the Monday-to-Sunday week before; a month or year is its whole range; "early March", "recently" and
// the like are vague: they are found, so that nothing else is taken for the event's date, but have no range.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coder/language/sentence.h"
#include "graph/dates.h"

namespace dragoman {

struct DateMention {
  std::uint32_t first = 0;  // tokens, last exclusive
  std::uint32_t last = 0;
  std::optional<DateRange> range;   // for what has happened
  std::optional<DateRange> future;  // for what is planned, where that differs
  bool since = false;               // "since 2014": when something began, not when this happened
  std::string text;                 // the words
};

/// In text order. Without a publication date only complete dates have ranges. Impossible dates are no mentions.
std::vector<DateMention> find_dates(Sentence const& sentence, std::optional<Day> published);

}  // namespace dragoman
