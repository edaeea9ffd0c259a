#include "coder/language/tokens.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "coder/language/abbreviations.h"
#include "coder/language/features.h"
#include "coder/language/utf8.h"

namespace dragoman {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Whole with their hyphen in the treebanks; other hyphenated words are cut.
constexpr std::array<std::string_view, 14> kBoundPrefixes = {"anti", "co",  "e",   "mid", "mini", "multi", "non",
                                                             "pan",  "pre", "pro", "re",  "semi", "sub",   "un"};

constexpr std::array<std::string_view, 6> kClitics = {"'s", "'re", "'ve", "'ll", "'d", "'m"};

struct Compound {
  std::string_view word;
  std::size_t cut;
};
constexpr std::array<Compound, 5> kCompounds = {Compound{"cannot", 3}, Compound{"gonna", 3}, Compound{"gotta", 3},
                                                Compound{"wanna", 3}, Compound{"lemme", 3}};

// Cut off the number that they are written to.
constexpr std::array<std::string_view, 20> kUnits = {"am", "pm", "a.m.", "p.m.", "km", "kg", "m",  "M",  "bn",  "mph",
                                                     "mm", "cm", "k",    "K",    "ft", "lb", "gb", "hr", "hrs", "mn"};

constexpr std::array<std::string_view, 3> kWholeWithApostrophe = {"o'clock", "ma'am", "o'er"};

class Cutter {
 public:
  Cutter(std::string_view text, std::vector<Piece>& pieces) : text_(text), pieces_(pieces) {}

  // text[begin, end) holds no white space.
  void cut_chunk(std::size_t begin, std::size_t end) {
    end_ = end;
    space_ = true;
    if (is_address(text_.substr(begin, end - begin))) {
      cut_address(begin);
      return;
    }
    for (auto at = begin; at < end;) at = is_word_at(at) ? cut_word(at) : cut_mark(at);
  }

 private:
  char at(std::size_t i) const { return i < end_ ? text_[i] : '\0'; }

