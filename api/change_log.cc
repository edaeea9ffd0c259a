#include "api/change_log.h"

#include <algorithm>
#include <random>

namespace dragoman {

ChangeLog::ChangeLog(std::size_t most)
    : most_(most), instance_(std::uint64_t{std::random_device()()} << 32U | std::random_device()()) {}

std::uint64_t ChangeLog::next() const {
  std::lock_guard const lock(mutex_);
  return first_ + events_.size();
}

void ChangeLog::append(std::span<EventId const> events) {
  if (events.empty()) return;
  {
    std::lock_guard const lock(mutex_);
    events_.insert(events_.end(), events.begin(), events.end());
    auto const forgotten = events_.size() - std::min(events_.size(), most_);
    events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(forgotten));
    first_ += forgotten;
  }
  std::lock_guard const lock(listeners_mutex_);
  for (auto const& wake : listeners_) wake();
}

std::optional<ChangeLog::Part> ChangeLog::since(std::uint64_t from, std::size_t most) const {
  std::lock_guard const lock(mutex_);
  if (from < first_ || from > first_ + events_.size()) return std::nullopt;
  auto const begin = events_.begin() + static_cast<std::ptrdiff_t>(from - first_);
  auto const count = std::min(most, static_cast<std::size_t>(events_.end() - begin));
  return Part{{begin, begin + static_cast<std::ptrdiff_t>(count)}, from + count};
}

std::shared_ptr<void> ChangeLog::listen(std::function<void()> wake) {
  std::lock_guard const lock(listeners_mutex_);
  auto const place = listeners_.insert(listeners_.end(), std::move(wake));
  return {nullptr, [this, place](void*) {
            std::lock_guard const unlisten(listeners_mutex_);
            listeners_.erase(place);
          }};
}

}  // namespace dragoman
