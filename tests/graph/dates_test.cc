#include "graph/dates.h"

#include <gtest/gtest.h>

#include "graph/actor.h"
#include "graph/event.h"
#include "tests/graph/sample.h"

namespace dragoman {
namespace {

using sample::day;

TEST(Days, WriteAndReadBack) {
  for (auto const* const text : {"0001-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "2023-10-19", "9999-12-31"}) {
    auto const parsed = parse_day(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(to_string(*parsed), text);
  }
  EXPECT_EQ(parse_day("2023-10-19"), day(2023, 10, 19));
}

TEST(Days, ImpossibleOrSloppyOnesAreRefused) {
  for (auto const* const text : {"2023-02-30", "2023-13-01", "2023-00-10", "0000-01-01", "2023-1-1", "2023-10-19 ",
                                 "20231019", "2023/10/19", "", "yyyy-mm-dd", "+023-10-19", "2023-10--1"})
    EXPECT_FALSE(parse_day(text)) << text;
}

TEST(DateWindow, EndsAreInclusive) {
  DateRange const range{.start = day(2023, 10, 18), .end = day(2023, 10, 19), .precision = DatePrecision::kRange};
  EXPECT_TRUE((DateWindow{.from = day(2023, 10, 19), .to = {}}).overlaps(range));
  EXPECT_FALSE((DateWindow{.from = day(2023, 10, 20), .to = {}}).overlaps(range));
  EXPECT_TRUE((DateWindow{.from = {}, .to = day(2023, 10, 18)}).overlaps(range));
  EXPECT_FALSE((DateWindow{.from = {}, .to = day(2023, 10, 17)}).overlaps(range));
}

template <class Enum, class Parse>
void expect_names_round_trip(std::uint8_t count, Parse parse) {
  for (std::uint8_t i = 0; i < count; ++i) {
    auto const value = static_cast<Enum>(i);
    EXPECT_FALSE(to_string(value).empty());
    EXPECT_EQ(parse(to_string(value)), value);
  }
  EXPECT_FALSE(parse("nonsense"));
  EXPECT_FALSE(parse(""));
}

TEST(EnumNames, RoundTrip) {
  expect_names_round_trip<DatePrecision>(5, parse_date_precision);
  expect_names_round_trip<ActorKind>(8, parse_actor_kind);
  expect_names_round_trip<EventType>(kEventTypeCount, parse_event_type);
  expect_names_round_trip<EventStatus>(4, parse_event_status);
  EXPECT_EQ(to_string(Role::kSource), "source");
  EXPECT_EQ(to_string(Role::kTarget), "target");
}

}  // namespace
}  // namespace dragoman
