#include "graph/persistent_vector.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(PersistentVector, UnwrittenIsNullOrDefault) {
  PersistentVector<std::string> v;
  EXPECT_EQ(v.find(0), nullptr);
  v.edit(5000) = "far";
  EXPECT_EQ(v.slots(), 5001U);
  EXPECT_EQ(*v.find(5000), "far");
  EXPECT_EQ(v.find(5001), nullptr);
  EXPECT_EQ(v.find(0), nullptr);
  EXPECT_EQ(*v.find(4999), "");
}

TEST(PersistentVector, CopiesKeepTheirContent) {
  std::mt19937 random{7};
  PersistentVector<std::string, 2> v;
  std::map<std::size_t, std::string> model;
  std::vector<std::pair<PersistentVector<std::string, 2>, std::map<std::size_t, std::string>>> moments;
  for (int step = 0; step < 20'000; ++step) {
    auto const index = random() % (1U << (random() % 15U));
    v.edit(index) = model[index] = std::to_string(step);
    if (step % 1000 == 0) moments.emplace_back(v, model);
  }
  moments.emplace_back(v, model);
  for (auto const& [copy, expected] : moments) {
    EXPECT_EQ(copy.slots(), expected.rbegin()->first + 1);
    for (std::size_t i = 0; i < copy.slots(); ++i) {
      auto const* const found = copy.find(i);
      auto const it = expected.find(i);
      EXPECT_EQ(found == nullptr ? "" : *found, it == expected.end() ? "" : it->second);
    }
  }
}

TEST(PersistentVector, AWriteCopiesOnePath) {
  PersistentVector<std::uint64_t> v;
  for (std::size_t i = 0; i < 1'000'000; ++i) v.edit(i) = i;
  auto const shared = v;
  auto const before = copied_bytes;
  v.edit(123'456) = 0;
  EXPECT_GT(copied_bytes, before);
  EXPECT_LT(copied_bytes - before, 2048U);
  EXPECT_EQ(*shared.find(123'456), 123'456U);
}

}  // namespace
}  // namespace dragoman
