#include "storage/rocks_writer.h"

#include "storage/records.h"

namespace dragoman {

Result<void> RocksWriter::write(rocksdb::WriteBatch& batch, std::string const& state, bool durable) {
  constexpr std::string_view kDoing = "writing to the database";
  if (!has_room_for(batch.GetDataSize())) return to_error(rocksdb::Status::NoSpace(), kDoing);
  if (auto const status = fill_memtable(state); !status.ok()) return to_error(status, kDoing);
  rocksdb::WriteOptions options;
  options.sync = durable;
  if (auto const status = database_->db().Write(options, &batch); !status.ok()) return to_error(status, kDoing);
  return {};
}

void RocksWriter::empty_memtables() {
  std::uint64_t bytes = 0;
  database_->db().GetAggregatedIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables, &bytes);
  if (!has_room_for(bytes)) return;
  // RocksDB keeps a failed flush in mind and refuses writes until it is mended.
  database_->db().Flush({}, database_->families()).PermitUncheckedError();
}

/// Refusing early costs nothing. Once RocksDB's own write has failed, the database takes seconds to recover after
/// there is space again, and its files of before need room to be merged.
bool RocksWriter::has_room_for(std::size_t bytes) const {
  if (reserve_bytes_ == 0) return true;
  std::uint64_t free = 0;
  auto const status = database_->db().GetEnv()->GetFreeSpace(database_->db().GetName(), &free);
  return !status.ok() || free >= reserve_bytes_ + bytes;
}

/// After a failed write to its log RocksDB flushes the memtables, which begins a new log. With nothing in any memtable
/// it begins none and calls itself recovered, and the next write ends the process where RocksDB is built with its
/// assertions, as Debian's is. So something is in a memtable before the log is written to: a record as it stands
/// already, which may be lost.
rocksdb::Status RocksWriter::fill_memtable(std::string const& state) {
  auto* const meta = database_->family(Family::kMeta);
  std::uint64_t entries = 0;
  database_->db().GetIntProperty(meta, rocksdb::DB::Properties::kNumEntriesActiveMemTable, &entries);
  if (entries > 0) return rocksdb::Status::OK();
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  return database_->db().Put(options, meta, kStateKey, state);
}

}  // namespace dragoman
