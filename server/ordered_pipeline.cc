#include "server/ordered_pipeline.h"

#include <exception>
#include <memory>
#include <utility>

#include <boost/asio/post.hpp>

namespace dragoman {

OrderedPipeline::OrderedPipeline(std::size_t threads, std::function<void(std::string)> write)
    : most_(threads * 8), write_(std::move(write)), pool_(threads), writer_([this] { write_results(); }) {}

OrderedPipeline::~OrderedPipeline() {
  {
    std::lock_guard const lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  if (writer_.joinable()) writer_.join();
}

void OrderedPipeline::add(std::function<std::string()> job) {
  auto const task = std::make_shared<std::packaged_task<std::string()>>(std::move(job));
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return waiting_.size() < most_; });
  waiting_.push_back(task->get_future());
  changed_.notify_all();
  lock.unlock();
  boost::asio::post(pool_, [task] { (*task)(); });
}

void OrderedPipeline::finish() {
  {
    std::lock_guard const lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  writer_.join();
  if (failed_) std::rethrow_exception(failed_);
}

void OrderedPipeline::write_results() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto& oldest = waiting_.front();  // a deque's elements stay where they are
    lock.unlock();
    std::string result;
    std::exception_ptr fault;
    try {
      result = oldest.get();
      write_(std::move(result));
    } catch (...) {
      fault = std::current_exception();
    }
    lock.lock();
    if (fault && !failed_) failed_ = fault;
    waiting_.pop_front();
    changed_.notify_all();
  }
}

}  // namespace dragoman
