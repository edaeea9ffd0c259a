#include "coder/language/network_shape.h"

namespace dragoman {

std::vector<TensorShape> tensor_shapes(NetworkShape const& shape) {
  auto const both = shape.both();
  std::size_t const arc = shape.arc;
  std::size_t const label = shape.label;
  std::vector<TensorShape> shapes(layer_tensor(shape.layers, kLayerWeights));
  shapes[kTagWeights] = {both, kTagWidth};
  shapes[kTagBias] = {1, kTagWidth};
  shapes[kTagEmbedding] = {kTagWidth, both};
  shapes[kEntityWeights] = {both, kEntityWidth};
  shapes[kEntityBias] = {1, kEntityWidth};
  shapes[kArcDependent] = {both, arc};
  shapes[kArcDependentBias] = {1, arc};
  shapes[kArcHead] = {both, arc};
  shapes[kArcHeadBias] = {1, arc};
  shapes[kArcBilinear] = {arc, arc};
  shapes[kArcPrior] = {1, arc};
  shapes[kArcRoot] = {1, arc};
  shapes[kLabelDependent] = {both, label};
  shapes[kLabelBias] = {1, label};
  shapes[kLabelHead] = {both, label};
  shapes[kLabelRoot] = {1, label};
  shapes[kLabelOut] = {label, kRelWidth};
  shapes[kLabelOutBias] = {1, kRelWidth};
  for (std::size_t layer = 0; layer < shape.layers; ++layer) {
    auto const width = layer == 0 ? shape.input : both;
    auto const parts = layer_parts(layer);
    shapes[layer_tensor(layer, kLayerWeights)] = {width, parts * both};
    shapes[layer_tensor(layer, kLayerBias)] = {1, parts * both};
    shapes[layer_tensor(layer, kLayerState)] = {2, both};
  }
  return shapes;
}

}  // namespace dragoman
