#include "server/process_figures.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

namespace dragoman {
namespace {

/// When the machine started, in seconds since 1970.
double boot_seconds() {
  std::ifstream file("/proc/stat");
  std::string word;
  double seconds = 0;
  while (file >> word) {
    if (word == "btime") {
      file >> seconds;
      break;
    }
  }
  return seconds;
}

}  // namespace

ProcessFigures process_figures() {
  ProcessFigures figures;
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  // Its second field is the program's name in brackets, which may hold anything; the third comes after the last
  // bracket.
  if (auto const end = line.rfind(')'); end != line.npos) {
    constexpr int kUserTicks = 14, kSystemTicks = 15, kThreads = 20, kStartTicks = 22, kVirtual = 23, kResident = 24;
    auto const ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    std::size_t at = end + 2;
    for (int field = 3; field <= kResident && at < line.size(); ++field) {
      auto const stop = std::min(line.find(' ', at), line.size());
      auto const value = field == 3 ? 0.0 : std::strtod(line.c_str() + at, nullptr);
      if (field == kUserTicks || field == kSystemTicks) figures.cpu_seconds += value / ticks;
      if (field == kThreads) figures.threads = static_cast<std::uint64_t>(value);
      if (field == kStartTicks) figures.start_seconds = boot_seconds() + value / ticks;
      if (field == kVirtual) figures.virtual_bytes = static_cast<std::uint64_t>(value);
      if (field == kResident) {
        figures.resident_bytes = static_cast<std::uint64_t>(value) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
      }
      at = stop + 1;
    }
  }
  std::error_code error;
  for (auto it = std::filesystem::directory_iterator("/proc/self/fd", error);
       !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    ++figures.open_files;
  }
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) figures.most_files = limit.rlim_cur;
  return figures;
}

}  // namespace dragoman
