#pragma once
// A process that a test starts, reads from and may kill.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace dragoman::testing {

class Child {
 public:
  /// Its standard input stays open, and empty, until close_input().
  explicit Child(std::vector<std::string> command);
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;
  ~Child();  // kills it when it still runs

  /// The next line it wrote; nothing at the end of its output or when `deadline` has come.
  std::optional<std::string> line(std::chrono::steady_clock::time_point deadline);
  void close_input();
  void kill_now();
  /// Exit code; 128 + signal when killed by one.
  int wait();

 private:
  int pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  std::string buffer_;
};

}  // namespace dragoman::testing
