#include "api/text_check.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <boost/locale/utf.hpp>

namespace dragoman {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::optional<std::size_t> invalid_utf8_at(std::string_view bytes) {
  using Utf8 = boost::locale::utf::utf_traits<char>;
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  auto at = bytes.begin();
  while (at != bytes.end()) {
    // Eight ASCII bytes at a time: most news is nothing else.
    std::uint64_t word = 0;
    if (bytes.end() - at >= 8) {
      std::memcpy(&word, &*at, sizeof word);
      if ((word & kHighBits) == 0) {
        at += 8;
        continue;
      }
    }
    auto next = at;
    auto const point = Utf8::decode(next, bytes.end());
    if (point == boost::locale::utf::illegal || point == boost::locale::utf::incomplete) {
      return static_cast<std::size_t>(at - bytes.begin());
    }
    at = next;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::string_view clip_utf8(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && is_continuation(text[most])) --most;
  return text.substr(0, most);
}

}  // namespace dragoman
