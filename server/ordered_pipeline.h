#pragma once
// Work spread over threads whose results come out in the order it went in.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>

#include <boost/asio/thread_pool.hpp>

namespace dragoman {

/// add() and finish() come from one thread. No more than `threads` × 8 jobs are under way or waiting to be written.
class OrderedPipeline {
 public:
  /// `write` is called on a thread of its own, one result at a time, as soon as all before it are written.
  OrderedPipeline(std::size_t threads, std::function<void(std::string)> write);
  ~OrderedPipeline();
  OrderedPipeline(OrderedPipeline const&) = delete;
  OrderedPipeline& operator=(OrderedPipeline const&) = delete;

  /// Waits while too many are under way.
  void add(std::function<std::string()> job);
  /// Waits until everything is written. Throws what a job threw.
  void finish();

 private:
  void write_results();

  std::size_t const most_;
  std::function<void(std::string)> const write_;
  boost::asio::thread_pool pool_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_.
  std::deque<std::future<std::string>> waiting_;
  bool ended_ = false;
  std::exception_ptr failed_;

  std::thread writer_;
};

}  // namespace dragoman
