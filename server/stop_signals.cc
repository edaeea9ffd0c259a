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

int wait_for_one() {
  auto const set = stop_set();
  int number = 0;
  while (sigwait(&set, &number) != 0) {
  }
  return number;
}

}  // namespace

StopSignals::StopSignals() {
  auto const set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a log nobody reads must not end the server
}

int StopSignals::wait() const { return wait_for_one(); }

void StopSignals::exit_on_next() const {
  constexpr int kKilledBySignal = 128;
  std::thread([] { _exit(kKilledBySignal + wait_for_one()); }).detach();
}

}  // namespace dragoman
