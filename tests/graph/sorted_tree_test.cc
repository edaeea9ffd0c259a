#include "graph/sorted_tree.h"

#include <map>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

struct Item {
  std::uint32_t key = 0;
  std::uint32_t value = 0;
};
/// The greatest value below.
struct Greatest {
  std::uint32_t value = 0;
  void merge(Greatest const& other) { value = std::max(value, other.value); }
};
struct ItemPolicy {
  using Entry = Item;
  using Key = std::uint32_t;
  using Summary = Greatest;
  static Key key(Item const& item) { return item.key; }
  static Greatest summary(Item const& item) { return {item.value}; }
};
using Tree = SortedTree<ItemPolicy>;
using Model = std::map<std::uint32_t, std::uint32_t>;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct AtLeast {
  std::uint32_t value = 0;
  bool operator()(Greatest const& greatest, std::uint32_t) const { return greatest.value >= value; }
};

Pairs walk(Tree const& tree, Direction direction, std::optional<std::uint32_t> after, std::uint32_t at_least = 0) {
  auto blocks = after ? Tree::Walk<AtLeast>{tree, direction, {at_least}, *after}
                      : Tree::Walk<AtLeast>{tree, direction, {at_least}};
  Pairs out;
  for (auto block = blocks.next(); !block.empty(); block = blocks.next())
    for (std::size_t i = 0; i < block.size(); ++i) {
      auto const& item = block[direction == Direction::kForward ? i : block.size() - 1 - i];
      if (item.value >= at_least) out.emplace_back(item.key, item.value);
    }
  return out;
}

Pairs walk(Model const& model, Direction direction, std::optional<std::uint32_t> after, std::uint32_t at_least = 0) {
  Pairs out;
  for (auto const& [key, value] : model)
    if (value >= at_least && (!after || (direction == Direction::kForward ? key > *after : key < *after)))
      out.emplace_back(key, value);
  if (direction == Direction::kBackward) std::ranges::reverse(out);
  return out;
}

void expect_same(Tree const& tree, Model const& model, std::mt19937& random) {
  ASSERT_EQ(tree.size(), model.size());
  ASSERT_EQ(tree.empty(), model.empty());
  for (auto const direction : {Direction::kForward, Direction::kBackward}) {
    ASSERT_EQ(walk(tree, direction, {}), walk(model, direction, {}));
    ASSERT_EQ(walk(tree, direction, {}, 990), walk(model, direction, {}, 990));
    for (int i = 0; i < 5; ++i) {
      auto const after = static_cast<std::uint32_t>(random() % 70'000U);
      ASSERT_EQ(walk(tree, direction, after, 900), walk(model, direction, after, 900));
    }
  }
}

TEST(SortedTree, AgreesWithAMapThroughGrowthAndDecay) {
  std::mt19937 random{11};
  Tree tree;
  Model model;
  std::vector<std::pair<Tree, Model>> moments;
  // First mostly puts, then mostly erasures down to nothing, then growth again.
  for (unsigned const put_share : {90U, 10U, 70U}) {
    for (int step = 0; step < 60'000; ++step) {
      auto const key = static_cast<std::uint32_t>(random() % 65'536U);
      if (random() % 100U < put_share) {
        auto const value = static_cast<std::uint32_t>(random() % 1000U);
        tree.put({key, value});
        model[key] = value;
      } else {
        // Erase at or above the key, so that erasures find something.
        auto const it = model.lower_bound(key);
        auto const victim = it == model.end() ? key : it->first;
        ASSERT_EQ(tree.erase(victim), model.erase(victim) == 1);
      }
      if (step % 500 == 0) {
        auto const* const found = tree.find(key);
        ASSERT_EQ(found != nullptr, model.contains(key));
        ASSERT_EQ(found != nullptr ? found->value : 0, model.contains(key) ? model[key] : 0);
      }
      if (step % 6000 == 0) moments.emplace_back(tree, model);
    }
    expect_same(tree, model, random);
  }
  for (auto const& [copy, expected] : moments) expect_same(copy, expected, random);
}

TEST(SortedTree, ErasesToNothingInAnyOrder) {
  for (unsigned const seed : {1U, 2U, 3U}) {
    std::mt19937 random{seed};
    std::vector<std::uint32_t> keys(20'000);
    for (std::uint32_t i = 0; i < keys.size(); ++i) keys[i] = i * 3;
    Tree tree;
    if (seed > 1) std::ranges::shuffle(keys, random);
    for (auto const key : keys) tree.put({key, key});
    EXPECT_EQ(tree.size(), keys.size());
    if (seed > 2) std::ranges::shuffle(keys, random);
    for (auto const key : keys) {
      EXPECT_FALSE(tree.erase(key + 1));
      ASSERT_TRUE(tree.erase(key));
      ASSERT_EQ(tree.find(key), nullptr);
    }
    EXPECT_TRUE(tree.empty());
    EXPECT_TRUE(walk(tree, Direction::kForward, {}).empty());
    tree.put({1, 1});
    EXPECT_EQ(tree.size(), 1U);
  }
}

TEST(SortedTree, AChangeCopiesOnePath) {
  Tree tree;
  for (std::uint32_t i = 0; i < 440'000; ++i) tree.put({i * 2, i % 1000U});
  auto const shared = tree;
  auto const before = copied_bytes;
  tree.put({440'001, 5});
  tree.erase(100);
  EXPECT_GT(copied_bytes, before);
  EXPECT_LT(copied_bytes - before, 10'000U);
  EXPECT_EQ(shared.size(), 440'000U);
  EXPECT_NE(shared.find(100), nullptr);
  EXPECT_EQ(shared.find(440'001), nullptr);
}

}  // namespace
}  // namespace dragoman
