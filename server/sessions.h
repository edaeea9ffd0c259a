#pragma once
// The connections that are open.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace dragoman {

class Session;

/// Any thread.
class Sessions {
 public:
  explicit Sessions(std::size_t most) : most_(most) {}

  /// False when there are too many, or after close().
  bool add(std::shared_ptr<Session> const& session);
  void remove(Session const* session);

  /// From now on add() refuses.
  void close();
  /// Tells every session to end with the request it is answering.
  void finish_all();
  /// Cuts every connection.
  void abort_all();

  /// False when the time was up before the last one ended.
  bool wait_until_empty(std::chrono::milliseconds most);
  void wait_until_empty();

 private:
  std::size_t const most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_.
  std::unordered_map<Session const*, std::weak_ptr<Session>> open_;
  bool closed_ = false;
};

}  // namespace dragoman
