#pragma once
// The publication date as crawlers, feeds and exports write it.

#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/dates.h"

namespace dragoman {

/// The day as written, in the zone it was written in ("2023-10-19T23:30:00-05:00" is the 19th): that is the day that
/// the text's "today" means. Understands ISO 8601 dates and date-times ("2023-10-19", "2023-10-19 08:15:00+02:00",
/// "20231019", "20231019T081500Z"), RFC 822 ("Thu, 19 Oct 2023 08:15:00 GMT") and the digits of published_from_epoch().
/// Nothing for all else and for impossible dates.
std::optional<Day> parse_published(std::string_view text);

/// UTC day of seconds or milliseconds since 1970, where the size of the number leaves no doubt which of them it is:
/// seconds from September 2001 to 2099 (10 digits), milliseconds for the same years (13 digits).
std::optional<Day> published_from_epoch(std::int64_t number);

}  // namespace dragoman
