#include "coder/train/export.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "coder/language/features.h"
#include "coder/language/lemmas.h"
#include "coder/language/model_file.h"

namespace dragoman::train {
namespace {

using Entries = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

float largest(float const* values, std::size_t count) {
  auto top = 0.0F;
  for (std::size_t i = 0; i < count; ++i) top = std::max(top, std::abs(values[i]));
  return top;
}

template <class Integer>
void append_quantised(std::string& to, float const* values, std::size_t count) {
  constexpr auto kTop = static_cast<float>(std::numeric_limits<Integer>::max());
  auto const scale = std::max(largest(values, count), 1e-12F) / kTop;
  append_number(to, scale);
  for (std::size_t i = 0; i < count; ++i) append_number(to, static_cast<Integer>(std::lround(values[i] / scale)));
}

// Places of the published vectors to keep, the most common first.
std::vector<std::uint32_t> kept_vectors(Lexicon const& lexicon, std::size_t words) {
  std::vector<std::uint32_t> kept;
  auto const count = std::min(words, lexicon.vectors().words.size());
  for (std::uint32_t i = 0; i < count; ++i) kept.push_back(i);
  for (auto const& [form, occurrences] : lexicon.forms()) {
    auto const features = lexicon.encode(form);
    if (features.vector != kNoRow && features.vector >= count) kept.push_back(features.vector);
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

struct Features {
  std::string index;
  std::string rows;
  Entries entries;
};

Features export_features(Net const& net, Lexicon const& lexicon, std::size_t words) {
  auto const width = std::size_t{net.shape().input};
  auto const& vectors = lexicon.vectors();
  Features features;
  std::unordered_map<std::uint32_t, bool> taken;
  std::uint32_t rows = 0;
  auto const add = [&](std::uint32_t key, float const* values) {
    if (!taken.emplace(key, true).second) return;
    features.entries.emplace_back(key, rows++);
    append_quantised<std::int8_t>(features.rows, values, width);
  };
  std::vector<float> row(width);
  for (auto const place : kept_vectors(lexicon, words)) {
    std::fill(row.begin(), row.end(), 0.0F);
    multiply_add(vectors.values.data() + place * vectors.width, 1, vectors.width, net.projection().value.data(), width,
                 row.data());
    add(feature_key(FeatureKind::kWord, vectors.words[place]), row.data());
  }
  for (std::size_t i = 0; i < lexicon.row_count(); ++i) add(lexicon.keys()[i], net.rows().value.data() + i * width);
  features.index = KeyTable::build(features.entries);
  return features;
}

struct Lemmas {
  std::string index;
  std::string texts;
};

// What the rules get wrong, by majority of the treebank.
Lemmas export_lemmas(std::span<Example const> examples, KeyTable const& ranks) {
  std::map<std::pair<std::string, Tag>, std::map<std::string, int>> seen;
  for (auto const& example : examples) {
    if (!example.has_tree) continue;
    for (auto const& token : example.gold.tokens) {
      if (token.tag == Tag::kNNP || token.tag == Tag::kNNPS || token.tag == Tag::kGW || token.lemma == "_") continue;
      ++seen[{lower_case(token.form), token.tag}][lower_case(token.lemma)];
    }
  }
  auto const rank = [&ranks](std::string_view word) { return ranks.find(feature_key(FeatureKind::kWord, word)); };
  Entries entries;
  std::map<std::string, std::uint32_t> places;
  std::map<std::uint32_t, bool> taken;
  Lemmas lemmas;
  for (auto const& [word, counts] : seen) {
    auto const best = std::max_element(counts.begin(), counts.end(),
                                       [](auto const& a, auto const& b) { return a.second < b.second; });
    if (best->first == rule_lemma(word.first, word.second, rank) || best->first.size() > 255) continue;
    if (!taken.emplace(lemma_key(word.first, word.second), true).second) continue;
    auto const [place, fresh] = places.emplace(best->first, static_cast<std::uint32_t>(lemmas.texts.size()));
    if (fresh) {
      lemmas.texts += static_cast<char>(static_cast<unsigned char>(best->first.size()));
      lemmas.texts += best->first;
    }
    entries.emplace_back(lemma_key(word.first, word.second), place->second);
  }
  lemmas.texts.append(256, '\0');
  lemmas.index = KeyTable::build(entries);
  return lemmas;
}

}  // namespace

std::string export_model(Net const& net, Lexicon const& lexicon, std::span<Example const> examples,
                         ExportOptions const& options) {
  ModelWriter writer;
  std::string shape;
  for (auto const width :
       {net.shape().input, net.shape().hidden, net.shape().layers, net.shape().arc, net.shape().label}) {
    append_number(shape, width);
  }
  writer.add(Section::kShape, std::move(shape));
  std::string weights;
  for (auto const& tensor : net.tensors()) {
    append_quantised<std::int16_t>(weights, tensor.value.data(), tensor.value.size());
  }
  writer.add(Section::kWeights, std::move(weights));
  auto features = export_features(net, lexicon, options.words);
  auto lemmas = export_lemmas(examples, *KeyTable::view(features.index));
  writer.add(Section::kFeatureIndex, std::move(features.index));
  writer.add(Section::kFeatureRows, std::move(features.rows));
  writer.add(Section::kLemmaIndex, std::move(lemmas.index));
  writer.add(Section::kLemmaTexts, std::move(lemmas.texts));
  writer.add(Section::kAbout, options.about);
  return writer.finish();
}

}  // namespace dragoman::train
