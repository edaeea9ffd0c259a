#include "coder/language/features.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "coder/language/utf8.h"

namespace dragoman {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Start of the code point that holds text[at].
std::size_t point_start(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::string_view prefix(std::string_view text, std::size_t bytes) {
  if (bytes >= text.size()) return text;
  return text.substr(0, point_start(text, bytes));
}

std::string_view suffix(std::string_view text, std::size_t bytes) {
  if (bytes >= text.size()) return text;
  return text.substr(point_start(text, text.size() - bytes));
}

// Runs of one class count twice at most: "McDonald" is "XxXxx", "2004" is "dd".
std::string shape_of(std::string_view form) {
  constexpr std::size_t kLongest = 10;
  std::string shape;
  auto const put = [&shape](char c) {
    auto const length = shape.size();
    if (length >= kLongest || (length >= 2 && shape[length - 1] == c && shape[length - 2] == c)) return;
    shape.push_back(c);
  };
  for (std::size_t i = 0; i < form.size();) {
    auto const c = form[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      ++i;
      put(c >= 'a' && c <= 'z' ? 'x' : c >= 'A' && c <= 'Z' ? 'X' : c >= '0' && c <= '9' ? 'd' : c);
      continue;
    }
    auto const point = next_point(form, i);
    put(point < 0 ? '?' : u_isupper(point) ? 'X' : u_isalpha(point) ? 'x' : '?');
  }
  return shape;
}

}  // namespace

std::uint32_t feature_key(FeatureKind kind, std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U + static_cast<std::uint64_t>(kind) * 0x9E3779B97F4A7C15U;
  for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32;
  auto const key = static_cast<std::uint32_t>(hash);
  return key == 0 ? 1 : key;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  if (is_ascii(text)) {
    std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
    return lower;
  }
  lower.clear();
  for (std::size_t i = 0; i < text.size();) {
    auto const start = i;
    auto const point = next_point(text, i);
    if (point == kBadPoint) {
      lower.append(text.substr(start, i - start));
    } else {
      append_point(lower, u_tolower(point));
    }
  }
  return lower;
}

WordKeys word_keys(std::string_view form) {
  auto const lower = lower_case(form);
  WordKeys keys;
  keys.word = feature_key(FeatureKind::kWord, lower);
  keys.digits = keys.word;
  if (std::any_of(lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    auto zeros = lower;
    std::replace_if(
        zeros.begin(), zeros.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
    keys.digits = feature_key(FeatureKind::kWord, zeros);
  }
  keys.form = feature_key(FeatureKind::kForm, form);
  keys.parts = {
      feature_key(FeatureKind::kPrefix1, prefix(lower, 1)), feature_key(FeatureKind::kPrefix2, prefix(lower, 2)),
      feature_key(FeatureKind::kPrefix3, prefix(lower, 3)), feature_key(FeatureKind::kSuffix1, suffix(lower, 1)),
      feature_key(FeatureKind::kSuffix2, suffix(lower, 2)), feature_key(FeatureKind::kSuffix3, suffix(lower, 3)),
      feature_key(FeatureKind::kSuffix4, suffix(lower, 4)), feature_key(FeatureKind::kShape, shape_of(form))};
  return keys;
}

}  // namespace dragoman
