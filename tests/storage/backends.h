#pragma once
// The stores that every conformance test runs against.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "scratch.h"
#include "storage/event_store.h"

namespace dragoman::testing {

enum class Backend { kMemory, kRocks };

inline std::string name_of(::testing::TestParamInfo<Backend> const& info) {
  return info.param == Backend::kMemory ? "memory" : "rocks";
}

inline std::unique_ptr<EventStore> open_rocks(std::string const& directory) {
  auto opened = open_rocks_store({.directory = directory});
  if (!opened) throw std::runtime_error(opened.error().message);
  return std::move(opened.value());
}

class BackendTest : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override { open(); }

  bool survives_closing() const { return GetParam() == Backend::kRocks; }
  void open() { store_ = GetParam() == Backend::kMemory ? open_memory_store() : open_rocks(scratch_ / "store"); }
  void reopen() {
    store_.reset();
    open();
  }
  EventStore& store() { return *store_; }
  void commit(Batch const& batch) {
    auto const committed = store_->commit({&batch, 1});
    ASSERT_TRUE(committed.has_value()) << committed.error().message;
  }

 private:
  Scratch scratch_;
  std::unique_ptr<EventStore> store_;
};

}  // namespace dragoman::testing
