#pragma once

#include <memory>
#include <string>

#include <rocksdb/write_batch.h>

#include "common/error.h"
#include "storage/rocks_database.h"

namespace dragoman {

/// Writes batches as long as the disk has room. One thread at a time.
class RocksWriter {
 public:
  RocksWriter(std::shared_ptr<RocksDatabase const> database, std::uint64_t reserve_bytes)
      : database_(std::move(database)), reserve_bytes_(reserve_bytes) {}

  /// `state` is what the state record holds before the batch. With `durable`, returns once this and everything written
  /// before would survive a power cut. kNoSpace: nothing was written; try again once there is room.
  Result<void> write(rocksdb::WriteBatch& batch, std::string const& state, bool durable);
  /// Moves what is in memory only for the log's sake into tables. A fault is the next write's to report.
  void empty_memtables();

 private:
  bool has_room_for(std::size_t bytes) const;
  rocksdb::Status fill_memtable(std::string const& state);

  std::shared_ptr<RocksDatabase const> const database_;
  std::uint64_t const reserve_bytes_;
};

}  // namespace dragoman
