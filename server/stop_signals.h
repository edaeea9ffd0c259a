#pragma once
// SIGINT and SIGTERM as something to wait for, and SIGHUP as the wish to read files again.

#include <functional>

namespace dragoman {

/// Construct before the first thread is started: all threads inherit that these signals wait.
class StopSignals {
 public:
  /// Without `takes_hangup` SIGHUP ends the process, as it does when a terminal is closed.
  explicit StopSignals(bool takes_hangup);
  /// The number of the signal that came. `hangup` is called for each SIGHUP before it.
  int wait(std::function<void()> const& hangup) const;
  /// From now on the next one ends the process at once, whatever it is doing. The store survives that like a crash.
  void exit_on_next() const;

 private:
  bool const takes_hangup_;
};

}  // namespace dragoman
