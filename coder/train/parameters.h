#pragma once
// Trainable numbers and their optimiser (Adam).

#include <cstdint>
#include <vector>

namespace dragoman::train {

/// Small and the same everywhere, unlike the distributions of the standard library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 0x632BE59BD9B4E019U) {}
  std::uint64_t next() {
    auto z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  float uniform() { return static_cast<float>(next() >> 40) * 0x1.0p-24F; }  // [0, 1)
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

 private:
  std::uint64_t state_;
};

struct AdamStep {
  float rate = 0.0F;
  float decay = 0.0F;             // of the weights, per step at full rate
  float first_correction = 1.0F;  // 1 - β1^t
  float second_correction = 1.0F;
};
inline constexpr float kFirstMoment = 0.9F;
inline constexpr float kSecondMoment = 0.98F;

struct Parameter {
  std::vector<float> value;
  std::vector<float> gradient;
  std::vector<float> first;
  std::vector<float> second;

  explicit Parameter(std::size_t size = 0) : value(size), gradient(size), first(size), second(size) {}
  void randomise(Random& random, float range);
  /// Applies and clears the gradient of [begin, begin + count).
  void step(AdamStep const& adam, std::size_t begin, std::size_t count);
};

}  // namespace dragoman::train
