#include "server/output_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace dragoman {

namespace fs = std::filesystem;

Error OutputFile::failure() const {
  auto const code = errno == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kInternal;
  return {code, "cannot write " + name_ + ": " + std::strerror(errno)};
}

Result<OutputFile> OutputFile::begin(std::string const& name) {
  if (name.empty() || name == "-") {
    OutputFile output("standard output");
    output.file_ = STDOUT_FILENO;
    return output;
  }
  OutputFile output(name);
  std::error_code error;
  auto const there = fs::status(name, error);
  // What /dev/stdout leads to may be a plain file, but its name is not to be replaced.
  bool const is_device = name.starts_with("/dev/") || name.starts_with("/proc/");
  if (fs::exists(there) && (is_device || !fs::is_regular_file(there))) {
    output.file_ = ::open(name.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    auto partial = name + ".partial";
    output.file_ = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (output.file_ >= 0) output.partial_ = std::move(partial);
  }
  if (output.file_ < 0) return output.failure();
  return output;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : name_(std::move(other.name_)),
      partial_(std::exchange(other.partial_, {})),
      file_(std::exchange(other.file_, -1)) {}

OutputFile::~OutputFile() {
  if (file_ >= 0 && file_ != STDOUT_FILENO) ::close(file_);
  if (!partial_.empty()) ::unlink(partial_.c_str());
}

Result<void> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure();
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> OutputFile::finish() {
  if (partial_.empty()) return {};
  if (::fsync(file_) != 0) return failure();
  if (::close(std::exchange(file_, -1)) != 0) return failure();
  if (::rename(partial_.c_str(), name_.c_str()) != 0) return failure();
  partial_.clear();
  return {};
}

}  // namespace dragoman
