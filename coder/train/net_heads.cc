#include <algorithm>
#include <cmath>

#include "coder/train/net.h"

namespace dragoman::train {
namespace {

void back_rectify(std::vector<float> const& activated, std::vector<float>& gradient) {
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    if (activated[i] < 0.0F) gradient[i] *= kLeak;
  }
}

void multiply_into(std::vector<float> const& mask, std::vector<float>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] *= mask[i];
}

}  // namespace

void Net::tag_forward() {
  linear(layers_[0].output, kTagWeights, kTagBias, tag_probabilities_);
  for (std::size_t i = 0; i < tokens_; ++i) {
    auto* const row = tag_probabilities_.data() + i * kTagWidth;
    softmax(row, kTagCount);
    std::fill(row + kTagCount, row + kTagWidth, 0.0F);
  }
  multiply_add(tag_probabilities_.data(), tokens_, kTagWidth, value(kTagEmbedding), shape_.both(),
               layers_[1].input.data());
}

void Net::tag_backward(Floats const& d_second, Floats& d_first) {
  Floats d_probabilities(tokens_ * kTagWidth, 0.0F);
  back_linear(tag_probabilities_, kTagEmbedding, kNoBias, d_second, d_probabilities);
  std::size_t at = 0;
  for (auto const* sentence : batch_) {
    for (auto const& token : sentence->example->gold.tokens) {
      auto* const p = tag_probabilities_.data() + at * kTagWidth;
      auto* const d = d_probabilities.data() + at * kTagWidth;
      auto mean = 0.0F;
      for (std::size_t j = 0; j < kTagCount; ++j) mean += d[j] * p[j];
      for (std::size_t j = 0; j < kTagWidth; ++j) d[j] = p[j] * (d[j] - mean);
      if (sentence->example->has_tree) {
        auto const gold = static_cast<std::size_t>(token.tag);
        losses_.tag -= std::log(static_cast<double>(std::max(p[gold], 1e-9F)));
        for (std::size_t j = 0; j < kTagCount; ++j) d[j] += scale_ * (p[j] - (j == gold ? 1.0F : 0.0F));
      }
      ++at;
    }
  }
  back_linear(layers_[0].output, kTagWeights, kTagBias, d_probabilities, d_first);
}

void Net::entities(Floats const& top, Floats& d_top) {
  Floats scores;
  linear(top, kEntityWeights, kEntityBias, scores);
  std::size_t at = 0;
  for (auto const* sentence : batch_) {
    for (auto const& token : sentence->example->gold.tokens) {
      auto* const row = scores.data() + at++ * kEntityWidth;
      if (sentence->example->has_entities) {
        losses_.entity += cross_entropy(row, kEntityCount, static_cast<std::size_t>(token.entity), scale_);
        std::fill(row + kEntityCount, row + kEntityWidth, 0.0F);
      } else {
        std::fill(row, row + kEntityWidth, 0.0F);
      }
    }
  }
  back_linear(top, kEntityWeights, kEntityBias, scores, d_top);
}

