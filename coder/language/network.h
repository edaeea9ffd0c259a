#pragma once
// The trained network at work: sentences of words in, tags, entities and trees out.

#include <span>
#include <string_view>
#include <vector>

#include "coder/language/features.h"
#include "coder/language/model_file.h"
#include "coder/language/network_shape.h"
#include "coder/language/sentence.h"
#include "common/error.h"

namespace dragoman {

/// Vectors of word features, used in place from the model file.
class FeatureTable {
 public:
  static Result<FeatureTable> view(std::string_view index, std::string_view rows, std::size_t width);

  /// Adds the vectors of a word's features; sum is `width` wide.
  void add_word(WordKeys const& keys, float* sum) const;

  std::optional<std::uint32_t> find(std::uint32_t key) const { return index_.find(key); }

 private:
  void add_row(std::uint32_t row, float* sum) const;

  KeyTable index_;
  std::string_view rows_;  // each: scale (float), then `width` int8
  std::size_t width_ = 0;
};

class Network {
 public:
  static Result<Network> read(ModelFile const& file);

  /// Fills tag, head, rel and entity of every token from the forms. Sentences do not influence each other.
  void annotate(std::span<Sentence> sentences) const;

  FeatureTable const& features() const { return features_; }

 private:
  struct Batch;
  void encode(Batch& batch) const;
  void run_layer(std::size_t layer, Batch& batch) const;
  void tag(Batch& batch) const;
  void mark_entities(Batch& batch) const;
  void attach(Batch& batch) const;
  void label(Batch& batch) const;

  float const* tensor(std::size_t id) const { return tensors_[id].data(); }

  NetworkShape shape_;
  std::vector<std::vector<float>> tensors_;
  FeatureTable features_;
};

/// The best sequence of entity tags in which no inside tag follows another type. scores: n rows of kEntityWidth.
void best_entities(float const* scores, std::size_t n, Entity* entities);

}  // namespace dragoman
