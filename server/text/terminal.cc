#include "server/text/terminal.h"

#include <charconv>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace dragoman {
namespace {

std::string_view environment(char const* name) {
  auto const* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

Terminal standard_output() {
  constexpr std::size_t kNarrowest = 40;
  Terminal terminal;
  terminal.is_terminal = isatty(STDOUT_FILENO) != 0;
  terminal.colours = terminal.is_terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  std::size_t columns = 0;
  winsize size{};
  if (terminal.is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  if (columns == 0) {
    auto const text = environment("COLUMNS");
    std::from_chars(text.data(), text.data() + text.size(), columns);
  }
  if (columns != 0) terminal.columns = columns < kNarrowest ? kNarrowest : columns;
  return terminal;
}

}  // namespace dragoman
