#pragma once
// Spans of time as people write them.

#include <optional>
#include <string_view>

#include "graph/dates.h"

namespace dragoman {

/// Both ends belong to it.
struct Period {
  Day first;
  Day last;
};

/// A year, a month or a day: "2023", "2023-10", "2023-10-19", "October 2023", "oct 2023".
std::optional<Period> parse_period(std::string_view text);

}  // namespace dragoman
