#include "api/published.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace dragoman {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  auto const begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// Takes pieces off the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool skip(char c) {
    if (rest_.empty() || lower(rest_.front()) != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_spaces() {
    while (skip(' ')) {
    }
  }
  /// Between `least` and `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < rest_.size() && n < most && is_digit(rest_[n])) ++n;
    if (n < least) return std::nullopt;
    int parsed = 0;
    std::from_chars(rest_.data(), rest_.data() + n, parsed);
    rest_.remove_prefix(n);
    return parsed;
  }
  std::size_t leading_digits() const {
    return static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_digit) - rest_.begin());
  }
  std::string_view word() {
    std::size_t n = 0;
    while (n < rest_.size() && lower(rest_[n]) >= 'a' && lower(rest_[n]) <= 'z') ++n;
    auto const taken = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return taken;
  }

 private:
  std::string_view rest_;
};

std::optional<Day> make_day(int year, int month, int day) {
  auto const date = std::chrono::year(year) / month / day;
  if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
  return Day(date);
}

bool is_zone_name(std::string_view word) {
  constexpr std::array<std::string_view, 11> kNames = {"z",   "ut",  "utc", "gmt", "est", "edt",
                                                       "cst", "cdt", "mst", "mdt", "pst"};
  return equal_ignoring_case(word, "pdt") ||
         std::any_of(kNames.begin(), kNames.end(), [&](auto name) { return equal_ignoring_case(word, name); });
}

/// "Z", "GMT", "+02:00", "-0500", "+02", or nothing; then the end.
bool ends_with_zone(Cursor& in) {
  in.skip_spaces();
  if (in.at_end()) return true;
  bool const offset = in.skip('+') || in.skip('-');
  if (!offset) return is_zone_name(in.word()) && in.at_end();
  auto const hours = in.number(2, 2);
  if (!hours || *hours > 14) return false;
  if (in.at_end()) return true;
  in.skip(':');
  auto const minutes = in.number(2, 2);
  return minutes && *minutes < 60 && in.at_end();
}

/// "08:15[:00[.123]]" or "081500", then the zone and the end.
bool ends_with_time(Cursor& in) {
  auto const hour = in.number(2, 2);
  bool const colons = in.skip(':');
  auto const minute = in.number(2, 2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return false;
  if (colons ? in.skip(':') : in.leading_digits() == 2) {
    auto const second = in.number(2, 2);
    if (!second || *second > 60) return false;
    if ((in.skip('.') || in.skip(',')) && !in.number(1, 9)) return false;
  }
  return ends_with_zone(in);
}

std::optional<Day> parse_iso(std::string_view text) {
  Cursor in(text);
  bool const basic = in.leading_digits() == 8;
  auto const year = in.number(4, 4);
  if (!year || (!basic && !in.skip('-'))) return std::nullopt;
  auto const month = in.number(2, 2);
  if (!month || (!basic && !in.skip('-'))) return std::nullopt;
  auto const day = in.number(2, 2);
  if (!day) return std::nullopt;
  if (!in.at_end()) {
    if (!in.skip('t') && !in.skip(' ')) return std::nullopt;
    if (!ends_with_time(in)) return std::nullopt;
  }
  return make_day(*year, *month, *day);
}

/// Position of the name with these first three letters, written short or whole; nothing for other words.
template <std::size_t N>
std::optional<int> find_name(std::array<std::string_view, N> const& names, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (equal_ignoring_case(word, names[i]) || equal_ignoring_case(word, names[i].substr(0, 3))) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

std::optional<Day> parse_rfc822(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                         "friday", "saturday", "sunday"};
  Cursor in(text);
  if (auto const weekday = in.word(); !weekday.empty()) {
    if (!find_name(kWeekdays, weekday) || !in.skip(',')) return std::nullopt;
    in.skip_spaces();
  }
  auto const day = in.number(1, 2);
  in.skip_spaces();
  auto const month = find_name(kMonths, in.word());
  in.skip_spaces();
  auto const digits = in.leading_digits();
  auto year = in.number(2, 4);
  if (!day || !month || !year || digits == 3) return std::nullopt;
  if (digits == 2) *year += *year < 50 ? 2000 : 1900;
  if (!in.at_end()) {
    in.skip_spaces();
    if (!ends_with_time(in)) return std::nullopt;
  }
  return make_day(*year, *month + 1, *day);
}

}  // namespace

std::optional<Day> parse_published(std::string_view text) {
  text = trim(text);
  if (text.size() > 64) return std::nullopt;
  if (all_digits(text) && (text.size() == 10 || text.size() == 13)) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return published_from_epoch(number);
  }
  if (auto const day = parse_iso(text)) return day;
  return parse_rfc822(text);
}

std::optional<Day> published_from_epoch(std::int64_t number) {
  using namespace std::chrono;
  constexpr std::int64_t kFirst = 1'000'000'000;  // 2001-09-09
  constexpr std::int64_t kLast = 4'102'444'800;   // 2100-01-01
  if (number >= kFirst && number < kLast) return floor<days>(sys_seconds(seconds(number)));
  if (number >= kFirst * 1000 && number < kLast * 1000) return floor<days>(sys_seconds(seconds(number / 1000)));
  return std::nullopt;
}

}  // namespace dragoman
