#pragma once
// What the network sees of a word: hashed keys of its spelling, its affixes and its shape.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

/// Part of every key, so that "s" as a suffix and "s" as a word stay apart. The values are stored in model files.
enum class FeatureKind : std::uint8_t {
  kWord,
  kForm,
  kPrefix1,
  kPrefix2,
  kPrefix3,
  kSuffix1,
  kSuffix2,
  kSuffix3,
  kSuffix4,
  kShape,
  kUnknown
};

/// Never 0.
std::uint32_t feature_key(FeatureKind kind, std::string_view text);

struct WordKeys {
  std::uint32_t word = 0;                // lower case
  std::uint32_t digits = 0;              // lower case, every digit 0
  std::uint32_t form = 0;                // as written
  std::array<std::uint32_t, 8> parts{};  // affixes in lower case, shape
};
WordKeys word_keys(std::string_view form);

/// Full Unicode lower case, character by character; bytes that are not UTF-8 stay.
std::string lower_case(std::string_view text);

}  // namespace dragoman