  bool is_word_at(std::size_t i) const {
    if (i >= end_) return false;
    auto const c = text_[i];
    if (static_cast<unsigned char>(c) < 0x80) return is_digit(c) || is_upper(c) || is_lower(c) || c == '_';
    auto const point = next_point(text_, i);
    return u_isalnum(point) || (U_MASK(u_charType(point)) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
  }

  void put(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    pieces_.push_back({begin, end, space_});
    space_ = false;
  }

  static bool is_address(std::string_view chunk) {
    if (chunk.find("://") != std::string_view::npos || chunk.starts_with("www.")) return true;
    auto const sign = chunk.find('@');
    return sign != std::string_view::npos && sign > 0 && chunk.find('.', sign) != std::string_view::npos &&
           chunk.size() < 100;
  }

  void cut_address(std::size_t begin) {
    while (begin < end_ && std::string_view("(<[\"'").find(text_[begin]) != std::string_view::npos) {
      put(begin, begin + 1);
      ++begin;
    }
    auto last = end_;
    while (last > begin && std::string_view(".,;:!?)>]\"'").find(text_[last - 1]) != std::string_view::npos) --last;
    put(begin, last);
    for (; last < end_; ++last) put(last, last + 1);
  }

  // One punctuation mark, or a run of the same.
  std::size_t cut_mark(std::size_t begin) {
    auto const c = text_[begin];
    auto end = begin;
    next_point(text_, end);
    if (std::string_view(".!?-*=~").find(c) != std::string_view::npos) {
      auto const more = [c](char next) {
        return next == c || ((c == '!' || c == '?') && (next == '!' || next == '?'));
      };
      while (end < end_ && more(text_[end])) ++end;
    }
    // '60s, '07, 's after a space
    if (c == '\'' && is_digit(at(end)) && is_digit(at(end + 1))) {
      auto year = end + 2;
      if (at(year) == 's') ++year;
      if (!is_word_at(year)) end = year;
    }
    if (c == '\'') {
      for (auto const clitic : kClitics) {
        auto const after = begin + clitic.size();
        if (after <= end_ && lower_case(text_.substr(begin, clitic.size())) == clitic && !is_word_at(after))
          end = std::max(end, after);
      }
    }
    put(begin, end);
    return end;
  }

  // May the mark at `i`, between two word characters, stand inside a word that began at `begin`?
  bool joins(std::size_t begin, std::size_t i) const {
    auto const c = text_[i];
    auto const before = text_[i - 1];
    auto const after = text_[i + 1];
    auto const digits = is_digit(before) && is_digit(after);
    switch (c) {
      case '.': {
        if (digits) return true;
        // U.S, a.m, Ph.D; but not "ended.The"
        auto const single = i - begin == 1 || text_[i - 2] == '.' || !is_word_at(i + 2);
        return single || (is_lower(before) && is_lower(after)) || (is_digit(before) != is_digit(after));
      }
      case ',': return digits && is_digit(at(i + 2)) && is_digit(at(i + 3)) && !is_digit(at(i + 4));
      case ':': return digits;
      case '/': return digits;
      case '&': return is_upper(before) && is_upper(after);
      case '\'':
        return i - begin == 1 && (before == 'O' || before == 'D' || before == 'L' || before == 'd' || before == 'l') &&
               is_upper(after);
      case '-': {
        if (digits) return is_number_group(begin, i);
        auto const prefix = text_.substr(begin, i - begin);
        return prefix.size() <= 5 &&
               std::find(kBoundPrefixes.begin(), kBoundPrefixes.end(), lower_case(prefix)) != kBoundPrefixes.end();
      }
      default: return false;
    }
  }

  // 2023-10-19 and 713-853-3989 stay whole; 10-12 does not.
  bool is_number_group(std::size_t begin, std::size_t i) const {
    auto const run = [this](std::size_t from) {
      std::size_t length = 0;
      while (length < 6 && is_digit(at(from + length))) ++length;
      return length;
    };
    auto const first = i - begin;
    auto const second = run(i + 1);
    auto const date = first == 4 && second == 2 && at(i + 3) == '-';
    auto const phone = (first == 3 && second == 4) || (first == 3 && second == 3 && at(i + 4) == '-');
    auto const near = std::min<std::size_t>(first, 6);
    auto const later = text_.substr(i - near, near).find('-') != std::string_view::npos;
    return date || phone || later;
  }

  std::size_t word_end(std::size_t begin) const {
    auto i = begin;
    while (i < end_) {
      if (is_word_at(i)) {
        next_point(text_, i);
      } else if (i > begin && is_word_at(i + 1) && joins(begin, i)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  std::size_t cut_word(std::size_t begin) {
    auto end = word_end(begin);
    if (at(end) == '\'' && is_word_at(end + 1)) {
      auto const rest = word_end(end + 1);
      auto const whole = lower_case(text_.substr(begin, std::min<std::size_t>(rest - begin, 40)));
      if (std::find(kWholeWithApostrophe.begin(), kWholeWithApostrophe.end(), whole) != kWholeWithApostrophe.end()) {
        put(begin, rest);
        return rest;
      }
      // do|n't
      if (whole.ends_with("n't") && rest - begin == whole.size() && whole.size() > 3) {
        put(begin, rest - 3);
        put(rest - 3, rest);
        return rest;
      }
    }
    if (at(end) == '.') end = keep_full_stop(begin, end);
    auto const size = end - begin;
    if (size <= 6) {
      auto const word = lower_case(text_.substr(begin, size));
      for (auto const& compound : kCompounds) {
        if (word == compound.word) {
          put(begin, begin + compound.cut);
          begin += compound.cut;
        }
      }
    }
    cut_units(begin, end);
    return end;
  }

  // "10pm" and "5km" are a number and its unit.
  void cut_units(std::size_t begin, std::size_t end) {
    auto unit = begin;
    while (unit < end && (is_digit(text_[unit]) || text_[unit] == '.' || text_[unit] == ',' || text_[unit] == ':'))
      ++unit;
    auto const name = text_.substr(unit, end - unit);
    if (unit > begin && std::find(kUnits.begin(), kUnits.end(), name) != kUnits.end()) {
      put(begin, unit);
      begin = unit;
    }
    put(begin, end);
  }

  std::size_t keep_full_stop(std::size_t begin, std::size_t end) const {
    auto const word = text_.substr(begin, end + 1 - begin);
    if (word.size() > 12 || is_word_at(end + 1) || at(end + 1) == '.') return end;
    auto const last_of_chunk = end + 1 == end_;
    auto next = end + 1;
    while (next < text_.size() && text_[next] == ' ') ++next;
    auto const following = next < text_.size() ? text_[next] : '\n';
    if (auto const abbreviation = find_abbreviation(word)) {
      return *abbreviation != Abbreviation::kNumber || (last_of_chunk && is_digit(following)) ? end + 1 : end;
    }
    auto const letters = std::count_if(word.begin(), word.end(), [](char c) { return is_upper(c) || is_lower(c); });
    auto const stops = std::count(word.begin(), word.end(), '.');
    if (stops > 1 && letters == stops) return end + 1;
    // An initial: "George W. Bush".
    if (word.size() == 2 && is_upper(word.front()) && last_of_chunk && (is_upper(following) || following < 0))
      return end + 1;
    return end;
  }

  std::string_view text_;
  std::vector<Piece>& pieces_;
  std::size_t end_ = 0;
  bool space_ = false;
};

}  // namespace

void cut_tokens(std::string_view text, std::size_t begin, std::size_t end, std::vector<Piece>& pieces) {
  Cutter cutter(text, pieces);
  while (begin < end) {
    if (text[begin] == ' ') {
      ++begin;
      continue;
    }
    auto const chunk = begin + std::min(text.substr(begin, end - begin).find(' '), end - begin);
    cutter.cut_chunk(begin, chunk);
    begin = chunk;
  }
}

}  // namespace dragoman
