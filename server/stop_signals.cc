#include "server/stop_signals.h"

#include <csignal>
#include <thread>

#include <pthread.h>
#include <unistd.h>

namespace dragoman {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

int wait_for_one(sigset_t const& set) {
  int number = 0;
  while (sigwait(&set, &number) != 0) {
  }
  return number;
}

}  // namespace

StopSignals::StopSignals(bool takes_hangup) : takes_hangup_(takes_hangup) {
  auto set = stop_set();
  if (takes_hangup) sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a log nobody reads must not end the server
}

int StopSignals::wait(std::function<void()> const& hangup) const {
  auto set = stop_set();
  if (takes_hangup_) sigaddset(&set, SIGHUP);
  while (true) {
    auto const number = wait_for_one(set);
    if (number != SIGHUP) return number;
    hangup();
  }
}

void StopSignals::exit_on_next() const {
  constexpr int kKilledBySignal = 128;
  std::thread([] { _exit(kKilledBySignal + wait_for_one(stop_set())); }).detach();
}

}  // namespace dragoman
