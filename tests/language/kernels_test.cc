#include "coder/language/kernels.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

std::vector<float> noise(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<float> values(count);
  for (auto& value : values) value = static_cast<float>(random() % 2001) / 1000.0F - 1.0F;
  return values;
}

TEST(Kernels, MultiplyAsTheBookSays) {
  for (std::size_t const n : {1U, 2U, 5U, 8U, 19U}) {
    for (std::size_t const k : {1U, 7U, 64U}) {
      for (std::size_t const m : {16U, 32U, 48U, 112U}) {
        auto const a = noise(n * k, 1);
        auto const b = noise(k * m, 2);
        auto const start = noise(n * m, 3);
        auto c = start;
        multiply_add(a.data(), n, k, b.data(), m, c.data());
        for (std::size_t i = 0; i < n; ++i) {
          for (std::size_t j = 0; j < m; ++j) {
            auto sum = static_cast<double>(start[i * m + j]);
            for (std::size_t p = 0; p < k; ++p)
              sum += static_cast<double>(a[i * k + p]) * static_cast<double>(b[p * m + j]);
            ASSERT_NEAR(c[i * m + j], sum, 1e-4) << n << ' ' << k << ' ' << m << " at " << i << ' ' << j;
          }
        }
      }
    }
  }
}

TEST(Kernels, RecurAsTheBookSays) {
  constexpr std::size_t kWidth = 32;
  auto const sigmoid = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
  auto u = noise(3 * kWidth, 4);
  u[kWidth] = 100.0F;  // saturated on either side
  u[2 * kWidth] = -100.0F;
  for (std::size_t j = 1; j < 8; ++j) u[kWidth + j] *= 12.0F;
  auto const v = noise(2 * kWidth, 5);
  auto const skip = noise(kWidth, 6);
  auto const previous = noise(kWidth, 7);
  std::vector<float> state(kWidth), forget(kWidth), reset(kWidth), out(kWidth);
  recur({kWidth, u.data(), v.data(), skip.data(), previous.data(), state.data(), forget.data(), reset.data(),
         out.data()});
  for (std::size_t j = 0; j < kWidth; ++j) {
    auto const f = sigmoid(static_cast<double>(u[kWidth + j] + v[j] * previous[j]));
    auto const r = sigmoid(static_cast<double>(u[2 * kWidth + j] + v[kWidth + j] * previous[j]));
    auto const c = f * static_cast<double>(previous[j]) + (1.0 - f) * static_cast<double>(u[j]);
    EXPECT_NEAR(forget[j], f, 1e-5);
    EXPECT_NEAR(reset[j], r, 1e-5);
    EXPECT_NEAR(state[j], c, 1e-5);
    EXPECT_NEAR(out[j], r * c + (1.0 - r) * static_cast<double>(skip[j]), 1e-5);
  }
}

TEST(Kernels, SoftmaxIsADistribution) {
  std::vector<float> scores = {1000.0F, 1000.0F, -1000.0F, 7.0F};
  softmax(scores.data(), 3);
  EXPECT_FLOAT_EQ(scores[0], 0.5F);
  EXPECT_FLOAT_EQ(scores[1], 0.5F);
  EXPECT_FLOAT_EQ(scores[2], 0.0F);
  EXPECT_FLOAT_EQ(scores[3], 7.0F);
}

TEST(Kernels, AddsQuantisedRows) {
  std::vector<std::int8_t> const row = {127, -127, 1, 0, 5};
  std::vector<float> sum(5, 1.0F);
  add_scaled(row.data(), 0.5F, row.size(), sum.data());
  EXPECT_EQ(sum, (std::vector<float>{64.5F, -62.5F, 1.5F, 1.0F, 3.5F}));
}

}  // namespace
}  // namespace dragoman
