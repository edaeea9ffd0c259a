#pragma once
// Spans of days as people type them.

#include <optional>
#include <string_view>

#include "coder/evaluation/gold.h"

namespace dragoman {

/// What parse_day_span() reads ("2023", "2023-10", "2023-10-19", "2023-10/2023-12"), or a month by its name: "October
/// 2023", "oct 2023".
std::optional<DaySpan> parse_typed_days(std::string_view text);

}  // namespace dragoman
