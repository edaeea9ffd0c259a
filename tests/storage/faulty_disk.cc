#include "faulty_disk.h"

#include <algorithm>
#include <filesystem>

#include "scratch.h"

namespace dragoman::testing {

class FaultyDisk::File final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(FaultyDisk& disk, std::string name, std::unique_ptr<rocksdb::FSWritableFile>&& file)
      : rocksdb::FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), name_(std::move(name)) {}

  rocksdb::IOStatus Append(rocksdb::Slice const& data, rocksdb::IOOptions const& options,
                           rocksdb::IODebugContext* context) override {
    if (disk_.free_ < static_cast<std::int64_t>(data.size())) {
      ++disk_.failures_;
      rocksdb::Slice const half(data.data(), data.size() / 2);
      if (auto const status = target()->Append(half, options, context); !status.ok()) return status;
      written(half.size());
      return rocksdb::IOStatus::NoSpace();
    }
    auto const status = target()->Append(data, options, context);
    if (status.ok()) {
      disk_.free_ -= static_cast<std::int64_t>(data.size());
      written(data.size());
    }
    return status;
  }
  rocksdb::IOStatus Append(rocksdb::Slice const& data, rocksdb::IOOptions const& options,
                           rocksdb::DataVerificationInfo const&, rocksdb::IODebugContext* context) override {
    return Append(data, options, context);
  }
  rocksdb::IOStatus Sync(rocksdb::IOOptions const& options, rocksdb::IODebugContext* context) override {
    before_sync();
    auto const status = target()->Sync(options, context);
    if (status.ok()) made_durable();
    return status;
  }
  rocksdb::IOStatus Fsync(rocksdb::IOOptions const& options, rocksdb::IODebugContext* context) override {
    before_sync();
    auto const status = target()->Fsync(options, context);
    if (status.ok()) made_durable();
    return status;
  }

 private:
  bool is_log() const { return name_.ends_with(".log"); }
  void written(std::size_t bytes) {
    std::lock_guard const lock(disk_.mutex_);
    disk_.files_[name_].bytes += bytes;
  }
  void before_sync() {
    if (!is_log()) return;
    ++disk_.log_syncs_;
    if (disk_.before_log_sync_) disk_.before_log_sync_();
  }
  void made_durable() {
    std::lock_guard const lock(disk_.mutex_);
    auto& file = disk_.files_[name_];
    file.durable = file.bytes;
  }

  FaultyDisk& disk_;
  std::string const name_;
};

rocksdb::IOStatus FaultyDisk::NewWritableFile(std::string const& name, rocksdb::FileOptions const& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* file,
                                              rocksdb::IODebugContext* context) {
  auto status = target()->NewWritableFile(name, options, file, context);
  if (!status.ok()) return status;
  {
    std::lock_guard const lock(mutex_);
    files_[name] = {};
  }
  *file = std::make_unique<File>(*this, name, std::move(*file));
  return status;
}

rocksdb::IOStatus FaultyDisk::GetFreeSpace(std::string const&, rocksdb::IOOptions const&, std::uint64_t* free,
                                           rocksdb::IODebugContext*) {
  *free = static_cast<std::uint64_t>(std::max<std::int64_t>(free_, 0));
  return rocksdb::IOStatus::OK();
}

rocksdb::IOStatus FaultyDisk::RenameFile(std::string const& from, std::string const& to,
                                         rocksdb::IOOptions const& options, rocksdb::IODebugContext* context) {
  auto status = target()->RenameFile(from, to, options, context);
  std::lock_guard const lock(mutex_);
  if (auto const found = files_.find(from); status.ok() && found != files_.end()) {
    files_[to] = found->second;
    files_.erase(from);
  }
  return status;
}

void FaultyDisk::copy_as_after_power_cut(std::string const& from, std::string const& to, double torn) {
  std::lock_guard const lock(mutex_);
  std::filesystem::create_directories(to);
  for (auto const& entry : std::filesystem::directory_iterator(from)) {
    auto bytes = read_file(entry.path());
    if (auto const found = files_.find(entry.path().string()); found != files_.end()) {
      auto const& [written, durable] = found->second;
      auto const kept = static_cast<double>(written - durable) * torn;
      bytes.resize(durable + static_cast<std::size_t>(kept));
    }
    write_file(std::filesystem::path(to) / entry.path().filename(), bytes);
  }
}

}  // namespace dragoman::testing
