#include "server/load/load_progress.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace dragoman {
namespace {

std::string time_left(double seconds) {
  auto const whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace

std::string progress_line(std::string_view name, std::uint64_t done, std::uint64_t total, std::uint64_t items,
                          std::chrono::duration<double> passed) {
  constexpr double kMega = 1e6;
  constexpr std::size_t kWidth = 20;
  auto const rate = passed.count() > 0 ? static_cast<double>(items) / passed.count() : 0.0;
  if (total == 0) return fmt::format("{}  {:.1f} MB  {:.0f} a second", name, static_cast<double>(done) / kMega, rate);
  auto const share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  auto const filled = static_cast<std::size_t>(share * static_cast<double>(kWidth));
  std::string bar(filled, '=');
  if (filled < kWidth) bar += '>';
  bar.resize(kWidth, ' ');
  auto line = fmt::format("{} [{}] {:3.0f} %  {:.0f} a second", name, bar, share * 100, rate);
  if (share > 0 && passed.count() >= 1) line += ", " + time_left(passed.count() / share * (1 - share)) + " left";
  return line;
}

LoadProgress::LoadProgress(std::string name, std::uint64_t total, bool quiet)
    : name_(std::move(name)), total_(total), shown_(!quiet && isatty(STDERR_FILENO) != 0) {}

void LoadProgress::at(std::uint64_t done, std::uint64_t items) {
  constexpr auto kBetween = std::chrono::milliseconds(100);
  auto const now = Clock::now();
  if (!shown_ || (visible_ && now < next_)) return;
  next_ = now + kBetween;
  visible_ = true;
  std::cerr << '\r' << progress_line(name_, done, total_, items, now - started_) << "\x1b[K" << std::flush;
}

void LoadProgress::clear() {
  if (std::exchange(visible_, false)) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace dragoman
