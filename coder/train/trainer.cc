#include "coder/train/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dragoman::train {
namespace {

// Longer ones would only slow the rest of their batch down.
constexpr std::size_t kLongestSentence = 150;

void shuffle(std::vector<Encoded const*>& order, Random& random) {
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
}

}  // namespace

std::string train_model(std::span<Example const> examples, Vectors const& vectors, TrainOptions const& options,
                        Progress const& progress) {
  Lexicon const lexicon(examples, vectors);
  std::vector<Encoded> encoded;
  encoded.reserve(examples.size());
  for (auto const& example : examples) {
    auto& sentence = encoded.emplace_back();
    sentence.example = &example;
    for (auto const& token : example.gold.tokens) sentence.words.push_back(lexicon.encode(token.form));
  }
  std::vector<Encoded const*> order;
  std::size_t tokens = 0;
  for (auto const& sentence : encoded) {
    if (sentence.words.size() > kLongestSentence) continue;
    auto const repeats = sentence.example->has_tree ? std::size_t{1} : options.entity_repeats;
    order.insert(order.end(), repeats, &sentence);
    tokens += sentence.words.size() * repeats;
  }

  Net net(options.shape, lexicon, options.seed);
  Random random(options.seed + 1);
  auto const total = static_cast<float>(options.epochs * std::max<std::size_t>(tokens, 1));
  auto done = 0.0F;
  auto first_power = 1.0F;
  auto second_power = 1.0F;
  for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
    shuffle(order, random);
    Losses sum;
    for (std::size_t begin = 0; begin < order.size();) {
      auto end = begin;
      std::size_t size = 0;
      while (end < order.size() && (end == begin || size + order[end]->words.size() <= options.batch_tokens)) {
        size += order[end++]->words.size();
      }
      // Warms up over the first two hundredths, then follows half a cosine to nothing.
      auto const progressed = done / total;
      auto const warm = std::min(1.0F, progressed / 0.02F + 0.01F);
      auto const rate = options.rate * warm * 0.5F * (1.0F + std::cos(3.14159265F * progressed));
      first_power *= kFirstMoment;
      second_power *= kSecondMoment;
      auto const losses = net.learn({order.data() + begin, end - begin}, options.dropout,
                                    {rate, options.decay, 1.0F - first_power, 1.0F - second_power});
      sum.tag += losses.tag;
      sum.entity += losses.entity;
      sum.arc += losses.arc;
      sum.label += losses.label;
      done += static_cast<float>(size);
      begin = end;
    }
    auto const scale = 1.0 / static_cast<double>(std::max<std::size_t>(tokens, 1));
    progress(epoch + 1, {sum.tag * scale, sum.entity * scale, sum.arc * scale, sum.label * scale},
             [&] { return export_model(net, lexicon, examples, options.model); });
  }
  return export_model(net, lexicon, examples, options.model);
}

}  // namespace dragoman::train
