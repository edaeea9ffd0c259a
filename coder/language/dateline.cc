#include "coder/language/dateline.h"

#include <algorithm>
#include <array>
#include <optional>

#include <unicode/uchar.h>

#include "coder/language/utf8.h"

namespace dragoman {
namespace {

constexpr std::size_t kLongestDateline = 80;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

bool is_bullet(std::int32_t point) {
  constexpr std::array<std::int32_t, 14> kBullets = {0x2022, 0x25CF, 0x25AA, 0x25A0, 0x25E6, 0x2023, 0x2043,
                                                     0x00B7, 0x25BA, 0x25B6, 0x27A4, 0x25C6, '*',    '-'};
  return std::find(kBullets.begin(), kBullets.end(), point) != kBullets.end();
}

std::size_t skip_bullet(std::string_view paragraph) {
  if (paragraph.empty()) return 0;
  std::size_t end = 0;
  auto const point = next_point(paragraph, end);
  if (!is_bullet(point) || end >= paragraph.size()) return 0;
  if (point == '-') {
    while (end < paragraph.size() && paragraph[end] == '-') ++end;
  }
  auto const next = skip_spaces(paragraph, end);
  return next > end || point >= 0x80 ? next : 0;
}

std::size_t letters_at(std::string_view text, std::size_t at, bool (*fits)(std::int32_t)) {
  std::size_t count = 0;
  while (at < text.size()) {
    auto const point = next_point(text, at);
    if (point == kBadPoint || !u_isalpha(point)) return count;
    if (!fits(point)) return 0;
    ++count;
  }
  return count;
}

// Two capitals or more and no small letter: "MOSCOW", "L'AQUILA" (its first part).
bool is_capitals(std::string_view word) {
  return letters_at(word, 0, [](std::int32_t point) { return u_isupper(point) != 0; }) >= 2;
}

bool is_month(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return word.size() >= 3 && std::find(kMonths.begin(), kMonths.end(), word.substr(0, 3)) != kMonths.end();
}

// Headings, speakers and labels that look like a place before a colon.
bool is_label(std::string_view words) {
  constexpr std::array<std::string_view, 16> kLabels = {
      "UPDATE", "UPDATED", "NOTE",      "BREAKING", "WATCH",   "READ",     "PHOTO",   "PHOTOS",
      "VIDEO",  "LIVE",    "EXCLUSIVE", "ANALYSIS", "FACTBOX", "TIMELINE", "OPINION", "READ MORE"};
  return std::find(kLabels.begin(), kLabels.end(), words) != kLabels.end();
}

struct Separator {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool colon = false;
};

// The first " - ", "--", ") -" or ": ".
std::optional<Separator> find_separator(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == ':' && i + 1 < text.size() && text[i + 1] == ' ') return Separator{i, i + 1, true};
    if (text[i] != '-') continue;
    auto end = i;
    while (end < text.size() && text[end] == '-') ++end;
    auto const apart = text[i - 1] == ' ' || text[i - 1] == ')';
    if ((apart && end < text.size()) || end - i > 1) return Separator{i, end, false};
    i = end - 1;
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.remove_suffix(1);
  return text;
}

bool all_capitals(std::string_view words) {
  while (!words.empty()) {
    auto const end = std::min(words.find_first_of(" /,'-"), words.size());
    if (end > 0 && !is_capitals(words.substr(0, end))) return false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return true;
}

bool begins_sentence(std::string_view text) {
  if (text.empty()) return false;
  if (is_upper(text.front()) || is_digit(text.front()) || text.front() == '"' || text.front() == '\'') return true;
  std::size_t at = 0;
  return u_isupper(next_point(text, at)) != 0;
}

/// "Washington - Senator X said …": a few capitalised words, one dash between spaces, and a whole sentence after it.
bool is_plain_dateline(std::string_view text, Separator const& separator, std::string_view head) {
  constexpr std::ptrdiff_t kMostWords = 3;
  constexpr std::ptrdiff_t kSentence = 8;
  if (separator.end - separator.begin != 1 || text[separator.begin - 1] != ' ' || text[separator.end] != ' ')
    return false;
  if (std::count(head.begin(), head.end(), ' ') >= kMostWords) return false;
  for (std::size_t at = 0; at < head.size(); at = std::min(head.find(' ', at), head.size() - 1) + 1)
    if (!begins_sentence(head.substr(at)) || is_digit(head[at])) return false;
  auto const rest = text.substr(separator.end, 400);
  return rest.find(" - ") == std::string_view::npos && std::count(rest.begin(), rest.end(), ' ') >= kSentence;
}

std::optional<ParagraphStart> find_dateline(std::string_view text) {
  auto const separator = find_separator(text.substr(0, kLongestDateline));
  if (!separator) return std::nullopt;
  auto const begin = skip_spaces(text, separator->end);
  if (!begins_sentence(text.substr(begin))) return std::nullopt;
  auto head = trimmed(text.substr(0, separator->begin));
  auto const bracket = head.find('(');
  auto const has_agency = bracket != std::string_view::npos && head.back() == ')';
  if (bracket != std::string_view::npos && !has_agency) return std::nullopt;
  if (has_agency) head = trimmed(head.substr(0, bracket));
  auto const place = trimmed(head.substr(0, head.find(',')));
  auto const first_word = place.substr(0, place.find_first_of(" /,'-"));
  auto const capitals = is_capitals(first_word);
  // With an agency in brackets and a dash any short head will do: "Seoul (Reuters) -", "(Reuters) -".
  if (has_agency && !separator->colon) {
    if (std::count(head.begin(), head.end(), ' ') > 6 || head.find_first_of("!?;\"") != std::string_view::npos)
      return std::nullopt;
    if (!head.empty() && !begins_sentence(head)) return std::nullopt;
  } else if (separator->colon) {
    if (!all_capitals(place) || std::count(place.begin(), place.end(), ' ') > 3 || is_label(place) ||
        first_word.size() < 3)
      return std::nullopt;
  } else if (first_word.size() < 3 || !(capitals && all_capitals(place))) {
    if (!is_plain_dateline(text, *separator, head)) return std::nullopt;
  }
  ParagraphStart start;
  start.text_begin = begin;
  if (!is_month(first_word) && !(has_agency && place.empty())) start.place = place;
  return start;
}

}  // namespace

ParagraphStart find_paragraph_start(std::string_view paragraph) {
  auto const bullet = skip_bullet(paragraph);
  auto start = find_dateline(paragraph.substr(bullet)).value_or(ParagraphStart{});
  start.text_begin += bullet;
  return start;
}

}  // namespace dragoman
