#include "coder/language/network.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "coder/language/tree.h"

namespace dragoman {
namespace {

// Enough rows to keep the weights warm, few enough to stay in the cache themselves.
constexpr std::size_t kBatchTokens = 160;

Error foreign(std::string what) {
  return {ErrorCode::kCorruption, "the language model is damaged: " + std::move(what)};
}

void fill_rows(float const* row, std::size_t width, std::size_t count, std::vector<float>& to) {
  to.resize(count * width);
  for (std::size_t i = 0; i < count; ++i) std::copy_n(row, width, to.data() + i * width);
}

bool may_follow(std::size_t previous, std::size_t next) {
  auto const inside = next != 0 && next % 2 == 0;
  return !inside || previous == next || previous + 1 == next;
}

}  // namespace

Result<FeatureTable> FeatureTable::view(std::string_view index, std::string_view rows, std::size_t width) {
  auto const table = KeyTable::view(index);
  if (!table) return foreign("the index of its word features is no table");
  auto const stride = width + sizeof(float);
  if (rows.size() % stride != 0 || table->limit() > rows.size() / stride) {
    return foreign("its word features do not fit their index");
  }
  FeatureTable features;
  features.index_ = *table;
  features.rows_ = rows;
  features.width_ = width;
  return features;
}

void FeatureTable::add_row(std::uint32_t row, float* sum) const {
  auto const* const at = rows_.data() + std::size_t{row} * (width_ + sizeof(float));
  add_scaled(reinterpret_cast<std::int8_t const*>(at + sizeof(float)), load_number<float>(at), width_, sum);
}

void FeatureTable::add_word(WordKeys const& keys, float* sum) const {
  static auto const unknown = feature_key(FeatureKind::kUnknown, {});
  auto word = index_.find(keys.word);
  if (!word && keys.digits != keys.word) word = index_.find(keys.digits);
  if (!word) word = index_.find(unknown);
  if (word) add_row(*word, sum);
  if (auto const form = index_.find(keys.form)) add_row(*form, sum);
  for (auto const key : keys.parts) {
    if (auto const part = index_.find(key)) add_row(*part, sum);
  }
}

struct Network::Batch {
  std::span<Sentence> sentences;
  std::size_t tokens = 0;
  std::vector<float> input;   // of the current layer
  std::vector<float> output;  // of the current layer
  std::vector<float> gates;
  std::vector<float> state;
  std::vector<float> dependents;
  std::vector<float> heads;
  std::vector<float> scores;
  std::vector<float> projected;
  std::vector<float> transposed;
  std::vector<Entity> entities;
};

Result<Network> Network::read(ModelFile const& file) {
  auto const shape = file.section(Section::kShape);
  if (!shape) return shape.error();
  Network network;
  constexpr std::size_t kFields = 5;
  if (shape->size() != kFields * sizeof(std::uint32_t)) return foreign("the shape of its network is unreadable");
  auto const field = [&shape](std::size_t i) { return load_number<std::uint32_t>(shape->data() + i * 4); };
  network.shape_ = {field(0), field(1), field(2), field(3), field(4)};
  constexpr std::uint32_t kWidest = 1024;
  constexpr std::uint32_t kDeepest = 8;
  for (auto const width : {network.shape_.input, network.shape_.hidden, network.shape_.arc, network.shape_.label}) {
    if (width == 0 || width > kWidest || width % kLaneBlock != 0)
      return foreign("a width of its network is impossible");
  }
  if (network.shape_.layers < 2 || network.shape_.layers > kDeepest)
    return foreign("its network has no possible depth");

  auto const weights = file.section(Section::kWeights);
  if (!weights) return weights.error();
  auto rest = weights.value();
  for (auto const& tensor : tensor_shapes(network.shape_)) {
    auto const bytes = sizeof(float) + tensor.size() * sizeof(std::int16_t);
    if (rest.size() < bytes) return foreign("weights are missing");
    auto const scale = load_number<float>(rest.data());
    auto& values = network.tensors_.emplace_back(tensor.size());
    for (std::size_t i = 0; i < tensor.size(); ++i) {
      values[i] = scale * static_cast<float>(load_number<std::int16_t>(rest.data() + sizeof(float) + i * 2));
    }
    rest.remove_prefix(bytes);
  }
  if (!rest.empty()) return foreign("it has more weights than its network");

  auto const index = file.section(Section::kFeatureIndex);
  if (!index) return index.error();
  auto const rows = file.section(Section::kFeatureRows);
  if (!rows) return rows.error();
  auto features = FeatureTable::view(index.value(), rows.value(), network.shape_.input);
  if (!features) return features.error();
  network.features_ = features.value();
  return network;
}

void Network::annotate(std::span<Sentence> sentences) const {
  Batch batch;
  for (std::size_t begin = 0; begin < sentences.size();) {
    batch.tokens = 0;
    auto end = begin;
    while (end < sentences.size() && (end == begin || batch.tokens + sentences[end].tokens.size() <= kBatchTokens)) {
      batch.tokens += sentences[end++].tokens.size();
    }
    batch.sentences = sentences.subspan(begin, end - begin);
    begin = end;
    if (batch.tokens == 0) continue;
    encode(batch);
    mark_entities(batch);
    attach(batch);
    label(batch);
  }
}

void Network::encode(Batch& batch) const {
  auto const width = std::size_t{shape_.input};
  batch.input.assign(batch.tokens * width, 0.0F);
  auto* row = batch.input.data();
  for (auto const& sentence : batch.sentences) {
    for (auto const& token : sentence.tokens) {
      features_.add_word(word_keys(token.form), row);
      row += width;
    }
  }
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
    run_layer(layer, batch);
    batch.input.swap(batch.output);
    if (layer == 0) tag(batch);
  }
}

