#pragma once
// SIGINT and SIGTERM as something to wait for.

namespace dragoman {

/// Construct before the first thread is started: all threads inherit that these signals wait.
class StopSignals {
 public:
  StopSignals();
  /// The number of the signal that came.
  int wait() const;
  /// From now on the next one ends the process at once, whatever it is doing. The store survives that like a crash.
  void exit_on_next() const;
};

}  // namespace dragoman
