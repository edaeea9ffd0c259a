#pragma once
// So many requests a second for each client.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

namespace dragoman {

/// Any thread. Each client has a bucket of `burst` requests that fills at `per_second`. Memory is fixed: when there are
/// more clients than room, the one whose bucket is fullest is forgotten, and would have been let in anyway.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  /// Both above 0. `clients`: that are remembered at least, as long as they spread well.
  RateLimiter(double per_second, double burst, std::size_t clients = std::size_t{1} << 16U);

  /// Zero: go ahead, and it is counted. Else how long until one more is allowed; asking costs nothing then.
  Clock::duration take(std::uint64_t client, Clock::time_point now);

 private:
  static constexpr std::size_t kSetSize = 8;
  struct Bucket {
    std::uint64_t client = 0;
    Clock::time_point full = Clock::time_point::min();  // when it will be full again
  };
  /// Clients whose hash says that they share it.
  struct Set {
    std::mutex mutex;
    std::array<Bucket, kSetSize> buckets;  // guarded by mutex
  };

  Clock::duration const interval_;   // in which one request's worth flows in
  Clock::duration const tolerance_;  // how far behind full a bucket may be for one more
  std::uint64_t const seed_;         // so that nobody can choose whom to share a set with
  std::size_t const sets_;           // a power of two
  std::unique_ptr<Set[]> const table_;
};

}  // namespace dragoman
