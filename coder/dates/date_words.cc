#include "coder/dates/date_words.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "coder/dates/calendar.h"

namespace dragoman {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::years;

// A date without a year is rather ahead when that is near and its last occurrence long past.
constexpr days kNear{60};
constexpr days kLongPast{240};
constexpr days kPlanningHorizon{200};

template <std::size_t N>
std::optional<unsigned> index_of(std::string_view word, std::array<std::string_view, N> const& words) {
  auto const it = std::find(words.begin(), words.end(), word);
  return it == words.end() ? std::nullopt : std::optional(static_cast<unsigned>(it - words.begin()));
}

std::optional<unsigned> month_named(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kLong{"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
  if (word.ends_with('.')) word.remove_suffix(1);
  if (auto const found = index_of(word, kLong)) return *found + 1;
  if (word == "sept") return 9;
  if (word.size() != 3) return std::nullopt;
  for (unsigned i = 0; i < kLong.size(); ++i)
    if (kLong[i].substr(0, 3) == word) return i + 1;
  return std::nullopt;
}

std::optional<weekday> weekday_named(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kLong{"sunday",   "monday", "tuesday", "wednesday",
                                                         "thursday", "friday", "saturday"};
  if (auto const found = index_of(word, kLong)) return weekday{*found};
  return std::nullopt;
}

std::optional<int> number_named(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kWords{"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                           "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (word == "a" || word == "an") return 1;
  if (auto const found = index_of(word, kWords)) return static_cast<int>(*found);
  if (word.empty() || word.size() > 4 ||
      !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return std::stoi(std::string(word));
}

/// "3", "3rd", "21st": a day of a month.
std::optional<unsigned> day_named(std::string_view word) {
  auto digits = word;
  for (std::string_view const ending : {"st", "nd", "rd", "th"})
    if (digits.ends_with(ending)) digits.remove_suffix(2);
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  auto const number = number_named(digits);
  if (!number || digits == "a" || digits == "an" || *number < 1 || *number > 31) return std::nullopt;
  return static_cast<unsigned>(*number);
}

std::optional<year> year_named(std::string_view word) {
  if (word.size() != 4) return std::nullopt;
  auto const number = number_named(word);
  return number && *number >= 1800 && *number <= 2100 ? std::optional(year{*number}) : std::nullopt;
}

bool is_part_of_day(std::string_view word) {
  return word == "morning" || word == "afternoon" || word == "evening" || word == "night" || word == "noon";
}
bool is_to(std::string_view word) {
  return word == "to" || word == "-" || word == "–" || word == "through" || word == "until" || word == "till" ||
         word == "and";
}
bool is_vague_modifier(std::string_view word) {
  return word == "early" || word == "late" || word == "mid" || word == "mid-" || word == "end" || word == "beginning";
}

/// Scans one sentence from left to right; every method looks at `at_` and on success moves it past the date.
class DateScanner {
 public:
  DateScanner(Sentence const& sentence, std::optional<Day> published) : sentence_(sentence), published_(published) {
    words_.reserve(sentence.tokens.size());
    for (auto const& token : sentence.tokens) {
      std::string word = token.form;
      for (auto& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      words_.push_back(std::move(word));
    }
  }

  std::vector<DateMention> scan() {
    while (at_ < words_.size()) {
      auto const first = at_;
      if (iso() || month_date() || day_month() || weekday_date() || relative_day() || relative_unit() || ago() ||
          ordinal_day() || plain_year() || vague())
        finish(first);
      else
        ++at_;
    }
    return std::move(out_);
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < words_.size() ? std::string_view(words_[i]) : std::string_view{};
  }
  bool capitalised(std::size_t i) const {
    return i < words_.size() && std::isupper(static_cast<unsigned char>(sentence_.tokens[i].form.front())) != 0;
  }

  void finish(std::size_t first) {
    while (is_part_of_day(word(at_))) ++at_;
    found_.since = first > 0 && word(first - 1) == "since";
    found_.first = static_cast<std::uint32_t>(first);
    found_.last = static_cast<std::uint32_t>(at_);
    for (auto i = first; i < at_; ++i) {
      if (i > first && sentence_.tokens[i].begin > sentence_.tokens[i - 1].end) found_.text += ' ';
      found_.text += sentence_.tokens[i].form;
    }
    // "in early January": the modifier stands before.
    if (first > 0 && is_vague_modifier(word(first - 1)) && found_.range &&
        found_.range->precision != DatePrecision::kDay)
      found_.range = found_.future = std::nullopt;
    if (first > 1 && word(first - 1) == "-" && word(first - 2) == "mid") found_.range = found_.future = std::nullopt;
    out_.push_back(std::move(found_));
    found_ = {};
  }

  bool take(std::size_t tokens, std::optional<DateRange> range, std::optional<DateRange> future = std::nullopt) {
    at_ += tokens;
    found_.range = range;
    found_.future = future;
    return true;
  }

  static std::optional<Day> make_day(year y, unsigned month, unsigned d) {
    std::chrono::year_month_day const ymd{y, std::chrono::month{month}, std::chrono::day{d}};
    return ymd.ok() ? std::optional(Day{ymd}) : std::nullopt;
  }

  bool iso() {
    auto const day = parse_day(word(at_));
    return day && take(1, calendar::day(*day));
  }

  /// Days of a month, with or without year, as readings behind and ahead.
  bool take_days(std::size_t tokens, unsigned month, unsigned from, unsigned to, std::optional<year> y) {
    if (to < from) return false;
    auto const in = [&](year of) -> std::optional<DateRange> {
      auto const a = make_day(of, month, from);
      auto const b = make_day(of, month, to);
      return a && b ? std::optional(calendar::span(*a, *b)) : std::nullopt;
    };
    if (y) {
      auto const range = in(*y);
      return range && take(tokens, range);
    }
    if (!published_) return make_day(year{2000}, month, to) && take(tokens, std::nullopt);
    auto const current = calendar::year_of(*published_);
    std::optional<DateRange> behind;
    std::optional<DateRange> ahead;
    for (auto const of : {current - years{1}, current, current + years{1}}) {
      auto const range = in(of);
      if (!range) continue;
      if (range->start <= *published_) behind = range;
      if (range->end >= *published_ && !ahead) ahead = range;
    }
    return (behind || ahead) && take_readings(tokens, behind, ahead);
  }

  bool take_readings(std::size_t tokens, std::optional<DateRange> behind, std::optional<DateRange> ahead) {
    if (!behind || (ahead && ahead->start - *published_ <= kNear && *published_ - behind->end >= kLongPast))
      return take(tokens, ahead, ahead);
    if (ahead && ahead->start - *published_ > kPlanningHorizon) ahead = behind;
    return take(tokens, behind, ahead);
  }

  std::optional<year> year_after(std::size_t i, std::size_t& tokens) const {
    auto const comma = word(i) == "," ? 1U : 0U;
    auto const of = word(i) == "of" ? 1U : 0U;
    if (auto const y = year_named(word(i + comma + of))) {
      tokens += 1 + comma + of;
      return y;
    }
    if (word(i) == "last" && word(i + 1) == "year" && published_) {
      tokens += 2;
      return calendar::year_of(*published_) - years{1};
    }
    if (word(i) == "this" && word(i + 1) == "year" && published_) {
      tokens += 2;
      return calendar::year_of(*published_);
    }
    return std::nullopt;
  }

  bool is_month(std::size_t i) const {
    return capitalised(i) && month_named(word(i)) && sentence_.tokens[i].tag != Tag::kMD;
  }

  /// "March 3", "March 3-5, 2019", "September 2 to 4", "March 2019", "March".
  bool month_date() {
    if (!is_month(at_)) return false;
    auto const month = *month_named(word(at_));
    if (auto const joined = word(at_ + 1).find('-');
        joined != std::string_view::npos && joined > 0) {  // "3-5" as one token
      auto const from = day_named(word(at_ + 1).substr(0, joined));
      auto const to = day_named(word(at_ + 1).substr(joined + 1));
      std::size_t tokens = 2;
      auto const y = year_after(at_ + 2, tokens);
      if (from && to) return take_days(tokens, month, *from, *to, y);
    }
    if (auto const from = day_named(word(at_ + 1))) {
      std::size_t tokens = 2;
      auto to = *from;
      if (is_to(word(at_ + 2)) && !is_month(at_ + 4))
        if (auto const last = day_named(word(at_ + 3)); last && *last > *from) {
          to = *last;
          tokens = 4;
        }
      auto const y = year_after(at_ + tokens, tokens);
      return take_days(tokens, month, *from, to, y);
    }
    std::size_t tokens = 1;
    if (auto const y = year_after(at_ + 1, tokens)) return take(tokens, calendar::month(*y / static_cast<int>(month)));
    if (!published_) return take(1, std::nullopt);
    auto const now = calendar::month_of(*published_);
    auto const same_year = now.year() / static_cast<int>(month);
    auto const last = at_ > 0 && word(at_ - 1) == "last";
    auto const next = at_ > 0 && word(at_ - 1) == "next";
    auto const behind = same_year < now || (same_year == now && !last) ? same_year : same_year - years{1};
    auto const ahead = same_year > now || (same_year == now && !next) ? same_year : same_year + years{1};
    if (last) return take(1, calendar::month(behind));
    if (next) return take(1, calendar::month(ahead));
    return take_readings(1, calendar::month(behind), calendar::month(ahead));
  }

  /// "3 March", "18-19 October 2023", "2 to 4 September".
  bool day_month() {
    auto const text = word(at_);
    if (auto const joined = text.find('-'); joined != std::string_view::npos && joined > 0 && is_month(at_ + 1)) {
      auto const from = day_named(text.substr(0, joined));
      auto const to = day_named(text.substr(joined + 1));
      std::size_t tokens = 2;
      auto const y = year_after(at_ + 2, tokens);
      return from && to && take_days(tokens, *month_named(word(at_ + 1)), *from, *to, y);
    }
    auto const from = day_named(text);
    if (!from) return false;
    auto const of = word(at_ + 1) == "of" ? 1U : 0U;
    if (is_month(at_ + 1 + of)) {
      std::size_t tokens = 2 + of;
      auto const y = year_after(at_ + tokens, tokens);
      return take_days(tokens, *month_named(word(at_ + 1 + of)), *from, *from, y);
    }
    if (is_to(word(at_ + 1)) && is_month(at_ + 3)) {
      std::size_t tokens = 4;
      auto const to = day_named(word(at_ + 2));
      auto const y = year_after(at_ + tokens, tokens);
      return to && take_days(tokens, *month_named(word(at_ + 3)), *from, *to, y);
    }
    return false;
  }

  Day on_or_before(weekday w) const { return *published_ - (weekday{*published_} - w); }
  Day on_or_after(weekday w) const { return *published_ + (w - weekday{*published_}); }

  /// "Thursday", "last Monday", "from Monday to Wednesday".
  bool weekday_date() {
    auto const first = capitalised(at_) ? weekday_named(word(at_)) : std::nullopt;
    if (!first) return false;
    if (!published_) return take(1, std::nullopt);
    auto const before = at_ > 0 ? word(at_ - 1) : std::string_view{};
    auto behind = on_or_before(*first);
    auto ahead = on_or_after(*first);
    if (before == "last" && behind == *published_) behind -= days{7};
    if (before == "next" && ahead == *published_) ahead += days{7};
    if (before == "last") ahead = behind;
    if (before == "next" || before == "coming") behind = ahead;
    if (is_to(word(at_ + 1)) && capitalised(at_ + 2)) {
      if (auto const second = weekday_named(word(at_ + 2)); second && *second != *first) {
        auto const length = *second - *first;
        auto start = behind;
        if (start + length > *published_ + days{6}) start -= days{7};
        return take(3, calendar::span(start, start + length), calendar::span(ahead, ahead + length));
      }
    }
    return take(1, calendar::day(behind), calendar::day(ahead));
  }

  bool relative_day() {
    auto const text = word(at_);
    auto const offset = text == "today" || text == "tonight" ? 0
                        : text == "yesterday"                ? -1
                        : text == "tomorrow"                 ? 1
                                                             : 99;
    if (offset == 99) return false;
    auto const two =
        offset != 0 && at_ >= 3 && word(at_ - 1) == (offset < 0 ? "before" : "after") && word(at_ - 2) == "day";
    if (!published_) return take(1, std::nullopt);
    return take(1, calendar::day(*published_ + days{two ? 2 * offset : offset}));
  }

  /// "last week", "next month", "this year", "the weekend".
  bool relative_unit() {
    auto const which = word(at_);
    auto const which_weekend = (which == "the" || which == "this") && word(at_ + 1) == "weekend";
    auto const offset = which == "last" || which == "past" || which == "previous" ? -1
                        : which == "this" || which == "current"                   ? 0
                        : which == "next" || which == "coming"                    ? 1
                                                                                  : 99;
    if (offset == 99 && !which_weekend) return false;
    auto const unit = word(at_ + 1);
    if (unit != "week" && unit != "month" && unit != "year" && unit != "weekend") return false;
    if (!published_) return take(2, std::nullopt);
    if (which == "previous") return take(2, std::nullopt);
    if (unit == "week") return take(2, calendar::week(*published_ + days{7 * offset}));
    if (unit == "month") return take(2, calendar::month(calendar::month_of(*published_) + months{offset}));
    if (unit == "year") return take(2, calendar::year(calendar::year_of(*published_) + years{offset}));
    auto const saturday = calendar::monday_of(*published_) + days{5};
    auto const behind = saturday <= *published_ ? saturday : saturday - days{7};
    auto const ahead = saturday + days{offset == 1 ? 7 : 0};
    return take(2, calendar::span(offset == 1 ? ahead : behind, (offset == 1 ? ahead : behind) + days{1}),
                calendar::span(ahead, ahead + days{1}));
  }

  /// "three days ago", "a month ago".
  bool ago() {
    auto const count = number_named(word(at_));
    auto const unit = word(at_ + 1);
    if (!count || word(at_ + 2) != "ago") return false;
    auto const is = [&](std::string_view name) {
      return unit == name || (unit.ends_with('s') && unit.substr(0, unit.size() - 1) == name);
    };
    if (!is("day") && !is("week") && !is("month") && !is("year")) return false;
    if (!published_ || *count > 3000) return take(3, std::nullopt);
    if (is("day")) return take(3, calendar::day(*published_ - days{*count}));
    if (is("week")) return take(3, calendar::week(*published_ - days{7 * *count}));
    if (is("month")) return take(3, calendar::month(calendar::month_of(*published_) - months{*count}));
    if (*count > 1000) return take(3, std::nullopt);
    return take(3, calendar::year(calendar::year_of(*published_) - years{*count}));
  }

  /// "on the 23rd".
  bool ordinal_day() {
    auto const text = word(at_);
    if (at_ < 2 || word(at_ - 1) != "the" || word(at_ - 2) != "on" || text.size() < 3 || !day_named(text) ||
        word(at_ + 1) == "anniversary")
      return false;
    if (!published_) return take(1, std::nullopt);
    auto const now = calendar::month_of(*published_);
    for (auto const month : {now, now - months{1}, now - months{2}})
      if (auto const day = make_day(month.year(), static_cast<unsigned>(month.month()), *day_named(text));
          day && *day <= *published_)
        return take(1, calendar::day(*day));
    return false;
  }

  bool plain_year() {
    auto const y = year_named(word(at_));
    auto const before = at_ > 0 ? word(at_ - 1) : std::string_view{};
    if (!y || (before != "in" && before != "since" && before != "of" && before != "during" && before != "early" &&
               before != "late" && before != "by" && before != "from" && before != "until"))
      return false;
    return take(1, calendar::year(*y));
  }

  bool vague() {
    auto const text = word(at_);
    if (text == "recently" || text == "lately") return take(1, std::nullopt);
    if ((text == "few" || text == "several" || text == "some") &&
        (word(at_ + 1) == "days" || word(at_ + 1) == "weeks" || word(at_ + 1) == "months" ||
         word(at_ + 1) == "years") &&
        word(at_ + 2) == "ago")
      return take(3, std::nullopt);
    if (text == "previous" && word(at_ + 1) == "day") return take(2, std::nullopt);
    return false;
  }

  Sentence const& sentence_;
  std::optional<Day> published_;
  std::vector<std::string> words_;
  std::vector<DateMention> out_;
  DateMention found_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<DateMention> find_dates(Sentence const& sentence, std::optional<Day> published) {
  return DateScanner(sentence, published).scan();
}

}  // namespace dragoman
