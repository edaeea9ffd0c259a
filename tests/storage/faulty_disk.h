#pragma once
// A file system that can run full, counts what it makes durable, and knows what a power cut would leave.

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace dragoman::testing {

class FaultyDisk final : public rocksdb::FileSystemWrapper {
 public:
  FaultyDisk() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  char const* Name() const override { return "FaultyDisk"; }

  /// How much more can be written. A write that does not fit puts half of its bytes down and fails.
  void set_free(std::int64_t bytes) { free_ = bytes; }
  /// How often a write did not fit.
  int failures() const { return failures_; }
  /// How often a log of RocksDB was made durable.
  int log_syncs() const { return log_syncs_; }
  /// Called before each time that a log is made durable.
  void before_log_sync(std::function<void()> action) { before_log_sync_ = std::move(action); }
  /// What a power cut now would leave of `from`: of each file the part that was made durable, and `torn` of what was
  /// written after it (0: nothing, 1: all).
  void copy_as_after_power_cut(std::string const& from, std::string const& to, double torn);

  rocksdb::IOStatus NewWritableFile(std::string const& name, rocksdb::FileOptions const& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* context) override;
  rocksdb::IOStatus GetFreeSpace(std::string const& path, rocksdb::IOOptions const& options, std::uint64_t* free,
                                 rocksdb::IODebugContext* context) override;
  rocksdb::IOStatus RenameFile(std::string const& from, std::string const& to, rocksdb::IOOptions const& options,
                               rocksdb::IODebugContext* context) override;

 private:
  class File;
  struct Written {
    std::uint64_t bytes = 0;
    std::uint64_t durable = 0;
  };

  std::atomic<std::int64_t> free_ = std::int64_t{1} << 40;
  std::atomic<int> failures_ = 0;
  std::atomic<int> log_syncs_ = 0;
  std::function<void()> before_log_sync_;
  std::mutex mutex_;  // guards files_
  std::map<std::string, Written> files_;
};

}  // namespace dragoman::testing
