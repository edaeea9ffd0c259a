#include "api/published.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

using namespace std::chrono_literals;
constexpr Day kDay = 2023y / 10 / 19;

TEST(Published, UnderstandsWhatCrawlersWrite) {
  for (auto const* text : {"2023-10-19",
                           " 2023-10-19 ",
                           "20231019",
                           "2023-10-19T08:15:00Z",
                           "2023-10-19T08:15:00.123456Z",
                           "2023-10-19T23:30:00-05:00",
                           "2023-10-19T08:15+0200",
                           "2023-10-19T08:15:00+02",
                           "2023-10-19 08:15:00",
                           "2023-10-19 08:15",
                           "2023-10-19 08:15:00+00:00",
                           "2023-10-19 08:15:00 UTC",
                           "20231019T081500Z",
                           "2023-10-19t08:15:00z",
                           "Thu, 19 Oct 2023 08:15:00 GMT",
                           "Thu, 19 Oct 2023 08:15:00 +0000",
                           "19 Oct 2023",
                           "19 October 2023",
                           "Thursday, 19 Oct 23 08:15 EST",
                           "1697703300",
                           "1697703300000"}) {
    EXPECT_EQ(parse_published(text), kDay) << text;
  }
  EXPECT_EQ(parse_published("1 Mar 1999 10:00:00 +0100"), Day(1999y / 3 / 1));
  EXPECT_EQ(parse_published("2024-02-29"), Day(2024y / 2 / 29));
  EXPECT_EQ(parse_published("19 Oct 75"), Day(1975y / 10 / 19));
}

TEST(Published, RefusesTheRest) {
  for (auto const* text : {"",
                           " ",
                           "today",
                           "2023-02-30",
                           "2023-13-01",
                           "2023-00-10",
                           "2023-1-1",
                           "0000-01-01",
                           "2023-10",
                           "2023",
                           "19/10/2023",
                           "10/19/23",
                           "2023/10/19",
                           "2023-10-19T",
                           "2023-10-19T25:00",
                           "2023-10-19T08:61",
                           "2023-10-19Tx",
                           "2023-10-19 08:15:00 +99:00",
                           "2023-10-19 08:15:00 XYZ",
                           "2023-10-19x",
                           "Xyz, 19 Oct 2023",
                           "19 Foo 2023",
                           "31 Feb 2023",
                           "19 Oct 202",
                           "123",
                           "12345678901",
                           "0000000001",
                           "20231301",
                           "99999999999999999999",
                           "2023-10-19T08:15:00.Z",
                           "-2023-10-19",
                           "Thu,",
                           "19 Oct 2023 garbage"}) {
    EXPECT_FALSE(parse_published(text)) << text;
  }
}

TEST(Published, EpochOnlyWhereItIsClear) {
  EXPECT_EQ(published_from_epoch(1697703300), kDay);
  EXPECT_EQ(published_from_epoch(1697703300123), kDay);
  for (auto const number : {std::int64_t{0}, std::int64_t{-1697703300}, std::int64_t{20231019},
                            std::int64_t{99'999'999'999}, INT64_MAX, INT64_MIN}) {
    EXPECT_FALSE(published_from_epoch(number)) << number;
  }
}

}  // namespace
}  // namespace dragoman
