#pragma once
// Figures as lines for scale_bench.sh: name, value.

#include <chrono>
#include <cstdio>
#include <string>

namespace dragoman {

inline void report(std::string const& name, double value) { std::printf("%s\t%.4f\n", name.c_str(), value); }

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  /// Since the last lap, or the start.
  double lap() {
    auto const now = Clock::now();
    auto const passed = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return passed;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace dragoman
