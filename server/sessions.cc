#include "server/sessions.h"

#include "server/session.h"

namespace dragoman {

bool Sessions::add(std::shared_ptr<Session> const& session) {
  std::lock_guard const lock(mutex_);
  if (closed_ || open_.size() >= most_) return false;
  open_.emplace(session.get(), session);
  return true;
}

void Sessions::remove(Session const* session) {
  std::lock_guard const lock(mutex_);
  open_.erase(session);
  if (open_.empty()) changed_.notify_all();
}

void Sessions::close() {
  std::lock_guard const lock(mutex_);
  closed_ = true;
}

void Sessions::finish_all() {
  std::lock_guard const lock(mutex_);
  for (auto const& [address, weak] : open_) {
    if (auto const session = weak.lock()) session->finish();
  }
}

void Sessions::abort_all() {
  std::lock_guard const lock(mutex_);
  for (auto const& [address, weak] : open_) {
    if (auto const session = weak.lock()) session->abort();
  }
}

bool Sessions::wait_until_empty(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [&] { return open_.empty(); });
}

void Sessions::wait_until_empty() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return open_.empty(); });
}

}  // namespace dragoman
