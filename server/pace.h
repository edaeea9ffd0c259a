#pragma once
// Tells a slow transfer from a stalled or malicious one.

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace dragoman {

/// A credit of time: waiting spends it, bytes earn it back at the slowest rate allowed, never beyond what it was at
/// first. So a byte now and then does not keep a connection, and a fast start does not pay for a long stall.
class Pace {
 public:
  using Duration = std::chrono::milliseconds;

  Pace(Duration most_credit, std::size_t slowest_rate)
      : most_(most_credit), credit_(most_credit), rate_(slowest_rate) {}

  /// How long the next wait may last; zero: too slow.
  Duration credit() const { return std::max(credit_, Duration::zero()); }

  void spend(Duration waited, std::size_t bytes) {
    credit_ = std::min(most_, credit_ - waited + Duration(static_cast<Duration::rep>(bytes * 1000 / rate_)));
  }

 private:
  Duration most_;
  Duration credit_;
  std::size_t rate_;
};

}  // namespace dragoman