void Network::run_layer(std::size_t layer, Batch& batch) const {
  auto const both = shape_.both();
  auto const parts = layer_parts(layer);
  auto const columns = parts * both;
  auto const half = std::size_t{shape_.hidden};
  fill_rows(tensor(layer_tensor(layer, kLayerBias)), columns, batch.tokens, batch.gates);
  multiply_add(batch.input.data(), batch.tokens, layer == 0 ? shape_.input : both,
               tensor(layer_tensor(layer, kLayerWeights)), columns, batch.gates.data());
  batch.output.resize(batch.tokens * both);
  std::size_t first = 0;
  for (auto const& sentence : batch.sentences) {
    auto const n = sentence.tokens.size();
    for (std::size_t direction = 0; direction < 2; ++direction) {
      batch.state.assign(half, 0.0F);
      for (std::size_t i = 0; i < n; ++i) {
        auto const at = first + (direction == 0 ? i : n - 1 - i);
        auto* const u = batch.gates.data() + at * columns + direction * parts * half;
        recur({.width = half,
               .u = u,
               .v = tensor(layer_tensor(layer, kLayerState)) + direction * both,
               .skip = layer == 0 ? u + 3 * half : batch.input.data() + at * both + direction * half,
               .previous = batch.state.data(),
               .state = batch.state.data(),
               .forget = u + half,
               .reset = u + 2 * half,
               .out = batch.output.data() + at * both + direction * half});
      }
    }
    first += n;
  }
}

void Network::tag(Batch& batch) const {
  auto const both = shape_.both();
  fill_rows(tensor(kTagBias), kTagWidth, batch.tokens, batch.scores);
  multiply_add(batch.input.data(), batch.tokens, both, tensor(kTagWeights), kTagWidth, batch.scores.data());
  auto* row = batch.scores.data();
  for (auto& sentence : batch.sentences) {
    for (auto& token : sentence.tokens) {
      token.tag = static_cast<Tag>(std::max_element(row + 1, row + kTagCount) - row);
      softmax(row, kTagCount);
      std::fill(row + kTagCount, row + kTagWidth, 0.0F);
      row += kTagWidth;
    }
  }
  multiply_add(batch.scores.data(), batch.tokens, kTagWidth, tensor(kTagEmbedding), both, batch.input.data());
}

void Network::mark_entities(Batch& batch) const {
  fill_rows(tensor(kEntityBias), kEntityWidth, batch.tokens, batch.scores);
  multiply_add(batch.input.data(), batch.tokens, shape_.both(), tensor(kEntityWeights), kEntityWidth,
               batch.scores.data());
  auto const* row = batch.scores.data();
  for (auto& sentence : batch.sentences) {
    batch.entities.resize(sentence.tokens.size());
    best_entities(row, sentence.tokens.size(), batch.entities.data());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) sentence.tokens[i].entity = batch.entities[i];
    row += sentence.tokens.size() * kEntityWidth;
  }
}

