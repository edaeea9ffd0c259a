// Random histories against the plain model: reopened and looked at through old snapshots on the way.

#include <deque>

#include "backends.h"
#include "model.h"
#include "tests/scale.h"

namespace dragoman::testing {
namespace {

class ModelTest : public BackendTest {};
INSTANTIATE_TEST_SUITE_P(Stores, ModelTest, ::testing::Values(Backend::kMemory, Backend::kRocks), name_of);

TEST_P(ModelTest, StoreAndModelAgreeThroughTenThousandOperations) {
  constexpr std::size_t kOperations = test::scaled(10'000, 5);
  RandomWriter writer(20231019);
  std::deque<std::pair<std::shared_ptr<StoreSnapshot const>, Model>> kept;
  std::size_t rounds = 0;
  while (writer.operations() < kOperations && !HasFailure()) {
    std::vector<Batch> group;
    for (auto n = 1 + writer.random()() % 8; n > 0; --n) group.push_back(writer.next());
    auto const committed = store().commit(group);
    ASSERT_TRUE(committed.has_value()) << committed.error().message;
    ++rounds;
    if (rounds % 20 == 0) store().rest();
    if (rounds % 16 == 0) kept.emplace_back(store().snapshot(), writer.model());
    if (kept.size() > 4) {
      expect_same(*kept.front().first, kept.front().second);
      kept.pop_front();
    }
    if (rounds % 64 == 0) expect_same(store(), writer.model());
    if (rounds % 48 == 0 && survives_closing()) {
      kept.clear();
      reopen();
      expect_same(store(), writer.model());
    }
  }
  for (auto const& [snapshot, model] : kept) expect_same(*snapshot, model);
  expect_same(store(), writer.model());
}

}  // namespace
}  // namespace dragoman::testing
