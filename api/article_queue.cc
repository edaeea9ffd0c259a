#include "api/article_queue.h"

#include <algorithm>

namespace dragoman {

bool ArticleQueue::fits(std::size_t bytes) const {
  return articles_ == 0 || (articles_ < most_articles_ && bytes_ + bytes <= most_bytes_);
}

bool ArticleQueue::push(std::unique_ptr<IngestJob>& job) {
  std::unique_lock lock(mutex_);
  auto const ticket = next_ticket_++;
  room_.wait(lock, [&] { return closed_ || (ticket == serving_ && fits(job->bytes)); });
  if (closed_) return false;
  ++serving_;
  ++articles_;
  bytes_ += job->bytes;
  bool const coded = !job->has_article();
  slots_.push_back({std::move(job), coded});
  if (coded && slots_.size() == 1) coded_.notify_one();
  lock.unlock();
  uncoded_.notify_one();
  room_.notify_all();
  return true;
}

IngestJob* ArticleQueue::take_uncoded() {
  std::unique_lock lock(mutex_);
  auto const skip_coded = [&] {
    while (next_uncoded_ < slots_.size() && slots_[next_uncoded_].coded) ++next_uncoded_;
  };
  uncoded_.wait(lock, [&] {
    skip_coded();
    return closed_ || next_uncoded_ < slots_.size();
  });
  if (next_uncoded_ == slots_.size()) return nullptr;
  return slots_[next_uncoded_++].job.get();
}

void ArticleQueue::set_coded(IngestJob* job) {
  std::lock_guard const lock(mutex_);
  auto const slot = std::find_if(slots_.begin(), slots_.end(), [&](Slot const& s) { return s.job.get() == job; });
  slot->coded = true;
  if (slot == slots_.begin()) coded_.notify_one();
}

std::vector<std::unique_ptr<IngestJob>> ArticleQueue::take_coded(std::size_t most) {
  std::unique_lock lock(mutex_);
  coded_.wait(lock, [&] { return slots_.empty() ? closed_ : slots_.front().coded; });
  std::vector<std::unique_ptr<IngestJob>> taken;
  while (!slots_.empty() && slots_.front().coded && taken.size() < most) {
    bool const alone = !slots_.front().job->has_article();
    if (alone && !taken.empty()) break;
    taken.push_back(std::move(slots_.front().job));
    slots_.pop_front();
    if (next_uncoded_ > 0) --next_uncoded_;
    if (alone) break;
  }
  return taken;
}

void ArticleQueue::release(std::size_t articles, std::size_t bytes) {
  {
    std::lock_guard const lock(mutex_);
    articles_ -= articles;
    bytes_ -= bytes;
  }
  room_.notify_all();
}

bool ArticleQueue::stays_empty_for(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  coded_.wait_for(lock, time, [&] { return closed_ || (!slots_.empty() && slots_.front().coded); });
  return !closed_ && slots_.empty();
}

void ArticleQueue::close() {
  {
    std::lock_guard const lock(mutex_);
    closed_ = true;
  }
  room_.notify_all();
  uncoded_.notify_all();
  coded_.notify_all();
}

std::size_t ArticleQueue::size() const {
  std::lock_guard const lock(mutex_);
  return articles_;
}

QueueLengths ArticleQueue::lengths() const {
  std::lock_guard const lock(mutex_);
  auto const coded = static_cast<std::size_t>(std::ranges::count_if(slots_, &Slot::coded));
  auto const uncoded =
      static_cast<std::size_t>(std::count_if(slots_.begin() + static_cast<std::ptrdiff_t>(next_uncoded_), slots_.end(),
                                             [](Slot const& slot) { return !slot.coded; }));
  return {.uncoded = uncoded,
          .coding = slots_.size() - coded - uncoded,
          .coded = coded,
          .writing = articles_ - slots_.size(),
          .bytes = bytes_};
}

}  // namespace dragoman
