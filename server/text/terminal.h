#pragma once
// What standard output is.

#include <cstddef>

namespace dragoman {

struct Terminal {
  bool is_terminal = false;
  bool colours = false;       // a terminal that can, and NO_COLOR is not set
  std::size_t columns = 100;  // COLUMNS where it is not a terminal
};

Terminal standard_output();

}  // namespace dragoman
