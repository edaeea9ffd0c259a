#include "coder/train/parameters.h"

#include <cmath>

namespace dragoman::train {

void Parameter::randomise(Random& random, float range) {
  for (auto& number : value) number = (random.uniform() * 2.0F - 1.0F) * range;
}

void Parameter::step(AdamStep const& adam, std::size_t begin, std::size_t count) {
  constexpr float kTiny = 1e-8F;
  auto* const v = value.data() + begin;
  auto* const g = gradient.data() + begin;
  auto* const m = first.data() + begin;
  auto* const s = second.data() + begin;
  for (std::size_t i = 0; i < count; ++i) {
    m[i] = kFirstMoment * m[i] + (1.0F - kFirstMoment) * g[i];
    s[i] = kSecondMoment * s[i] + (1.0F - kSecondMoment) * g[i] * g[i];
    auto const direction = (m[i] / adam.first_correction) / (std::sqrt(s[i] / adam.second_correction) + kTiny);
    v[i] -= adam.rate * (direction + adam.decay * v[i]);
    g[i] = 0.0F;
  }
}

}  // namespace dragoman::train
