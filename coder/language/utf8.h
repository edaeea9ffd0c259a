#pragma once
// UTF-8, one code point at a time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

inline constexpr std::int32_t kBadPoint = -1;

/// The code point at text[at], and `at` moves past it. Bytes that are no UTF-8 (overlong forms, surrogates and values
/// above U+10FFFF included) give kBadPoint, one byte at a time. at < text.size().
inline std::int32_t next_point(std::string_view text, std::size_t& at) {
  auto const byte = [&text](std::size_t i) { return static_cast<std::int32_t>(static_cast<unsigned char>(text[i])); };
  auto const lead = byte(at++);
  if (lead < 0x80) return lead;
  auto const trail = lead >= 0xF0 ? std::size_t{3} : lead >= 0xE0 ? std::size_t{2} : std::size_t{1};
  if (lead < 0xC2 || lead > 0xF4 || at + trail > text.size()) return kBadPoint;
  auto point = lead & (0x3F >> trail);
  for (std::size_t i = 0; i < trail; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return kBadPoint;
    point = point << 6 | (byte(at + i) & 0x3F);
  }
  if ((trail == 2 && point < 0x800) || (trail == 3 && point < 0x10000) || point > 0x10FFFF || (point >> 11) == 0x1B) {
    return kBadPoint;
  }
  at += trail;
  return point;
}

/// `point` is a code point.
inline void append_point(std::string& to, std::int32_t point) {
  auto const put = [&to](std::int32_t byte) { to.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

}  // namespace dragoman
