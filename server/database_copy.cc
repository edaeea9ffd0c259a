#include "server/database_copy.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace dragoman {
namespace {

namespace fs = std::filesystem;

bool sync_directory(fs::path const& directory) {
  int const handle = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  bool const done = ::fsync(handle) == 0;
  ::close(handle);
  return done;
}

/// A name of RocksDB's, and nothing that leads elsewhere.
bool plain(std::string const& name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

}  // namespace

Error DatabaseCopy::failure(std::string const& name) const {
  auto const code = errno == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kInternal;
  return {code, "cannot write " + name + ": " + std::strerror(errno)};
}

Result<DatabaseCopy> DatabaseCopy::begin(std::string const& given) {
  auto directory = given;
  while (directory.size() > 1 && directory.ends_with('/')) directory.pop_back();
  std::error_code error;
  bool const there = fs::exists(directory, error);
  if (error) return Error{ErrorCode::kInternal, "cannot look at " + directory + ": " + error.message()};
  if (there && (!fs::is_directory(directory, error) || !fs::is_empty(directory, error)))
    return Error{ErrorCode::kConflict, directory + " exists and is not empty: give a directory that is new"};
  DatabaseCopy copy(directory);
  if (fs::exists(copy.partial_, error)) {
    auto const message = copy.partial_ + " exists, left by a copy that was cut short: remove it";
    copy.partial_.clear();
    return Error{ErrorCode::kConflict, message};
  }
  fs::create_directories(copy.partial_, error);
  if (error) return Error{ErrorCode::kInternal, "cannot create " + copy.partial_ + ": " + error.message()};
  return copy;
}

DatabaseCopy::DatabaseCopy(DatabaseCopy&& other) noexcept
    : directory_(std::move(other.directory_)),
      partial_(std::exchange(other.partial_, {})),
      name_(std::move(other.name_)),
      file_(std::exchange(other.file_, -1)) {}

DatabaseCopy::~DatabaseCopy() {
  if (file_ >= 0) ::close(file_);
  std::error_code ignored;
  if (!partial_.empty()) fs::remove_all(partial_, ignored);
}

Result<void> DatabaseCopy::begin_file(std::string const& name) {
  if (!plain(name)) return Error{ErrorCode::kCorruption, "a backup has no file called '" + name + "'"};
  name_ = partial_ + '/' + name;
  file_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file_ < 0) return failure(name_);
  return {};
}

Result<void> DatabaseCopy::write(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(name_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> DatabaseCopy::end_file() {
  bool const durable = ::fsync(file_) == 0;
  auto const error = failure(name_);
  bool const closed = ::close(std::exchange(file_, -1)) == 0;
  if (!durable || !closed) return error;
  return {};
}

Result<void> DatabaseCopy::take_files(std::string const& from) {
  std::error_code error;
  for (fs::directory_iterator at(from, error), end; !error && at != end; at.increment(error)) {
    auto const name = at->path().filename().string();
    if (!at->is_regular_file(error) || name == "LOCK" || name.starts_with("LOG")) continue;
    std::ifstream file(at->path(), std::ios::binary);
    auto done = begin_file(name);
    std::array<char, 65536> piece{};
    while (done && file.read(piece.data(), piece.size()).gcount() > 0)
      done = write({piece.data(), static_cast<std::size_t>(file.gcount())});
    if (done && !file.eof()) return Error{ErrorCode::kInternal, "cannot read " + at->path().string()};
    if (done) done = end_file();
    if (!done) return done;
  }
  if (error) return Error{ErrorCode::kInternal, "cannot read " + from + ": " + error.message()};
  return {};
}

Result<StoreCounts> DatabaseCopy::finish() {
  if (!sync_directory(partial_)) return failure(partial_);
  StoreCounts counts;
  {
    auto const store = open_rocks_store({.directory = partial_, .create_if_missing = false});
    if (!store) return store.error();
    auto const faults = (*store)->verify();
    if (!faults) return faults.error();
    if (!faults->empty())
      return Error{ErrorCode::kCorruption,
                   "what was copied is damaged (" + std::to_string(faults->size()) + " faults): " + faults->front()};
    counts = (*store)->counts();
  }
  if (!sync_directory(partial_)) return failure(partial_);
  if (::rename(partial_.c_str(), directory_.c_str()) != 0) return failure(directory_);
  partial_.clear();
  auto const parent = fs::absolute(directory_).parent_path();
  if (!sync_directory(parent)) return failure(parent.string());
  return counts;
}

}  // namespace dragoman
