#pragma once
// Where a command writes what it was asked for: a file that is whole or not there, or standard output.

#include <string>
#include <string_view>

#include "common/error.h"

namespace dragoman {

/// Until finish() the bytes are in "NAME.partial", which goes away with the object. What is there under the name stays
/// until then. A name of something that is no file (a terminal, a pipe, /dev/null) is written to as it is.
class OutputFile {
 public:
  /// Empty or "-": standard output.
  static Result<OutputFile> begin(std::string const& name);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Result<void> write(std::string_view bytes);
  /// All of it is on disk under its name.
  Result<void> finish();

 private:
  explicit OutputFile(std::string name) : name_(std::move(name)) {}
  Error failure() const;

  std::string name_;     // as shown
  std::string partial_;  // empty: nothing to rename
  int file_ = -1;
};

}  // namespace dragoman
