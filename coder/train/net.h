#pragma once
// The network in training: forward with dropout, losses, backward, one optimiser step. One thread.

#include <span>
#include <vector>

#include "coder/language/network_shape.h"
#include "coder/train/corpus.h"
#include "coder/train/lexicon.h"
#include "coder/train/parameters.h"

namespace dragoman::train {

struct Dropout {
  float input = 0.25F;
  float layer = 0.3F;
  float hidden = 0.3F;   // of arcs and labels
  float part = 0.05F;    // of an affix or shape
  float vector = 0.03F;  // of a whole published vector
};

/// A sentence with the features of its words.
struct Encoded {
  Example const* example = nullptr;
  std::vector<WordFeatures> words;
};

struct Losses {  // sums over tokens
  double tag = 0.0;
  double entity = 0.0;
  double arc = 0.0;
  double label = 0.0;
};

class Net {
 public:
  Net(NetworkShape const& shape, Lexicon const& lexicon, std::uint64_t seed);

  /// Learns from a batch.
  Losses learn(std::span<Encoded const* const> batch, Dropout const& dropout, AdamStep const& adam);

  NetworkShape const& shape() const { return shape_; }
  std::vector<Parameter> const& tensors() const { return tensors_; }
  Parameter const& rows() const { return rows_; }
  Parameter const& projection() const { return projection_; }  // published vector × input

 private:
  using Floats = std::vector<float>;
  struct Layer {
    Floats input;  // after dropout
    Floats gates;
    Floats states;
    Floats output;
    Floats mask;  // of the output
  };

  void read_words();
  void run_layer(std::size_t index);
  void back_layer(std::size_t index, Floats const& d_output, Floats& d_input);
  void back_words(Floats& d_input);
  void tag_forward();
  void tag_backward(Floats const& d_second, Floats& d_first);
  void entities(Floats const& top, Floats& d_top);
  void arcs(Floats const& top, Floats& d_top);
  void labels(Floats const& top, Floats& d_top);

  void apply_dropout(Floats& values, float rate, Floats& mask);
  /// y[n×m] = x[n×k] · W + b
  void linear(Floats const& x, std::size_t weights, std::size_t bias, Floats& y);
  void back_linear(Floats const& x, std::size_t weights, std::size_t bias, Floats const& dy, Floats& dx);
  float* value(std::size_t id) { return tensors_[id].value.data(); }
  float* gradient(std::size_t id) { return tensors_[id].gradient.data(); }

  static constexpr std::size_t kNoBias = static_cast<std::size_t>(-1);

  NetworkShape shape_;
  std::vector<TensorShape> shapes_;
  Lexicon const& lexicon_;
  Random random_;
  std::vector<Parameter> tensors_;
  Parameter rows_;
  Parameter projection_;

  // Of the current batch.
  std::span<Encoded const* const> batch_;
  Dropout dropout_;
  std::size_t tokens_ = 0;
  float scale_ = 1.0F;  // of the losses
  Losses losses_;
  Floats vectors_;  // published vectors of the words
  std::vector<std::vector<std::uint32_t>> used_rows_;
  Floats words_;
  Floats words_mask_;
  std::vector<Layer> layers_;
  Floats tag_probabilities_;
  Floats transposed_;
};

/// to[columns × rows] = from[rows × columns]
void transpose(float const* from, std::size_t rows, std::size_t columns, std::vector<float>& to);

/// Cross entropy of one softmax over `count` scores, which become its gradient.
double cross_entropy(float* scores, std::size_t count, std::size_t gold, float scale);

}  // namespace dragoman::train