void Network::attach(Batch& batch) const {
  auto const both = shape_.both();
  auto const width = std::size_t{shape_.arc};
  fill_rows(tensor(kArcDependentBias), width, batch.tokens, batch.dependents);
  multiply_add(batch.input.data(), batch.tokens, both, tensor(kArcDependent), width, batch.dependents.data());
  rectify(batch.dependents.data(), batch.dependents.size());
  fill_rows(tensor(kArcHeadBias), width, batch.tokens, batch.heads);
  multiply_add(batch.input.data(), batch.tokens, both, tensor(kArcHead), width, batch.heads.data());
  rectify(batch.heads.data(), batch.heads.size());
  // dependent · bilinear + prior, so that one product with the heads gives all scores.
  fill_rows(tensor(kArcPrior), width, batch.tokens, batch.projected);
  multiply_add(batch.dependents.data(), batch.tokens, width, tensor(kArcBilinear), width, batch.projected.data());

  std::vector<std::int32_t> heads;
  std::size_t first = 0;
  for (auto& sentence : batch.sentences) {
    auto const n = sentence.tokens.size();
    auto const stride = padded(n + 1);
    batch.transposed.assign(width * stride, 0.0F);
    for (std::size_t k = 0; k < width; ++k) {
      auto* const column = batch.transposed.data() + k * stride;
      column[0] = tensor(kArcRoot)[k];
      for (std::size_t h = 0; h < n; ++h) column[h + 1] = batch.heads[(first + h) * width + k];
    }
    batch.scores.assign(n * stride, 0.0F);
    multiply_add(batch.projected.data() + first * width, n, width, batch.transposed.data(), stride,
                 batch.scores.data());
    heads.resize(n);
    best_tree(batch.scores.data(), n, stride, heads.data());
    for (std::size_t i = 0; i < n; ++i) sentence.tokens[i].head = heads[i];
    first += n;
  }
}

void Network::label(Batch& batch) const {
  auto const both = shape_.both();
  auto const width = std::size_t{shape_.label};
  fill_rows(tensor(kLabelBias), width, batch.tokens, batch.dependents);
  multiply_add(batch.input.data(), batch.tokens, both, tensor(kLabelDependent), width, batch.dependents.data());
  batch.heads.assign(batch.tokens * width, 0.0F);
  multiply_add(batch.input.data(), batch.tokens, both, tensor(kLabelHead), width, batch.heads.data());
  std::size_t first = 0;
  for (auto const& sentence : batch.sentences) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      auto const head = sentence.tokens[i].head;
      auto const* const from = head == Token::kNoHead
                                   ? tensor(kLabelRoot)
                                   : batch.heads.data() + (first + static_cast<std::size_t>(head)) * width;
      auto* const to = batch.dependents.data() + (first + i) * width;
      for (std::size_t k = 0; k < width; ++k) to[k] += from[k];
    }
    first += sentence.tokens.size();
  }
  rectify(batch.dependents.data(), batch.dependents.size());
  fill_rows(tensor(kLabelOutBias), kRelWidth, batch.tokens, batch.scores);
  multiply_add(batch.dependents.data(), batch.tokens, width, tensor(kLabelOut), kRelWidth, batch.scores.data());
  constexpr auto kAfterRoot = static_cast<std::size_t>(Rel::kRoot) + 1;
  auto const* row = batch.scores.data();
  for (auto& sentence : batch.sentences) {
    for (auto& token : sentence.tokens) {
      token.rel = token.head == Token::kNoHead
                      ? Rel::kRoot
                      : static_cast<Rel>(std::max_element(row + kAfterRoot, row + kRelCount) - row);
      row += kRelWidth;
    }
  }
}

void best_entities(float const* scores, std::size_t n, Entity* entities) {
  if (n == 0) return;
  std::vector<std::array<std::uint8_t, kEntityCount>> from(n);
  std::array<float, kEntityCount> best{};
  for (std::size_t i = 0; i < n; ++i) {
    std::array<float, kEntityCount> next{};
    for (std::size_t tag = 0; tag < kEntityCount; ++tag) {
      std::uint8_t chosen = 0;
      auto score = i == 0 ? (may_follow(0, tag) ? 0.0F : -INFINITY) : -INFINITY;
      for (std::size_t previous = 0; i > 0 && previous < kEntityCount; ++previous) {
        if (may_follow(previous, tag) && best[previous] > score) {
          score = best[previous];
          chosen = static_cast<std::uint8_t>(previous);
        }
      }
      from[i][tag] = chosen;
      next[tag] = score + scores[i * kEntityWidth + tag];
    }
    best = next;
  }
  auto tag = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = n; i-- > 0;) {
    entities[i] = static_cast<Entity>(tag);
    tag = from[i][tag];
  }
}

}  // namespace dragoman
