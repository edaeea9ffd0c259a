#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace dragoman {

/// Lets no more than so many do something at once; the others wait. Any thread.
class Turns {
 public:
  explicit Turns(std::size_t most) : free_(most) {}

  /// Waits for a turn, which lasts as long as the result.
  [[nodiscard]] auto take() {
    std::unique_lock lock(mutex_);
    given_back_.wait(lock, [this] { return free_ != 0; });
    --free_;
    return Turn(*this);
  }

 private:
  class Turn {
   public:
    explicit Turn(Turns& turns) : turns_(turns) {}
    ~Turn() { turns_.give_back(); }
    Turn(Turn const&) = delete;
    Turn& operator=(Turn const&) = delete;

   private:
    Turns& turns_;
  };

  void give_back() {
    {
      std::lock_guard const lock(mutex_);
      ++free_;
    }
    given_back_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable given_back_;
  std::size_t free_;  // guarded by mutex_
};

}  // namespace dragoman
