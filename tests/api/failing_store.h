#pragma once

#include <algorithm>
#include <atomic>
#include <memory>

#include <gtest/gtest.h>

#include "storage/event_store.h"

namespace dragoman::testing {

/// Fails commits on demand; a failing commit applies the first `applied` batches all the same.
class FailingStore final : public EventStore {
 public:
  struct Control {
    std::atomic<bool> failing = false;
    std::atomic<std::size_t> applied = 0;
    ErrorCode code = ErrorCode::kNoSpace;
  };
  explicit FailingStore(std::shared_ptr<Control> control) : control_(std::move(control)) {}

  Result<void> commit(std::span<Batch const> group) override {
    if (!control_->failing) return store_->commit(group);
    auto const applied = store_->commit(group.first(std::min<std::size_t>(control_->applied, group.size())));
    EXPECT_TRUE(applied);
    return Error{control_->code, "The disk is full."};
  }
  std::shared_ptr<StoreSnapshot const> snapshot() const override { return store_->snapshot(); }
  StoreCounts counts() const override { return store_->counts(); }
  ActorId next_actor_id() const override { return store_->next_actor_id(); }
  EventId next_event_id() const override { return store_->next_event_id(); }
  Result<std::vector<std::string>> verify() const override { return store_->verify(); }

 private:
  std::shared_ptr<Control> control_;
  std::unique_ptr<EventStore> store_ = open_memory_store();
};

}  // namespace dragoman::testing
