#include "storage/persistent_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace dragoman {
namespace {

template <class Map>
std::vector<std::pair<int, std::string>> contents(Map const& map, int from = INT32_MIN) {
  std::vector<std::pair<int, std::string>> all;
  map.for_each(from, [&](int key, std::string const& value) {
    all.emplace_back(key, value);
    return true;
  });
  return all;
}

TEST(PersistentMapTest, AgreesWithStdMapAndOldCopiesStay) {
  std::mt19937 random(7);
  PersistentMap<int, std::string> map;
  std::map<int, std::string> model;
  std::vector<std::pair<PersistentMap<int, std::string>, std::map<int, std::string>>> copies;
  for (int step = 0; step < 20'000; ++step) {
    auto const key = static_cast<int>(random() % 500);
    if (random() % 3 == 0) {
      map.erase(key);
      model.erase(key);
    } else {
      map.put(key, std::to_string(step));
      model[key] = std::to_string(step);
    }
    if (step % 1000 == 0) copies.emplace_back(map, model);
    auto const* found = map.find(key);
    ASSERT_EQ(found != nullptr, model.contains(key));
    ASSERT_TRUE(found == nullptr || *found == model[key]);
  }
  copies.emplace_back(map, model);
  for (auto const& [copy, then] : copies) {
    EXPECT_EQ(contents(copy), (std::vector<std::pair<int, std::string>>(then.begin(), then.end())));
    EXPECT_EQ(contents(copy, 250), (std::vector<std::pair<int, std::string>>(then.lower_bound(250), then.end())));
  }
}

TEST(PersistentMapTest, SortedInsertionStaysShallow) {
  // A degenerate tree of this size would overflow the stack when walked.
  PersistentMap<int, int> map;
  for (int i = 0; i < 200'000; ++i) map.put(i, i);
  int next = 0;
  EXPECT_TRUE(map.for_each(0, [&](int key, int) { return key == next++; }));
  EXPECT_EQ(next, 200'000);
  EXPECT_FALSE(map.for_each(10, [](int key, int) { return key < 20; }));
}

}  // namespace
}  // namespace dragoman
