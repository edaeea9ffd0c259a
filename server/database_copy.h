#pragma once
// A new database directory made of files from elsewhere: whole and checked, or not there.

#include <cstdint>
#include <string>
#include <string_view>

#include "common/error.h"
#include "storage/event_store.h"

namespace dragoman {

/// Files are gathered in "<directory>.partial", which is removed with this object unless finish() has renamed it. One
/// thread.
class DatabaseCopy {
 public:
  /// `directory` must not exist, or be empty; "<directory>.partial" must not exist.
  static Result<DatabaseCopy> begin(std::string const& directory);
  DatabaseCopy(DatabaseCopy&& other) noexcept;
  DatabaseCopy& operator=(DatabaseCopy&&) = delete;
  ~DatabaseCopy();

  /// A file in it, open for writing, with the bytes that follow.
  Result<void> begin_file(std::string const& name);
  Result<void> write(std::string_view bytes);
  Result<void> end_file();
  /// All files of a database that nobody has open.
  Result<void> take_files(std::string const& from);

  /// Makes everything durable, opens it, verifies it, and gives it its name.
  Result<StoreCounts> finish();

 private:
  explicit DatabaseCopy(std::string directory) : directory_(std::move(directory)), partial_(directory_ + ".partial") {}
  Error failure(std::string const& name) const;

  std::string directory_;
  std::string partial_;
  std::string name_;  // of the file being written
  int file_ = -1;
};

}  // namespace dragoman
