#pragma once
// The container of a trained model: magic, format version, checksum, then numbered sections. All numbers little-endian,
// no alignment. Layout: docs/language.md.

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace dragoman {

/// The values are stored in model files.
enum class Section : std::uint32_t {
  kShape = 1,
  kWeights = 2,
  kFeatureIndex = 3,
  kFeatureRows = 4,
  kLemmaIndex = 5,
  kLemmaTexts = 6,
  kAbout = 7,
};

inline constexpr std::uint32_t kModelVersion = 1;

/// A view: the bytes must outlive it.
class ModelFile {
 public:
  /// Checks magic, version, size and checksum; errors say which in one sentence.
  static Result<ModelFile> open(std::string_view bytes);

  Result<std::string_view> section(Section id) const;

 private:
  struct Entry {
    Section id;
    std::string_view bytes;
  };
  std::vector<Entry> entries_;
};

class ModelWriter {
 public:
  void add(Section id, std::string bytes);
  std::string finish() const;

 private:
  std::vector<std::pair<Section, std::string>> sections_;
};

template <class Number>
Number load_number(char const* from) {
  Number number;
  std::memcpy(&number, from, sizeof number);
  return number;
}

template <class Number>
void append_number(std::string& to, Number number) {
  to.append(reinterpret_cast<char const*>(&number), sizeof number);
}

/// A hash table of keys other than 0 to numbers, used in place.
class KeyTable {
 public:
  KeyTable() = default;
  /// Nothing if the bytes are not such a table.
  static std::optional<KeyTable> view(std::string_view bytes);
  /// Keys must differ.
  static std::string build(std::vector<std::pair<std::uint32_t, std::uint32_t>> const& entries);

  std::optional<std::uint32_t> find(std::uint32_t key) const {
    for (auto slot = key & mask_;; slot = (slot + 1) & mask_) {
      auto const* const at = slots_ + std::size_t{slot} * kSlotBytes;
      auto const found = load_number<std::uint32_t>(at);
      if (found == key) return load_number<std::uint32_t>(at + sizeof found);
      if (found == 0) return std::nullopt;
    }
  }

  /// No number in the table is as large.
  std::uint32_t limit() const { return limit_; }

 private:
  static constexpr std::size_t kSlotBytes = 8;

  char const* slots_ = nullptr;
  std::uint32_t mask_ = 0;
  std::uint32_t limit_ = 0;
};

}  // namespace dragoman
