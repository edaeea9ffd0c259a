#pragma once
// Which of a sentence's dates belongs to an event.

#include <optional>
#include <vector>

#include "coder/dates/date_words.h"
#include "coder/frames/tree.h"

namespace dragoman {

/// The date mention nearest to the predicate in the tree; null when all stand in other clauses.
DateMention const* date_of(Tree const& tree, TokenIndex predicate, std::vector<DateMention> const& dates);

/// A bare weekday or month lies ahead for planned events and behind for all others.
std::optional<DateRange> resolve_date(DateMention const& mention, bool planned);

/// "arrived on Wednesday on a two-day trip" lasts until Thursday; one that ends on Thursday began on Wednesday.
DateRange with_duration(Tree const& tree, TokenIndex predicate, DateRange const& date);

}  // namespace dragoman
