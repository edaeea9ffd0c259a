#pragma once
// One line per thing that happened, in logfmt (name=value), on standard error. Silent until start_log(). Any thread;
// a reader of the log that falls behind costs lines, never time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/error.h"

namespace dragoman {

/// "debug", "info", "warning", "error" or "off".
Result<void> start_log(std::string_view level);
/// Writes out what is waiting.
void finish_log();

/// `words` are further name=value pairs or empty.
void log_info(std::string_view message, std::string_view words = {});
void log_warning(std::string_view message, std::string_view words = {});
void log_error(std::string_view message, std::string_view words = {});

struct RequestLine {
  std::string_view id;
  std::string_view method;
  std::string_view target;
  unsigned status = 0;  // 0: no answer was sent
  std::uint64_t received = 0;
  std::uint64_t sent = 0;
  double milliseconds = 0;
  std::string_view note;    // why there was no answer
  std::string_view client;  // its address
  std::string_view key;     // its name; empty: none was given, or none that is known
};
std::string format_request(RequestLine const& line);
void log_request(RequestLine const& line);

/// In quotes, with everything that is not printable ASCII escaped, cut after `most` bytes.
std::string log_quoted(std::string_view text, std::size_t most = 512);

}  // namespace dragoman
