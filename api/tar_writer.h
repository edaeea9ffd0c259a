#pragma once
// The files of a directory as a tar, piece by piece.

#include <memory>
#include <string>

namespace dragoman {

/// One thread at a time. Throws std::runtime_error when a file can not be read.
class TarWriter {
 public:
  /// The regular files directly in `directory`, in order of their names; they must not change meanwhile.
  explicit TarWriter(std::string directory);
  TarWriter(TarWriter const&) = delete;
  TarWriter& operator=(TarWriter const&) = delete;
  ~TarWriter();

  /// Some 64 KiB; empty at the end.
  std::string next();

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace dragoman
