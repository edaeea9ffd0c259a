#pragma once
// Words that tell a time, resolved from the day of publication.
//
// What the words name                      reading (published Thursday 2023-10-19)
//   19 October 2023, Oct. 5, March 3-5     the day or days; without a year the last ones, or the next ones when those
//   are
//                                          far nearer
//   Thursday, from Monday to Wednesday     on or before publication; `future`: on or after it
//   last week, this month, next year       Monday to Sunday, the whole month, the whole year
//   in September, in 2015                  the last such month; the whole year
//   early June, mid-2017, late last year   a third of the month; first, middle, last months of the year
//   yesterday, last night, three days ago  the day; "two weeks ago": that week; "a month ago": that month
//   in two weeks                           only `future`
//   in the past five months                from five months ago to publication
//   later in the day, that day, the next day, a day earlier
//                                          `from_last`: counted from the day that the text spoke of last
//   recently, a few days ago, the 1990s, in the summer, more than a year ago
//                                          vague: found, so that no other time is taken for the event's, but no range
// Hours, durations ("three-day visit"), repetitions ("every Monday"), names ("Bloody Sunday", "Good Friday Agreement")
// and impossible dates (30 February) are no mentions.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coder/language/sentence.h"
#include "graph/dates.h"

namespace dragoman {

struct DateMention {
  std::uint32_t first = 0;  // tokens, last exclusive; with the preposition: "on Thursday"
  std::uint32_t last = 0;
  std::optional<DateRange> range;   // for what has happened
  std::optional<DateRange> future;  // for what is planned, where that differs
  std::optional<int> from_last;     // days from the day last spoken of: "later in the day" 0, "the next day" 1
  bool since = false;               // "since 2014": when something began, not when this happened
  std::string text;                 // the words

  bool vague() const { return !range && !future; }
};

/// In text order, without overlaps; looks at the forms of tokens alone. Without a day of publication only complete
/// dates have ranges. Time linear in the sentence.
std::vector<DateMention> find_dates(Sentence const& sentence, std::optional<Day> published);

}  // namespace dragoman
