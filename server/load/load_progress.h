#pragma once
// A line on the terminal that says how far a load is.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

/// "news.ndjson.gz [=====>    ]  52 %  1,234 a second, 12 s left"; `total` 0: not known.
std::string progress_line(std::string_view name, std::uint64_t done, std::uint64_t total, std::uint64_t items,
                          std::chrono::duration<double> passed);

/// On standard error, when that is a terminal and not `quiet`; otherwise nothing.
class LoadProgress {
 public:
  LoadProgress(std::string name, std::uint64_t total, bool quiet);
  ~LoadProgress() { clear(); }
  LoadProgress(LoadProgress const&) = delete;
  LoadProgress& operator=(LoadProgress const&) = delete;

  /// Bytes of the files read and items sent so far.
  void at(std::uint64_t done, std::uint64_t items);
  /// Takes it away, before something else is written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::string name_;
  std::uint64_t total_;
  bool shown_;
  bool visible_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point next_ = Clock::now();
};

}  // namespace dragoman
