#pragma once
// What became visible lately, in order, for those who follow along.

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "graph/ids.h"

namespace dragoman {

/// The latest events that came, changed or went, numbered from 0. Any thread.
class ChangeLog {
 public:
  /// `most` changes are kept.
  explicit ChangeLog(std::size_t most = std::size_t{1} << 18U);

  /// Numbers of another instance, that is, of another run of the server, mean nothing here.
  std::uint64_t instance() const { return instance_; }
  /// Of the change that comes next.
  std::uint64_t next() const;

  /// Call after what changed is visible.
  void append(std::span<EventId const> events);

  struct Part {
    std::vector<EventId> events;
    std::uint64_t next = 0;  // where to go on
  };
  /// From that number on, up to `most`; nothing when some of it was forgotten, or that number was not given out.
  std::optional<Part> since(std::uint64_t from, std::size_t most) const;

  /// Calls `wake` after every append(), from its thread, as long as the result lives. `wake` must not block or append.
  std::shared_ptr<void> listen(std::function<void()> wake);

 private:
  using Listeners = std::list<std::function<void()>>;

  std::size_t const most_;
  std::uint64_t const instance_;
  mutable std::mutex mutex_;
  std::deque<EventId> events_;  // guarded by mutex_
  std::uint64_t first_ = 0;     // number of the first of them; guarded by mutex_
  std::mutex listeners_mutex_;
  Listeners listeners_;  // guarded by listeners_mutex_
};

}  // namespace dragoman
