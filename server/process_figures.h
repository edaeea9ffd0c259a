#pragma once
// What the system knows of this process.

#include <cstdint>

namespace dragoman {

struct ProcessFigures {
  std::uint64_t resident_bytes = 0;
  std::uint64_t virtual_bytes = 0;
  double cpu_seconds = 0;    // of all its threads
  double start_seconds = 0;  // since 1970
  std::uint64_t threads = 0;
  std::uint64_t open_files = 0;
  std::uint64_t most_files = 0;
};

/// From /proc; what cannot be read is 0.
ProcessFigures process_figures();

}  // namespace dragoman
