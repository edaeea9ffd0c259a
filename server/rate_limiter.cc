#include "server/rate_limiter.h"

#include <algorithm>
#include <bit>
#include <random>

namespace dragoman {
namespace {

RateLimiter::Clock::duration seconds(double count) {
  constexpr double kLongest = 1e6;
  return std::chrono::duration_cast<RateLimiter::Clock::duration>(
      std::chrono::duration<double>(std::min(count, kLongest)));
}

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

/// Spreads all bits over all bits.
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

}  // namespace

RateLimiter::RateLimiter(double per_second, double burst, std::size_t clients)
    : interval_(std::max(seconds(1 / per_second), Clock::duration(1))),
      tolerance_(seconds((std::max(burst, 1.0) - 1) / per_second)),
      seed_(random_seed()),
      sets_(std::bit_ceil(std::max<std::size_t>(clients / kSetSize, 1))),
      table_(new Set[sets_]) {}

RateLimiter::Clock::duration RateLimiter::take(std::uint64_t client, Clock::time_point now) {
  auto& set = table_[mixed(client ^ seed_) & (sets_ - 1)];
  std::lock_guard const lock(set.mutex);
  auto const known = std::ranges::find(set.buckets, client, &Bucket::client);
  auto& bucket = known != set.buckets.end() ? *known : *std::ranges::min_element(set.buckets, {}, &Bucket::full);
  if (known == set.buckets.end()) bucket = {client, now};
  auto const full = std::max(bucket.full, now);
  auto const behind = full - now;
  if (behind > tolerance_) return behind - tolerance_;
  bucket.full = full + interval_;
  return Clock::duration::zero();
}

}  // namespace dragoman
