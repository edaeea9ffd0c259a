#include "server/text/display_width.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "coder/language/utf8.h"
#include "server/text/breaks.h"

namespace dragoman {
namespace {

constexpr std::int32_t kEmojiStyle = 0xFE0F;

std::size_t width_of(std::int32_t point) {
  auto const category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  if (category == U_CONTROL_CHAR) return 0;
  // Vowels and finals of Hangul share the columns of the consonant before them.
  if (point >= 0x1160 && point <= 0x11FF) return 0;
  if (u_hasBinaryProperty(point, UCHAR_REGIONAL_INDICATOR) != 0) return 2;  // two of them are one flag
  auto const width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Of one character as users see it.
std::size_t cluster_width(std::string_view cluster) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < cluster.size();) {
    auto const point = next_point(cluster, at);
    width = std::max(width, point == kBadPoint ? 1 : point == kEmojiStyle ? 2 : width_of(point));
  }
  return width;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_plain(text)) return text.size();
  std::size_t width = 0;
  for_each_character(text, [&](std::string_view cluster) {
    width += cluster_width(cluster);
    return true;
  });
  return width;
}

std::size_t prefix_within(std::string_view text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t bytes = 0;
  for_each_character(text, [&](std::string_view cluster) {
    width += cluster_width(cluster);
    if (width > columns && bytes > 0) return false;
    bytes += cluster.size();
    return width < columns;
  });
  return bytes;
}

std::string for_terminal(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  constexpr std::int32_t kJoiner = 0x200D;
  constexpr std::int32_t kNonJoiner = 0x200C;
  constexpr std::int32_t kReplacement = 0xFFFD;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const point = next_point(text, at);
    auto const category = point == kBadPoint ? static_cast<std::int8_t>(U_CONTROL_CHAR) : u_charType(point);
    if (point != kBadPoint && u_isUWhiteSpace(point) != 0 && category != U_SPACE_SEPARATOR) {
      out += ' ';
    } else if (category == U_CONTROL_CHAR) {
      append_point(out, kReplacement);
    } else if (category != U_FORMAT_CHAR || point == kJoiner || point == kNonJoiner) {
      append_point(out, point);
    }
  }
  return out;
}

}  // namespace dragoman
