#include "coder/language/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace dragoman {
namespace {

#if defined(__x86_64__)
#define DRAGOMAN_X86 1
#endif

template <std::size_t kLanes>
struct Lanes {
  typedef float Floats __attribute__((vector_size(kLanes * sizeof(float))));
  typedef std::uint32_t Integers __attribute__((vector_size(kLanes * sizeof(float))));

  [[gnu::always_inline]] static void load(float const* from, Floats& to) { std::memcpy(&to, from, sizeof to); }
  [[gnu::always_inline]] static void store(Floats const& from, float* to) { std::memcpy(to, &from, sizeof from); }

  // 1 / (1 + e^-x), relative error below 1e-5: e^y is 2^n times a polynomial of the rest.
  [[gnu::always_inline]] static void sigmoid(Floats& x) {
    constexpr float kLimit = 30.0F;
    Floats y = -x;
    y = y > kLimit ? Floats{} + kLimit : y;
    y = y < -kLimit ? Floats{} - kLimit : y;
    // Adding a number whose last bit is worth 1 rounds, and leaves the whole part in the low bits.
    constexpr float kRounder = 12582912.0F;
    Floats const shifted = y * 1.44269504F + kRounder;
    Floats const rest = y - (shifted - kRounder) * 0.69314718F;
    Floats const power =
        1.0F + rest * (1.0F + rest * (0.5F + rest * (0.16666667F + rest * (0.041666668F + rest * 0.0083333F))));
    Integers bits;
    std::memcpy(&bits, &shifted, sizeof bits);
    bits = (bits << 23) + (127U << 23);
    Floats two;
    std::memcpy(&two, &bits, sizeof two);
    x = 1.0F / (1.0F + power * two);
  }
};

template <std::size_t kLanes, std::size_t kRows, std::size_t kVectors>
[[gnu::always_inline]] inline void multiply_block(float const* a, std::size_t k, float const* b, std::size_t m,
                                                  float* c) {
  using L = Lanes<kLanes>;
  typename L::Floats sum[kRows][kVectors];
  for (std::size_t i = 0; i < kRows; ++i)
    for (std::size_t v = 0; v < kVectors; ++v) L::load(c + i * m + v * kLanes, sum[i][v]);
  for (std::size_t p = 0; p < k; ++p) {
    typename L::Floats row[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) L::load(b + p * m + v * kLanes, row[v]);
    for (std::size_t i = 0; i < kRows; ++i) {
      float const factor = a[i * k + p];
      for (std::size_t v = 0; v < kVectors; ++v) sum[i][v] += factor * row[v];
    }
  }
  for (std::size_t i = 0; i < kRows; ++i)
    for (std::size_t v = 0; v < kVectors; ++v) L::store(sum[i][v], c + i * m + v * kLanes);
}

template <std::size_t kLanes, std::size_t kRows, std::size_t kVectors>
[[gnu::always_inline]] inline void multiply_columns(float const* a, std::size_t n, std::size_t k, float const* b,
                                                    std::size_t m, float* c) {
  std::size_t i = 0;
  for (; i + kRows <= n; i += kRows) multiply_block<kLanes, kRows, kVectors>(a + i * k, k, b, m, c + i * m);
  for (; i + 2 <= n; i += 2) multiply_block<kLanes, 2, kVectors>(a + i * k, k, b, m, c + i * m);
  for (; i < n; ++i) multiply_block<kLanes, 1, kVectors>(a + i * k, k, b, m, c + i * m);
}

// As many sums as the registers hold: rows × 2 vectors.
template <std::size_t kLanes, std::size_t kRows>
[[gnu::always_inline]] inline void multiply_body(float const* a, std::size_t n, std::size_t k, float const* b,
                                                 std::size_t m, float* c) {
  std::size_t j = 0;
  for (; j + 2 * kLanes <= m; j += 2 * kLanes) multiply_columns<kLanes, kRows, 2>(a, n, k, b + j, m, c + j);
  for (; j < m; j += kLanes) multiply_columns<kLanes, kRows, 1>(a, n, k, b + j, m, c + j);
}

template <std::size_t kLanes>
[[gnu::always_inline]] inline void recur_body(RecurrentStep const& step) {
  using L = Lanes<kLanes>;
  std::size_t const width = step.width;
  for (std::size_t j = 0; j < width; j += kLanes) {
    typename L::Floats candidate, forget, reset, forget_weight, reset_weight, skip, previous;
    L::load(step.u + j, candidate);
    L::load(step.u + width + j, forget);
    L::load(step.u + 2 * width + j, reset);
    L::load(step.v + j, forget_weight);
    L::load(step.v + width + j, reset_weight);
    L::load(step.skip + j, skip);
    L::load(step.previous + j, previous);
    forget += forget_weight * previous;
    reset += reset_weight * previous;
    L::sigmoid(forget);
    L::sigmoid(reset);
    typename L::Floats const state = candidate + forget * (previous - candidate);
    L::store(state, step.state + j);
    L::store(forget, step.forget + j);
    L::store(reset, step.reset + j);
    L::store(skip + reset * (state - skip), step.out + j);
  }
}

[[gnu::always_inline]] inline void add_scaled_body(std::int8_t const* row, float scale, std::size_t width, float* sum) {
  for (std::size_t j = 0; j < width; ++j) sum[j] += scale * static_cast<float>(row[j]);
}

#ifdef DRAGOMAN_X86
[[gnu::target("avx512f")]] void multiply_512(float const* a, std::size_t n, std::size_t k, float const* b,
                                             std::size_t m, float* c) {
  multiply_body<16, 8>(a, n, k, b, m, c);
}
[[gnu::target("avx2,fma")]] void multiply_256(float const* a, std::size_t n, std::size_t k, float const* b,
                                              std::size_t m, float* c) {
  multiply_body<8, 4>(a, n, k, b, m, c);
}
[[gnu::target("avx512f")]] void recur_512(RecurrentStep const& step) { recur_body<16>(step); }
[[gnu::target("avx2,fma")]] void recur_256(RecurrentStep const& step) { recur_body<8>(step); }
[[gnu::target("avx2,fma")]] void add_scaled_256(std::int8_t const* row, float scale, std::size_t width, float* sum) {
  add_scaled_body(row, scale, width, sum);
}
#endif
void multiply_128(float const* a, std::size_t n, std::size_t k, float const* b, std::size_t m, float* c) {
  multiply_body<4, 4>(a, n, k, b, m, c);
}
void recur_128(RecurrentStep const& step) { recur_body<4>(step); }
void add_scaled_128(std::int8_t const* row, float scale, std::size_t width, float* sum) {
  add_scaled_body(row, scale, width, sum);
}

struct Kernels {
  decltype(&multiply_128) multiply = multiply_128;
  decltype(&recur_128) recur = recur_128;
  decltype(&add_scaled_128) add_scaled = add_scaled_128;
};

Kernels choose() {
#ifdef DRAGOMAN_X86
  if (__builtin_cpu_supports("avx512f")) return {multiply_512, recur_512, add_scaled_256};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return {multiply_256, recur_256, add_scaled_256};
#endif
  return {};
}

Kernels const& kernels() {
  static Kernels const chosen = choose();
  return chosen;
}

}  // namespace

void multiply_add(float const* a, std::size_t n, std::size_t k, float const* b, std::size_t m, float* c) {
  kernels().multiply(a, n, k, b, m, c);
}

void recur(RecurrentStep const& step) { kernels().recur(step); }

void add_scaled(std::int8_t const* row, float scale, std::size_t width, float* sum) {
  kernels().add_scaled(row, scale, width, sum);
}

void rectify(float* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] = std::max(values[i], kLeak * values[i]);
}

void softmax(float* values, std::size_t count) {
  float const top = *std::max_element(values, values + count);
  float sum = 0.0F;
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = std::exp(values[i] - top);
    sum += values[i];
  }
  for (std::size_t i = 0; i < count; ++i) values[i] /= sum;
}

}  // namespace dragoman
