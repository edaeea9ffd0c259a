#pragma once
// The arithmetic under the network: row-major float matrices whose rows are multiples of kLaneBlock floats wide.
// The widest instruction set of the processor is chosen once; on one processor the results never vary.

#include <cstddef>
#include <cstdint>

namespace dragoman {

inline constexpr std::size_t kLaneBlock = 16;

constexpr std::size_t padded(std::size_t width) { return (width + kLaneBlock - 1) / kLaneBlock * kLaneBlock; }

/// c[n×m] += a[n×k] · b[k×m]. m is a multiple of kLaneBlock.
void multiply_add(float const* a, std::size_t n, std::size_t k, float const* b, std::size_t m, float* c);

/// One step of a simple recurrent unit over `width` lanes. `u` holds candidate, forget and reset pre-activations, each
/// `width` wide; `v` the forget and reset weights of the state. `previous` and `state` may be the same memory, and so
/// may `forget` and `reset` and their pre-activations.
struct RecurrentStep {
  std::size_t width = 0;
  float const* u = nullptr;
  float const* v = nullptr;
  float const* skip = nullptr;
  float const* previous = nullptr;
  float* state = nullptr;
  float* forget = nullptr;
  float* reset = nullptr;
  float* out = nullptr;
};
void recur(RecurrentStep const& step);

/// sum[width] += scale · row[width].
void add_scaled(std::int8_t const* row, float scale, std::size_t width, float* sum);

/// Leaky rectifier in place.
void rectify(float* values, std::size_t count);
inline constexpr float kLeak = 0.1F;

/// Softmax in place over the first `count` of the values.
void softmax(float* values, std::size_t count);

}  // namespace dragoman
