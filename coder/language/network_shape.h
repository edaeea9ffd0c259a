#pragma once
// The tensors of the network: what the trainer writes and the pipeline reads.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "coder/language/kernels.h"
#include "coder/language/sentence.h"

namespace dragoman {

/// Every width is a multiple of kLaneBlock.
///   words → sum of feature rows (input)
///   → `layers` layers of simple recurrent units, `hidden` wide in each direction
///   → tags after the first layer, whose probabilities enter the second; entities, arcs and labels after the last.
struct NetworkShape {
  std::uint32_t input = 112;
  std::uint32_t hidden = 96;
  std::uint32_t layers = 3;
  std::uint32_t arc = 96;
  std::uint32_t label = 64;

  std::size_t both() const { return std::size_t{hidden} * 2; }
  friend bool operator==(NetworkShape const&, NetworkShape const&) = default;
};

inline constexpr std::size_t kTagWidth = padded(kTagCount);
inline constexpr std::size_t kRelWidth = padded(kRelCount);
inline constexpr std::size_t kEntityWidth = padded(kEntityCount);

/// Places of the tensors in their list; the layers follow, three tensors each.
enum TensorId : std::size_t {
  kTagWeights,  // both × tags
  kTagBias,
  kTagEmbedding,   // tags × both
  kEntityWeights,  // both × entities
  kEntityBias,
  kArcDependent,  // both × arc
  kArcDependentBias,
  kArcHead,  // both × arc
  kArcHeadBias,
  kArcBilinear,     // arc × arc: dependent · bilinear · head
  kArcPrior,        // arc: how likely a word is a head at all
  kArcRoot,         // arc: the root's place among the heads
  kLabelDependent,  // both × label
  kLabelBias,
  kLabelHead,  // both × label
  kLabelRoot,  // label
  kLabelOut,   // label × rels
  kLabelOutBias,
  kFirstLayer,
};
/// Of a layer: weights (width × parts·both; forward direction first), bias (parts·both), state weights (2 × both).
enum LayerTensor : std::size_t { kLayerWeights, kLayerBias, kLayerState, kLayerTensors };

constexpr std::size_t layer_tensor(std::size_t layer, LayerTensor which) {
  return kFirstLayer + layer * kLayerTensors + which;
}

/// The first layer also learns what it skips to; later ones skip to their input.
constexpr std::size_t layer_parts(std::size_t layer) { return layer == 0 ? 4 : 3; }

struct TensorShape {
  std::size_t rows = 1;
  std::size_t columns = 0;
  std::size_t size() const { return rows * columns; }
};
std::vector<TensorShape> tensor_shapes(NetworkShape const& shape);

}  // namespace dragoman
