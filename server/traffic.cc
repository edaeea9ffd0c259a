#include "server/traffic.h"

#include <algorithm>

namespace dragoman {

void Durations::add(std::chrono::nanoseconds duration) {
  auto const seconds = std::chrono::duration<double>(duration).count();
  auto const bucket = std::ranges::lower_bound(kBounds, seconds) - kBounds.begin();
  buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0)),
                         std::memory_order_relaxed);
}

Durations::Snapshot Durations::snapshot() const {
  Snapshot now;
  for (std::size_t i = 0; i < buckets_.size(); ++i) now.buckets[i] = buckets_[i].load(std::memory_order_relaxed);
  now.seconds = static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9;
  return now;
}

void Traffic::ended(std::size_t route, unsigned status, std::chrono::nanoseconds took, std::uint64_t received,
                    std::uint64_t sent) {
  auto const status_class = std::min<std::size_t>(status / 100, kStatusClasses - 1);
  durations_[std::min(route, routes_.size()) * kStatusClasses + status_class].add(took);
  if (received != 0) bytes_received.fetch_add(received, std::memory_order_relaxed);
  bytes_sent.fetch_add(sent, std::memory_order_relaxed);
}

}  // namespace dragoman
