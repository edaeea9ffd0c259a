#pragma once
// Admission: so many at a time, nobody waits outside.

#include <atomic>
#include <cstddef>
#include <memory>

namespace dragoman {

/// Any thread. Must outlive its passes.
class Gate {
  struct Leave {
    void operator()(Gate* gate) const { gate->inside_.fetch_sub(1, std::memory_order_relaxed); }
  };

 public:
  using Pass = std::unique_ptr<Gate, Leave>;

  explicit Gate(std::size_t most) : most_(most) {}

  /// Null when full. Destroying the pass leaves.
  Pass enter() {
    if (inside_.fetch_add(1, std::memory_order_relaxed) < most_) return Pass(this);
    inside_.fetch_sub(1, std::memory_order_relaxed);
    return Pass();
  }

 private:
  std::size_t const most_;
  std::atomic<std::size_t> inside_ = 0;
};

}  // namespace dragoman
