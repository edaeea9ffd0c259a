#pragma once
// Which word features have a trainable vector, and the features of every word of the training data.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "coder/train/corpus.h"
#include "coder/train/vectors.h"

namespace dragoman::train {

inline constexpr std::uint32_t kNoRow = UINT32_MAX;

struct WordFeatures {
  std::uint32_t vector = kNoRow;  // of the published vectors
  std::uint32_t word = kNoRow;    // trainable row instead, if there is no such vector
  std::uint32_t form = kNoRow;
  std::array<std::uint32_t, 8> parts{};
  std::uint32_t count = 0;  // of the form in the training data
};

class Lexicon {
 public:
  Lexicon(std::span<Example const> examples, Vectors const& vectors);

  WordFeatures encode(std::string_view form) const;
  std::size_t row_count() const { return keys_.size(); }
  std::uint32_t unknown_row() const { return unknown_; }
  std::vector<std::uint32_t> const& keys() const { return keys_; }  // of each row
  Vectors const& vectors() const { return vectors_; }
  std::unordered_map<std::string, std::uint32_t> const& forms() const { return forms_; }

 private:
  std::uint32_t row(std::uint32_t key) const;

  Vectors const& vectors_;
  std::unordered_map<std::string, std::uint32_t> forms_;
  std::unordered_map<std::uint32_t, std::uint32_t> rows_;
  std::vector<std::uint32_t> keys_;
  std::uint32_t unknown_ = 0;
};

}  // namespace dragoman::train
