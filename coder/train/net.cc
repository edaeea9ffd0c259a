#include "coder/train/net.h"

#include <algorithm>
#include <cmath>

namespace dragoman::train {

void transpose(float const* from, std::size_t rows, std::size_t columns, std::vector<float>& to) {
  constexpr std::size_t kBlock = 16;
  to.resize(rows * columns);
  for (std::size_t i = 0; i < rows; i += kBlock) {
    auto const last_row = std::min(rows, i + kBlock);
    for (std::size_t j = 0; j < columns; j += kBlock) {
      auto const last_column = std::min(columns, j + kBlock);
      for (std::size_t r = i; r < last_row; ++r) {
        for (std::size_t c = j; c < last_column; ++c) to[c * rows + r] = from[r * columns + c];
      }
    }
  }
}

double cross_entropy(float* scores, std::size_t count, std::size_t gold, float scale) {
  softmax(scores, count);
  auto const loss = -std::log(std::max(scores[gold], 1e-9F));
  scores[gold] -= 1.0F;
  for (std::size_t i = 0; i < count; ++i) scores[i] *= scale;
  return static_cast<double>(loss);
}

Net::Net(NetworkShape const& shape, Lexicon const& lexicon, std::uint64_t seed)
    : shape_(shape), shapes_(tensor_shapes(shape)), lexicon_(lexicon), random_(seed) {
  for (auto const& tensor : shapes_) {
    auto& parameter = tensors_.emplace_back(tensor.size());
    if (tensor.rows > 1) parameter.randomise(random_, std::sqrt(3.0F / static_cast<float>(tensor.rows)));
  }
  tensors_[kArcBilinear].randomise(random_, 0.02F);
  for (std::size_t i = 0; i < shape_.arc; ++i) value(kArcBilinear)[i * shape_.arc + i] += 0.1F;
  tensors_[kTagEmbedding].randomise(random_, 0.1F);
  tensors_[kArcRoot].randomise(random_, 0.3F);
  tensors_[kLabelRoot].randomise(random_, 0.3F);
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
    tensors_[layer_tensor(layer, kLayerState)].randomise(random_, 0.3F);
  }
  auto const width = lexicon_.vectors().width;
  projection_ = Parameter(width * shape_.input);
  projection_.randomise(random_, 1.0F / std::sqrt(static_cast<float>(std::max<std::size_t>(width, 1)) * 0.3F));
  rows_ = Parameter(lexicon_.row_count() * shape_.input);
  rows_.randomise(random_, 0.1F);
  layers_.resize(shape_.layers);
}

Losses Net::learn(std::span<Encoded const* const> batch, Dropout const& dropout, AdamStep const& adam) {
  batch_ = batch;
  dropout_ = dropout;
  losses_ = {};
  tokens_ = 0;
  for (auto const* sentence : batch_) tokens_ += sentence->words.size();
  scale_ = 1.0F / static_cast<float>(tokens_);

  read_words();
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
    layers_[layer].input = layer == 0 ? words_ : layers_[layer - 1].output;
    if (layer == 1) tag_forward();
    run_layer(layer);
  }
  auto const& top = layers_.back().output;
  Floats d_output(top.size(), 0.0F);
  entities(top, d_output);
  arcs(top, d_output);
  labels(top, d_output);
  Floats d_input;
  for (std::size_t layer = shape_.layers; layer-- > 0;) {
    back_layer(layer, d_output, d_input);
    if (layer == 1) {
      d_output = d_input;
      tag_backward(d_input, d_output);
    } else {
      d_output.swap(d_input);
    }
  }
  back_words(d_output);

  for (std::size_t id = 0; id < tensors_.size(); ++id) tensors_[id].step(adam, 0, tensors_[id].value.size());
  projection_.step(adam, 0, projection_.value.size());
  std::vector<std::uint32_t> touched;
  for (auto const& rows : used_rows_) touched.insert(touched.end(), rows.begin(), rows.end());
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (auto const row : touched) rows_.step(adam, row * shape_.input, shape_.input);
  return losses_;
}

void Net::apply_dropout(Floats& values, float rate, Floats& mask) {
  mask.resize(values.size());
  auto const limit = static_cast<std::uint64_t>(rate * 65536.0F);
  auto const kept = 1.0F / (1.0F - rate);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    bits = i % 4 == 0 ? random_.next() : bits >> 16;
    mask[i] = (bits & 0xFFFF) < limit ? 0.0F : kept;
    values[i] *= mask[i];
  }
}

void Net::linear(Floats const& x, std::size_t weights, std::size_t bias, Floats& y) {
  auto const [k, m] = shapes_[weights];
  auto const n = x.size() / k;
  y.assign(n * m, 0.0F);
  if (bias != kNoBias) {
    for (std::size_t i = 0; i < n; ++i) std::copy_n(value(bias), m, y.data() + i * m);
  }
  multiply_add(x.data(), n, k, value(weights), m, y.data());
}

void Net::back_linear(Floats const& x, std::size_t weights, std::size_t bias, Floats const& dy, Floats& dx) {
  auto const [k, m] = shapes_[weights];
  auto const n = x.size() / k;
  transpose(x.data(), n, k, transposed_);
  multiply_add(transposed_.data(), k, n, dy.data(), m, gradient(weights));
  if (bias != kNoBias) {
    auto* const sum = gradient(bias);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < m; ++j) sum[j] += dy[i * m + j];
    }
  }
  transpose(value(weights), k, m, transposed_);
  multiply_add(dy.data(), n, m, transposed_.data(), k, dx.data());
}

}  // namespace dragoman::train
