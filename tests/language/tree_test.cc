#include "coder/language/tree.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

bool is_tree(std::vector<std::int32_t> const& heads) {
  int roots = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == -1) ++roots;
    auto node = static_cast<std::int32_t>(i);
    for (std::size_t steps = 0; node != -1; ++steps) {
      if (steps > heads.size()) return false;
      node = heads[static_cast<std::size_t>(node)];
    }
  }
  return roots == 1;
}

double sum(std::vector<float> const& scores, std::vector<std::int32_t> const& heads, std::size_t stride) {
  double total = 0.0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    total += static_cast<double>(scores[i * stride + static_cast<std::size_t>(heads[i] + 1)]);
  }
  return total;
}

// The best sum over every assignment of heads that is a tree.
double best_sum(std::vector<float> const& scores, std::size_t n, std::size_t stride) {
  auto best = -1e30;
  std::vector<std::int32_t> heads(n, -1);
  while (true) {
    if (is_tree(heads)) best = std::max(best, sum(scores, heads, stride));
    std::size_t i = 0;
    while (i < n && ++heads[i] == static_cast<std::int32_t>(n)) heads[i++] = -1;
    if (i == n) return best;
  }
}

TEST(BestTree, IsTheBestOfAll) {
  std::mt19937 random(7);
  for (std::size_t n = 1; n <= 5; ++n) {
    auto const stride = n + 3;
    for (int round = 0; round < 200; ++round) {
      std::vector<float> scores(n * stride);
      for (auto& score : scores) score = static_cast<float>(random() % 2000) / 100.0F - 10.0F;
      std::vector<std::int32_t> heads(n);
      best_tree(scores.data(), n, stride, heads.data());
      ASSERT_TRUE(is_tree(heads));
      ASSERT_NEAR(sum(scores, heads, stride), best_sum(scores, n, stride), 1e-4);
    }
  }
}

TEST(BestTree, IsATreeWhateverTheScores) {
  std::mt19937 random(11);
  for (std::size_t const n : {2U, 17U, 60U, 200U}) {
    auto const stride = n + 1;
    std::vector<std::int32_t> heads(n);
    std::vector<float> scores(n * stride, 0.0F);
    best_tree(scores.data(), n, stride, heads.data());
    EXPECT_TRUE(is_tree(heads));
    for (auto& score : scores) score = static_cast<float>(random() % 3) * 1e6F;
    best_tree(scores.data(), n, stride, heads.data());
    EXPECT_TRUE(is_tree(heads));
    // A chain of pairs that want each other.
    for (std::size_t i = 0; i < n; ++i) scores[i * stride + (i ^ 1U) % n + 1] = 1e7F;
    best_tree(scores.data(), n, stride, heads.data());
    EXPECT_TRUE(is_tree(heads));
  }
}

}  // namespace
}  // namespace dragoman
