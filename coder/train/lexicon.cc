#include "coder/train/lexicon.h"

#include <algorithm>
#include <map>

#include "coder/language/features.h"

namespace dragoman::train {
namespace {

constexpr std::uint32_t kRarestForm = 2;
constexpr std::uint32_t kRarestPart = 4;

}  // namespace

Lexicon::Lexicon(std::span<Example const> examples, Vectors const& vectors) : vectors_(vectors) {
  for (auto const& example : examples) {
    for (auto const& token : example.gold.tokens) ++forms_[token.form];
  }
  std::map<std::uint32_t, std::uint32_t> words, forms, parts;
  for (auto const& [form, count] : forms_) {
    auto const keys = word_keys(form);
    if (!vectors_.index.contains(lower_case(form))) words[keys.word] += count;
    forms[keys.form] += count;
    for (auto const key : keys.parts) parts[key] += count;
  }
  auto const add = [this](std::uint32_t key) {
    if (rows_.emplace(key, static_cast<std::uint32_t>(keys_.size())).second) keys_.push_back(key);
  };
  unknown_ = 0;
  add(feature_key(FeatureKind::kUnknown, {}));
  for (auto const& [key, count] : words) {
    if (count >= kRarestForm) add(key);
  }
  for (auto const& [key, count] : forms) {
    if (count >= kRarestForm) add(key);
  }
  for (auto const& [key, count] : parts) {
    if (count >= kRarestPart) add(key);
  }
}

std::uint32_t Lexicon::row(std::uint32_t key) const {
  auto const found = rows_.find(key);
  return found == rows_.end() ? kNoRow : found->second;
}

WordFeatures Lexicon::encode(std::string_view form) const {
  WordFeatures features;
  auto const keys = word_keys(form);
  auto lower = lower_case(form);
  auto vector = vectors_.index.find(lower);
  features.word = row(keys.word);
  if (vector == vectors_.index.end() && features.word == kNoRow && keys.digits != keys.word) {
    std::replace_if(
        lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
    vector = vectors_.index.find(lower);
    features.word = row(keys.digits);
  }
  if (vector != vectors_.index.end()) {
    features.vector = vector->second;
    features.word = kNoRow;
  } else if (features.word == kNoRow) {
    features.word = unknown_;
  }
  features.form = row(keys.form);
  for (std::size_t i = 0; i < keys.parts.size(); ++i) features.parts[i] = row(keys.parts[i]);
  auto const count = forms_.find(std::string(form));
  features.count = count == forms_.end() ? 0 : count->second;
  return features;
}

}  // namespace dragoman::train