void Net::arcs(Floats const& top, Floats& d_top) {
  auto const width = std::size_t{shape_.arc};
  Floats dependents, heads, dependents_mask, heads_mask, projected;
  linear(top, kArcDependent, kArcDependentBias, dependents);
  rectify(dependents.data(), dependents.size());
  apply_dropout(dependents, dropout_.hidden, dependents_mask);
  linear(top, kArcHead, kArcHeadBias, heads);
  rectify(heads.data(), heads.size());
  apply_dropout(heads, dropout_.hidden, heads_mask);
  linear(dependents, kArcBilinear, kArcPrior, projected);

  Floats d_heads(heads.size(), 0.0F);
  Floats d_projected(projected.size(), 0.0F);
  Floats candidates, transposed, scores, d_candidates;
  std::size_t first = 0;
  for (auto const* sentence : batch_) {
    auto const n = sentence->words.size();
    auto const begin = first;
    first += n;
    if (!sentence->example->has_tree) continue;
    auto const stride = padded(n + 1);
    candidates.assign(stride * width, 0.0F);
    std::copy_n(value(kArcRoot), width, candidates.begin());
    std::copy_n(heads.data() + begin * width, n * width, candidates.data() + width);
    transpose(candidates.data(), stride, width, transposed);
    scores.assign(n * stride, 0.0F);
    multiply_add(projected.data() + begin * width, n, width, transposed.data(), stride, scores.data());
    for (std::size_t i = 0; i < n; ++i) {
      auto* const row = scores.data() + i * stride;
      row[i + 1] = -1e9F;
      auto const gold = static_cast<std::size_t>(sentence->example->gold.tokens[i].head + 1);
      losses_.arc += cross_entropy(row, n + 1, gold, scale_);
      std::fill(row + n + 1, row + stride, 0.0F);
    }
    multiply_add(scores.data(), n, stride, candidates.data(), width, d_projected.data() + begin * width);
    transpose(scores.data(), n, stride, transposed);
    d_candidates.assign(stride * width, 0.0F);
    multiply_add(transposed.data(), stride, n, projected.data() + begin * width, width, d_candidates.data());
    for (std::size_t k = 0; k < width; ++k) gradient(kArcRoot)[k] += d_candidates[k];
    std::copy_n(d_candidates.data() + width, n * width, d_heads.data() + begin * width);
  }
  Floats d_dependents(dependents.size(), 0.0F);
  back_linear(dependents, kArcBilinear, kArcPrior, d_projected, d_dependents);
  multiply_into(dependents_mask, d_dependents);
  back_rectify(dependents, d_dependents);
  back_linear(top, kArcDependent, kArcDependentBias, d_dependents, d_top);
  multiply_into(heads_mask, d_heads);
  back_rectify(heads, d_heads);
  back_linear(top, kArcHead, kArcHeadBias, d_heads, d_top);
}

void Net::labels(Floats const& top, Floats& d_top) {
  auto const width = std::size_t{shape_.label};
  Floats hidden, heads, mask, scores;
  linear(top, kLabelDependent, kLabelBias, hidden);
  linear(top, kLabelHead, kNoBias, heads);
  std::size_t first = 0;
  auto const each_token = [&](auto const& visit) {
    first = 0;
    for (auto const* sentence : batch_) {
      auto const& tokens = sentence->example->gold.tokens;
      for (std::size_t i = 0; i < tokens.size(); ++i) visit(*sentence, tokens[i], first + i);
      first += tokens.size();
    }
  };
  each_token([&](Encoded const&, Token const& token, std::size_t at) {
    auto const* const from = token.head == Token::kNoHead
                                 ? value(kLabelRoot)
                                 : heads.data() + (first + static_cast<std::size_t>(token.head)) * width;
    for (std::size_t k = 0; k < width; ++k) hidden[at * width + k] += from[k];
  });
  rectify(hidden.data(), hidden.size());
  apply_dropout(hidden, dropout_.hidden, mask);
  linear(hidden, kLabelOut, kLabelOutBias, scores);
  each_token([&](Encoded const& sentence, Token const& token, std::size_t at) {
    auto* const row = scores.data() + at * kRelWidth;
    if (sentence.example->has_tree) {
      losses_.label += cross_entropy(row, kRelCount, static_cast<std::size_t>(token.rel), scale_);
      std::fill(row + kRelCount, row + kRelWidth, 0.0F);
    } else {
      std::fill(row, row + kRelWidth, 0.0F);
    }
  });
  Floats d_hidden(hidden.size(), 0.0F);
  back_linear(hidden, kLabelOut, kLabelOutBias, scores, d_hidden);
  multiply_into(mask, d_hidden);
  back_rectify(hidden, d_hidden);
  Floats d_heads(heads.size(), 0.0F);
  each_token([&](Encoded const&, Token const& token, std::size_t at) {
    auto* const to = token.head == Token::kNoHead
                         ? gradient(kLabelRoot)
                         : d_heads.data() + (first + static_cast<std::size_t>(token.head)) * width;
    for (std::size_t k = 0; k < width; ++k) to[k] += d_hidden[at * width + k];
  });
  back_linear(top, kLabelDependent, kLabelBias, d_hidden, d_top);
  back_linear(top, kLabelHead, kNoBias, d_heads, d_top);
}

}  // namespace dragoman::train
