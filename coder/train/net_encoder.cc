#include <algorithm>

#include "coder/train/net.h"

namespace dragoman::train {

void Net::read_words() {
  auto const width = std::size_t{shape_.input};
  auto const vector_width = lexicon_.vectors().width;
  vectors_.assign(tokens_ * vector_width, 0.0F);
  words_.assign(tokens_ * width, 0.0F);
  used_rows_.resize(tokens_);
  std::size_t at = 0;
  for (auto const* sentence : batch_) {
    for (auto const& word : sentence->words) {
      auto& used = used_rows_[at];
      used.clear();
      auto const keep = [this](std::uint32_t row, float rate) { return row != kNoRow && random_.uniform() >= rate; };
      if (keep(word.vector, dropout_.vector)) {
        std::copy_n(lexicon_.vectors().values.data() + word.vector * vector_width, vector_width,
                    vectors_.data() + at * vector_width);
      } else {
        used.push_back(word.vector == kNoRow && keep(word.word, 0.1F) ? word.word : lexicon_.unknown_row());
      }
      // Rare forms are dropped more often, so that the rest learns to do without them.
      if (keep(word.form, 1.0F / (1.0F + static_cast<float>(word.count)))) used.push_back(word.form);
      for (auto const part : word.parts) {
        if (keep(part, dropout_.part)) used.push_back(part);
      }
      auto* const sum = words_.data() + at * width;
      for (auto const row : used) {
        auto const* const from = rows_.value.data() + row * width;
        for (std::size_t j = 0; j < width; ++j) sum[j] += from[j];
      }
      ++at;
    }
  }
  multiply_add(vectors_.data(), tokens_, vector_width, projection_.value.data(), width, words_.data());
  apply_dropout(words_, dropout_.input, words_mask_);
}

void Net::back_words(Floats& d_input) {
  auto const width = std::size_t{shape_.input};
  for (std::size_t i = 0; i < d_input.size(); ++i) d_input[i] *= words_mask_[i];
  for (std::size_t at = 0; at < tokens_; ++at) {
    for (auto const row : used_rows_[at]) {
      auto* const to = rows_.gradient.data() + row * width;
      for (std::size_t j = 0; j < width; ++j) to[j] += d_input[at * width + j];
    }
  }
  auto const vector_width = lexicon_.vectors().width;
  transpose(vectors_.data(), tokens_, vector_width, transposed_);
  multiply_add(transposed_.data(), vector_width, tokens_, d_input.data(), width, projection_.gradient.data());
}

void Net::run_layer(std::size_t index) {
  auto& layer = layers_[index];
  auto const both = shape_.both();
  auto const half = std::size_t{shape_.hidden};
  auto const parts = layer_parts(index);
  auto const columns = parts * both;
  linear(layer.input, layer_tensor(index, kLayerWeights), layer_tensor(index, kLayerBias), layer.gates);
  layer.states.assign(tokens_ * both, 0.0F);
  layer.output.resize(tokens_ * both);
  Floats const zero(half, 0.0F);
  std::size_t first = 0;
  for (auto const* sentence : batch_) {
    auto const n = sentence->words.size();
    for (std::size_t direction = 0; direction < 2; ++direction) {
      auto const* previous = zero.data();
      for (std::size_t i = 0; i < n; ++i) {
        auto const at = first + (direction == 0 ? i : n - 1 - i);
        auto* const u = layer.gates.data() + at * columns + direction * parts * half;
        auto* const state = layer.states.data() + at * both + direction * half;
        recur({.width = half,
               .u = u,
               .v = value(layer_tensor(index, kLayerState)) + direction * both,
               .skip = index == 0 ? u + 3 * half : layer.input.data() + at * both + direction * half,
               .previous = previous,
               .state = state,
               .forget = u + half,
               .reset = u + 2 * half,
               .out = layer.output.data() + at * both + direction * half});
        previous = state;
      }
    }
    first += n;
  }
  apply_dropout(layer.output, dropout_.layer, layer.mask);
}

void Net::back_layer(std::size_t index, Floats const& d_output, Floats& d_input) {
  auto& layer = layers_[index];
  auto const both = shape_.both();
  auto const half = std::size_t{shape_.hidden};
  auto const parts = layer_parts(index);
  auto const columns = parts * both;
  auto const width = index == 0 ? std::size_t{shape_.input} : both;
  d_input.assign(tokens_ * width, 0.0F);
  Floats d_gates(tokens_ * columns);
  Floats const zero(half, 0.0F);
  Floats carried(half);
  std::size_t first = 0;
  for (auto const* sentence : batch_) {
    auto const n = sentence->words.size();
    for (std::size_t direction = 0; direction < 2; ++direction) {
      std::fill(carried.begin(), carried.end(), 0.0F);
      auto const* const v = value(layer_tensor(index, kLayerState)) + direction * both;
      auto* const dv = gradient(layer_tensor(index, kLayerState)) + direction * both;
      for (std::size_t i = n; i-- > 0;) {
        auto const at = first + (direction == 0 ? i : n - 1 - i);
        auto const before = direction == 0 ? at - 1 : at + 1;
        auto const* const u = layer.gates.data() + at * columns + direction * parts * half;
        auto* const du = d_gates.data() + at * columns + direction * parts * half;
        auto const place = at * both + direction * half;
        auto const* const state = layer.states.data() + place;
        auto const* const previous = i == 0 ? zero.data() : layer.states.data() + before * both + direction * half;
        auto const* const skip = index == 0 ? u + 3 * half : layer.input.data() + place;
        auto* const d_skip = index == 0 ? du + 3 * half : d_input.data() + place;
        for (std::size_t j = 0; j < half; ++j) {
          auto const candidate = u[j];
          auto const forget = u[half + j];
          auto const reset = u[2 * half + j];
          auto const dh = d_output[place + j] * layer.mask[place + j];
          auto const d_reset = dh * (state[j] - skip[j]) * reset * (1.0F - reset);
          d_skip[j] = dh * (1.0F - reset);
          auto const dc = dh * reset + carried[j];
          auto const d_forget = dc * (previous[j] - candidate) * forget * (1.0F - forget);
          du[j] = dc * (1.0F - forget);
          du[half + j] = d_forget;
          du[2 * half + j] = d_reset;
          dv[j] += d_forget * previous[j];
          dv[half + j] += d_reset * previous[j];
          carried[j] = dc * forget + d_forget * v[j] + d_reset * v[half + j];
        }
      }
    }
    first += n;
  }
  back_linear(layer.input, layer_tensor(index, kLayerWeights), layer_tensor(index, kLayerBias), d_gates, d_input);
}

}  // namespace dragoman::train
