#pragma once
// Files as they lie about: plain, gzip or zstd, told apart by their first bytes; "-" is standard input.

#include <cstdint>
#include <memory>
#include <string>

#include "common/error.h"

namespace dragoman {

/// One thread at a time. Holds a few hundred KiB whatever the file's size.
class InputFile {
 public:
  virtual ~InputFile() = default;
  /// The next piece; empty at the end. Errors name the file, also for a compressed file that is cut short.
  virtual Result<std::string> read() = 0;
  /// Of the file itself, compressed or not, so far.
  virtual std::uint64_t bytes_read() const = 0;
};
Result<std::unique_ptr<InputFile>> open_input(std::string const& name);

/// "standard input" for "-".
std::string input_name(std::string const& name);

}  // namespace dragoman
