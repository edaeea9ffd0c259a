#include "coder/dates/date_words.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "coder/language/tokens.h"

namespace dragoman {
namespace {

Sentence sentence_of(std::string const& text) {
  std::vector<Piece> pieces;
  cut_tokens(text, 0, text.size(), pieces);
  Sentence sentence{.end = static_cast<std::uint32_t>(text.size())};
  for (auto const& piece : pieces)
    sentence.tokens.push_back({.form = text.substr(piece.begin, piece.end - piece.begin),
                               .begin = static_cast<std::uint32_t>(piece.begin),
                               .end = static_cast<std::uint32_t>(piece.end)});
  return sentence;
}

std::string show(DateRange const& range) {
  if (range.precision == DatePrecision::kDay) return to_string(range.start);
  return to_string(range.start) + ".." + to_string(range.end) + " " + std::string(to_string(range.precision));
}

/// "on Friday = 2023-10-13, planned 2023-10-20 | recently = vague"
std::string show(std::vector<DateMention> const& mentions) {
  std::string out;
  for (auto const& mention : mentions) {
    if (!out.empty()) out += " | ";
    out += mention.text + " = ";
    if (mention.from_last)
      out += "last day " + std::to_string(*mention.from_last);
    else if (mention.vague())
      out += "vague";
    if (mention.range) out += show(*mention.range);
    if (mention.future) out += (mention.range ? ", planned " : "planned ") + show(*mention.future);
    if (mention.since) out += ", since";
  }
  return out;
}

struct Row {
  char const* published;  // a Thursday, where it is 2023-10-19
  char const* text;
  char const* expected;
};

void PrintTo(Row const& row, std::ostream* out) { *out << row.published << ": " << row.text; }

class DateWords : public testing::TestWithParam<Row> {};

TEST_P(DateWords, AreResolved) {
  auto const& row = GetParam();
  auto const sentence = sentence_of(row.text);
  auto const mentions = find_dates(sentence, parse_day(row.published));
  EXPECT_EQ(show(mentions), row.expected);
  std::uint32_t free_from = 0;
  for (auto const& mention : mentions) {
    EXPECT_GE(mention.first, free_from);
    EXPECT_LT(mention.first, mention.last);
    EXPECT_LE(mention.last, sentence.tokens.size());
    free_from = mention.last;
    for (auto const& range : {mention.range, mention.future})
      if (range) {
        EXPECT_LE(range->start, range->end);
      }
  }
}

constexpr char const* kThursday = "2023-10-19";

INSTANTIATE_TEST_SUITE_P(
    Weekdays, DateWords,
    testing::ValuesIn(std::vector<Row>{
        {kThursday, "They met on Thursday.", "on Thursday = 2023-10-19"},
        {kThursday, "They met on Wednesday.", "on Wednesday = 2023-10-18, planned 2023-10-25"},
        {kThursday, "They met on Friday.", "on Friday = 2023-10-13, planned 2023-10-20"},
        {kThursday, "He arrived earlier on Thursday in Pyongyang.", "earlier on Thursday = 2023-10-19"},
        {kThursday, "Late on Sunday the army struck.", "Late on Sunday = 2023-10-15, planned 2023-10-22"},
        {kThursday, "He left Monday night for Cairo.", "Monday night = 2023-10-16, planned 2023-10-23"},
        {kThursday, "Talks resumed last Thursday.", "last Thursday = 2023-10-12"},
        {kThursday, "Talks resumed last Monday.", "last Monday = 2023-10-16"},
        {kThursday, "He goes to Paris next Thursday.", "next Thursday = 2023-10-26"},
        {kThursday, "He goes to Paris next Monday.", "next Monday = 2023-10-23"},
        {"2019-03-31", "This Thursday the two met.", "This Thursday = 2019-03-28, planned 2019-04-04"},
        {kThursday, "This past Sunday they voted.", "This past Sunday = 2023-10-15"},
        {kThursday, "They vote this coming Sunday.", "this coming Sunday = 2023-10-22"},
        {kThursday, "He was there from Monday to Wednesday.",
         "from Monday to Wednesday = 2023-10-16..2023-10-18 range, planned 2023-10-23..2023-10-25 range"},
        {kThursday, "A visit on Monday and Tuesday ended well.",
         "on Monday and Tuesday = 2023-10-16..2023-10-17 range, planned 2023-10-23..2023-10-24 range"},
        {kThursday, "They met on Monday and Thursday.",
         "on Monday = 2023-10-16, planned 2023-10-23 | Thursday = 2023-10-19"},
        {kThursday, "They will meet next Monday and Tuesday.",
         "next Monday and Tuesday = 2023-10-23..2023-10-24 range"},
        {kThursday, "They met on Tuesday last week.", "on Tuesday last week = 2023-10-10"},
        {kThursday, "They met on Sunday of last week.", "on Sunday of last week = 2023-10-15"},
        {kThursday, "They meet next week on Tuesday.", "next week on Tuesday = 2023-10-24"},
        {kThursday, "It ended Monday, October 9, in Rome.", "Monday, October 9 = 2023-10-09"},
        {kThursday, "It ended on Thursday (12 October) in Rome.", "on Thursday (12 October) = 2023-10-12"},
        {kThursday, "It began on Saturday, the 3rd of June 2017.", "on Saturday, the 3rd of June 2017 = 2017-06-03"},
        {"", "They met on Thursday.", "on Thursday = vague"},
        {"", "They met from Monday to Friday.", "from Monday to Friday = vague"},
        {kThursday, "The Sunday Times named Bloody Sunday and the Good Friday Agreement.", ""},
        {kThursday, "They meet every Monday.", ""},
        {kThursday, "A reporter asked about it Wed. in Rome.", "Wed. = 2023-10-18, planned 2023-10-25"},
    }));

INSTANTIATE_TEST_SUITE_P(
    DaysOfMonths, DateWords,
    testing::ValuesIn(std::vector<Row>{
        {kThursday, "They met on 3 March 2019.", "on 3 March 2019 = 2019-03-03"},
        {kThursday, "They met on March 3, 2019, in Bern.", "on March 3, 2019 = 2019-03-03"},
        {kThursday, "They met on Oct. 5.", "on Oct. 5 = 2023-10-05"},
        {kThursday, "They met on the 5th of October.", "on the 5th of October = 2023-10-05"},
        {kThursday, "They met on October 5th.", "on October 5th = 2023-10-05"},
        {kThursday, "They will meet on October 25.", "on October 25 = 2023-10-25"},
        {kThursday, "They met on May 4.", "on May 4 = 2023-05-04, planned 2024-05-04"},
        {kThursday, "They will meet on 10 January.", "on 10 January = 2023-01-10, planned 2024-01-10"},
        {"2024-01-05", "They met on December 28.", "on December 28 = 2023-12-28"},
        {"2023-12-20", "They meet on January 4.", "on January 4 = 2024-01-04"},
        {kThursday, "He visited on 18-19 October.", "on 18-19 October = 2023-10-18..2023-10-19 range"},
        {kThursday, "He visited on 18–19 October 2022.", "on 18–19 October 2022 = 2022-10-18..2022-10-19 range"},
        {kThursday, "He visited on March 3-5, 2019.", "on March 3-5, 2019 = 2019-03-03..2019-03-05 range"},
        {kThursday, "He visited from 2 to 4 September.", "from 2 to 4 September = 2023-09-02..2023-09-04 range"},
        {kThursday, "He visited between September 2 and 4.",
         "between September 2 and 4 = 2023-09-02..2023-09-04 range"},
        {kThursday, "He visited on September 2 and 3.", "on September 2 and 3 = 2023-09-02..2023-09-03 range"},
        {kThursday, "On September 2 and 30 people died.", "On September 2 = 2023-09-02"},
        {kThursday, "The tour of October 30 - November 2, 2018 ended.",
         "October 30 - November 2, 2018 = 2018-10-30..2018-11-02 range"},
        {kThursday, "They sat from 30 December 2018 to 2 January 2019.",
         "from 30 December 2018 to 2 January 2019 = 2018-12-30..2019-01-02 range"},
        {kThursday, "They sat from 30 December to 2 January 2019.",
         "from 30 December to 2 January 2019 = 2018-12-30..2019-01-02 range"},
        {"2019-01-10", "They sat from 30 December to 2 January.",
         "from 30 December to 2 January = 2018-12-30..2019-01-02 range"},
        {kThursday, "They met on 2019-03-02.", "on 2019-03-02 = 2019-03-02"},
        {kThursday, "They met on September 20 of this year.", "on September 20 of this year = 2023-09-20"},
        {kThursday, "They met on 20 September last year.", "on 20 September last year = 2022-09-20"},
        {kThursday, "They met on 30 February.", ""},
        {kThursday, "They met on 31 June 2020.", ""},
        {kThursday, "They met on 29 February.", "on 29 February = 2020-02-29, planned 2024-02-29"},
        {kThursday, "They met on 29 February 2023.", ""},
        {kThursday, "They met on 29 February 2024.", "on 29 February 2024 = 2024-02-29"},
        {"", "They met on 3 March.", "on 3 March = vague"},
        {"", "They met on 3 March 2019.", "on 3 March 2019 = 2019-03-03"},
        {"", "They met on 30 February.", ""},
        {kThursday, "They met on the 12th in Rome.", "on the 12th = 2023-10-12, planned 2023-11-12"},
        {kThursday, "They met on the 25th.", "on the 25th = 2023-09-25, planned 2023-10-25"},
        {kThursday, "They met on the 25th anniversary.", ""},
        {kThursday, "They met in the week of October 2.", "in the week of October 2 = 2023-10-02..2023-10-08 week"},
        {kThursday, "He spoke on New Year's Day.", "on New Year's Day = 2023-01-01, planned 2024-01-01"},
        {"2024-01-03", "He spoke on New Year's Eve.", "on New Year's Eve = 2023-12-31"},
        {"2024-01-03", "He spoke on Christmas Day 2020.", "on Christmas Day 2020 = 2020-12-25"},
        {kThursday, "After the September 11 attacks they met.", "September 11 = 2001-09-11"},
        {kThursday, "The March 14 Alliance met the July 26 Movement.", ""},
        {kThursday, "At 3 pm they met 12 envoys of 27 states.", ""},
        {kThursday, "Resolution 1973 of 17 March 2011 forbids it.", "17 March 2011 = 2011-03-17"},
    }));

INSTANTIATE_TEST_SUITE_P(
    MonthsAndYears, DateWords,
    testing::ValuesIn(std::vector<Row>{
        {kThursday, "They met in September.",
         "in September = 2023-09-01..2023-09-30 month, planned 2024-09-01..2024-09-30 month"},
        {kThursday, "They met in October.", "in October = 2023-10-01..2023-10-31 month"},
        {kThursday, "They will meet in November.",
         "in November = 2022-11-01..2022-11-30 month, planned 2023-11-01..2023-11-30 month"},
        {kThursday, "They met in October 2018.", "in October 2018 = 2018-10-01..2018-10-31 month"},
        {kThursday, "They met in January, 2021.", "in January, 2021 = 2021-01-01..2021-01-31 month"},
        {kThursday, "They met in March of this year.", "in March of this year = 2023-03-01..2023-03-31 month"},
        {kThursday, "They met in March last year.", "in March last year = 2022-03-01..2022-03-31 month"},
        {kThursday, "They met last October.", "last October = 2022-10-01..2022-10-31 month"},
        {kThursday, "They met last March.", "last March = 2023-03-01..2023-03-31 month"},
        {kThursday, "They meet next March.", "next March = 2024-03-01..2024-03-31 month"},
        {kThursday, "They met this May.", "this May = 2023-05-01..2023-05-31 month"},
        {kThursday, "They met in May.", "in May = 2023-05-01..2023-05-31 month, planned 2024-05-01..2024-05-31 month"},
        {kThursday, "May met Macron and said May would stay.", ""},
        {kThursday, "They May meet.", ""},
        {kThursday, "March on Washington, said April Glaspie and June Smith.", ""},
        {kThursday, "They met Jan Egeland in Oslo.", ""},
        {kThursday, "It lasted from March to May 2019.", "from March to May 2019 = 2019-03-01..2019-05-31 range"},
        {kThursday, "It lasted from November 2018 to February 2019.",
         "from November 2018 to February 2019 = 2018-11-01..2019-02-28 range"},
        {kThursday, "It happened in July and August.",
         "in July and August = 2023-07-01..2023-08-31 range, planned 2024-07-01..2024-08-31 range"},
        {kThursday, "They signed it in 2015.", "in 2015 = 2015-01-01..2015-12-31 year"},
        {kThursday, "They have fought since 2014.", "since 2014 = 2014-01-01..2014-12-31 year, since"},
        {kThursday, "They have talked since last Monday.", "since last Monday = 2023-10-16, since"},
        {kThursday, "He ruled from 2014 to 2016.", "from 2014 to 2016 = 2014-01-01..2016-12-31 range"},
        {kThursday, "He ruled between 2014 and 2016.", "between 2014 and 2016 = 2014-01-01..2016-12-31 range"},
        {kThursday, "The war of 2014-2016 is over.", "2014-2016 = 2014-01-01..2016-12-31 range"},
        {kThursday, "In the year 2017 they met.", "2017 = 2017-01-01..2017-12-31 year"},
        {kThursday, "In the 1990s they met.", "In the 1990s = vague"},
        {kThursday, "They sent 2000 men at 1900 GMT.", ""},
        {kThursday, "They left by 2000 GMT.", ""},
        {kThursday, "The Black September group fought the October War.", ""},
        {kThursday, "They signed the Paris accord of 2015.", "2015 = 2015-01-01..2015-12-31 year"},
        {kThursday, "It was said on a 2018 trip to Rome.", "2018 = 2018-01-01..2018-12-31 year"},
        {kThursday, "They broke the 2015 deal.", ""},
        {"", "They met in September.", "in September = vague"},
        {"", "They met in September 2018.", "in September 2018 = 2018-09-01..2018-09-30 month"},
    }));

INSTANTIATE_TEST_SUITE_P(
    PartsOfPeriods, DateWords,
    testing::ValuesIn(std::vector<Row>{
        {kThursday, "They met in early June.",
         "in early June = 2023-06-01..2023-06-10 range, planned 2024-06-01..2024-06-10 range"},
        {kThursday, "They met in late 2018.", "in late 2018 = 2018-09-01..2018-12-31 range"},
        {"2018-09-30", "They meet in mid-October.",
         "in mid-October = 2017-10-10..2017-10-20 range, planned 2018-10-10..2018-10-20 range"},
        {kThursday, "They met in mid-2017.", "in mid-2017 = 2017-06-01..2017-07-31 range"},
        {kThursday, "They met in the middle of the year 2017.",
         "in the middle of the year 2017 = 2017-06-01..2017-07-31 range"},
        {kThursday, "They met at the end of March 2020.", "at the end of March 2020 = 2020-03-20..2020-03-31 range"},
        {kThursday, "They met at the beginning of the month.",
         "at the beginning of the month = 2023-10-01..2023-10-10 range"},
        {kThursday, "They met in the first half of 2018.", "in the first half of 2018 = 2018-01-01..2018-06-30 range"},
        {kThursday, "They met in the second half of May 2018.",
         "in the second half of May 2018 = 2018-05-16..2018-05-31 range"},
        {kThursday, "They met in the first week of May 2018.",
         "in the first week of May 2018 = 2018-05-01..2018-05-07 range"},
        {kThursday, "They met in the last week of February 2020.",
         "in the last week of February 2020 = 2020-02-23..2020-02-29 range"},
        {kThursday, "They met late last year.", "late last year = 2022-09-01..2022-12-31 range"},
        {kThursday, "They met early last week.", "early last week = 2023-10-09..2023-10-11 range"},
        {kThursday, "Late last month they met.", "Late last month = 2023-09-20..2023-09-30 range"},
        {kThursday, "They met early Tuesday.", "early Tuesday = 2023-10-17, planned 2023-10-24"},
        {"", "They met in early June.", "in early June = vague"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Relative, DateWords,
    testing::ValuesIn(std::vector<Row>{
        {kThursday, "They met yesterday.", "yesterday = 2023-10-18"},
        {kThursday, "They met yesterday afternoon.", "yesterday afternoon = 2023-10-18"},
        {kThursday, "They meet today.", "today = 2023-10-19"},
        {kThursday, "They meet tomorrow night.", "tomorrow night = 2023-10-20"},
        {kThursday, "They met the day before yesterday.", "the day before yesterday = 2023-10-17"},
        {kThursday, "They meet the day after tomorrow.", "the day after tomorrow = 2023-10-21"},
        {kThursday, "They met last night.", "last night = 2023-10-18"},
        {kThursday, "They met this morning.", "this morning = 2023-10-19"},
        {kThursday, "They met earlier today.", "earlier today = 2023-10-19"},
        {kThursday, "They met last week.", "last week = 2023-10-09..2023-10-15 week"},
        {kThursday, "They met this week.", "this week = 2023-10-16..2023-10-22 week"},
        {"2020-01-06", "They met last week.", "last week = 2019-12-30..2020-01-05 week"},
        {kThursday, "They meet next week.", "next week = 2023-10-23..2023-10-29 week"},
        {kThursday, "They met last month.", "last month = 2023-09-01..2023-09-30 month"},
        {"2024-01-15", "They met last month.", "last month = 2023-12-01..2023-12-31 month"},
        {kThursday, "They meet next month.", "next month = 2023-11-01..2023-11-30 month"},
        {kThursday, "They met earlier this month.", "earlier this month = 2023-10-01..2023-10-31 month"},
        {kThursday, "They met earlier in the month.", "earlier in the month = 2023-10-01..2023-10-31 month"},
        {kThursday, "They meet later in the week.", "later in the week = 2023-10-16..2023-10-22 week"},
        {kThursday, "They met last year.", "last year = 2022-01-01..2022-12-31 year"},
        {kThursday, "At last year's summit they met.", "last year = 2022-01-01..2022-12-31 year"},
        {kThursday, "They meet next year.", "next year = 2024-01-01..2024-12-31 year"},
        {kThursday, "They met over the weekend.",
         "over the weekend = 2023-10-14..2023-10-15 range, planned 2023-10-21..2023-10-22 range"},
        {kThursday, "They met last weekend.", "last weekend = 2023-10-14..2023-10-15 range"},
        {"2019-08-24", "They meet this weekend.", "this weekend = 2019-08-24..2019-08-25 range"},
        {"2023-10-15", "They met last weekend.", "last weekend = 2023-10-07..2023-10-08 range"},
        {kThursday, "They meet next weekend.", "next weekend = 2023-10-21..2023-10-22 range"},
        {kThursday, "They met three days ago.", "three days ago = 2023-10-16"},
        {kThursday, "They met 10 days ago.", "10 days ago = 2023-10-09"},
        {kThursday, "They met two weeks ago.", "two weeks ago = 2023-10-02..2023-10-08 week"},
        {kThursday, "They met a month ago.", "a month ago = 2023-09-01..2023-09-30 month"},
        {"2024-01-31", "They met two months ago.", "two months ago = 2023-11-01..2023-11-30 month"},
        {kThursday, "They met five years ago.", "five years ago = 2018-01-01..2018-12-31 year"},
        {kThursday, "They met more than a year ago.", "a year ago = vague"},
        {kThursday, "They met a few days ago.", "few days ago = vague"},
        {kThursday, "They met a couple of weeks ago.", "couple of weeks ago = vague"},
        {kThursday, "They met two and a half years ago.", "half years ago = vague"},
        {kThursday, "They met decades ago.", "decades ago = vague"},
        {kThursday, "It began 9999 years ago.", "9999 years ago = vague"},
        {kThursday, "They recently met.", "recently = vague"},
        {kThursday, "They met in recent days.", "in recent days = vague"},
        {kThursday, "They met the previous day.", "the previous day = last day -1"},
        {kThursday, "On the same day he left.", "On the same day = last day 0"},
        {kThursday, "He left later in the day.", "later in the day = last day 0"},
        {kThursday, "He left that evening.", "that evening = last day 0"},
        {kThursday, "He left the next day.", "the next day = last day 1"},
        {kThursday, "The following day he left.", "The following day = last day 1"},
        {kThursday, "A day later he left.", "A day later = last day 1"},
        {kThursday, "He left the next morning.", "next morning = last day 1"},
        {kThursday, "Three days later he left.", "Three days later = vague"},
        {kThursday, "He left a day after the talks.", "a day after = vague"},
        {kThursday, "He died that year.", "that year = vague"},
        {"2018-09-29", "They met in the past five months.", "in the past five months = 2018-04-29..2018-09-29 range"},
        {"2024-03-31", "They met in the past month.", "in the past month = 2024-02-29..2024-03-31 range"},
        {kThursday, "They met over the past week.", "over the past week = 2023-10-12..2023-10-19 range"},
        {kThursday, "They met in the last few weeks.", "in the last few weeks = vague"},
        {kThursday, "They meet in the next two weeks.", "in the next two weeks = planned 2023-10-19..2023-11-02 range"},
        {kThursday, "They meet in two weeks.", "in two weeks = planned 2023-10-30..2023-11-05 week"},
        {kThursday, "They meet in three days' time.", "in three days' time = planned 2023-10-22"},
        {kThursday, "It is the first visit in five years.", ""},
        {kThursday, "They met twice in two days of talks.", ""},
        {kThursday, "They met in the summer of 2018.", "in the summer of 2018 = vague"},
        {kThursday, "They met last spring.", "last spring = vague"},
        {kThursday, "The fall of Kabul and the Arab Spring.", ""},
        {kThursday, "A three-day visit of two weeks for a year.", ""},
        {"", "They met yesterday.", "yesterday = vague"},
        {"", "They met last week.", "last week = vague"},
        {"", "They met two weeks ago.", "two weeks ago = vague"},
    }));

TEST(DateWordsEdges, EmptySentence) { EXPECT_TRUE(find_dates(Sentence{}, parse_day("2023-10-19")).empty()); }

TEST(DateWordsEdges, SeveralInOneSentence) {
  auto const sentence = sentence_of(
      "Lavrov, who met Kim on Thursday, had been in Beijing earlier this week and signed a pact in July 2019.");
  EXPECT_EQ(show(find_dates(sentence, parse_day("2023-10-19"))),
            "on Thursday = 2023-10-19 | earlier this week = 2023-10-16..2023-10-22 week | "
            "in July 2019 = 2019-07-01..2019-07-31 month");
}

TEST(DateWordsEdges, MentionsEndWithTheSentence) {
  for (auto const* text : {"on the", "the", "March", "3", "last", "in", "the past", "early", "first half of", "week of",
                           "from Monday to", "2014 -", "the day before", "New Year 's", "mid-", "3 -", "Thursday ("}) {
    for (auto const& mention : find_dates(sentence_of(text), parse_day("2023-10-19")))
      EXPECT_LE(mention.last, sentence_of(text).tokens.size()) << text;
  }
}

}  // namespace
}  // namespace dragoman
