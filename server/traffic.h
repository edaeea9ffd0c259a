#pragma once
// What the HTTP side has done so far, counted where it happens. Any thread; counting costs a few atomic additions.

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "api/http_types.h"

namespace dragoman {

/// Durations of requests by size. Not prometheus::Histogram: that takes a lock for each.
class Durations {
 public:
  /// Seconds, ascending; what is longer than the last has a bucket of its own.
  static constexpr std::array kBounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                         0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0};

  void add(std::chrono::nanoseconds duration);

  struct Snapshot {
    std::array<std::uint64_t, kBounds.size() + 1> buckets{};  // not cumulative
    double seconds = 0;                                       // sum of all
  };
  /// Of a moment or so: requests that end meanwhile may be in one figure and not yet in the other.
  Snapshot snapshot() const;

 private:
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> nanoseconds_ = 0;
};

class Traffic {
 public:
  static constexpr std::size_t kStatusClasses = 6;  // by the status's first digit; 0: no answer was sent

  explicit Traffic(std::vector<RouteName> routes)
      : routes_(std::move(routes)), durations_(new Durations[(routes_.size() + 1) * kStatusClasses]) {}

  /// `route` as Api::route() says. Bytes are those of bodies received, and all that was sent.
  void ended(std::size_t route, unsigned status, std::chrono::nanoseconds took, std::uint64_t received,
             std::uint64_t sent);

  std::vector<RouteName> const& routes() const { return routes_; }
  Durations const& durations(std::size_t route, std::size_t status_class) const {
    return durations_[route * kStatusClasses + status_class];
  }

  std::atomic<std::uint64_t> bytes_received = 0, bytes_sent = 0;
  std::atomic<std::uint64_t> in_flight = 0;  // requests whose header is read and whose answer is not sent
  std::atomic<std::uint64_t> connections_open = 0, connections_taken = 0, connections_refused = 0;

 private:
  std::vector<RouteName> const routes_;
  std::unique_ptr<Durations[]> const durations_;
};

}  // namespace dragoman
