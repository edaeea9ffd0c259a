#pragma once
// An open RocksDB database of ours, and reading it. Everything here may be used by any thread.

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <rocksdb/db.h>

#include "common/error.h"
#include "storage/column_families.h"
#include "storage/event_store.h"
#include "storage/rocks_status.h"

namespace dragoman {

/// Owns the database and its handles; closes them when the last holder lets go.
class RocksDatabase {
 public:
  RocksDatabase(std::unique_ptr<rocksdb::DB> db, std::vector<rocksdb::ColumnFamilyHandle*> handles)
      : db_(std::move(db)), handles_(std::move(handles)) {}
  RocksDatabase(RocksDatabase const&) = delete;
  RocksDatabase& operator=(RocksDatabase const&) = delete;
  ~RocksDatabase() {
    for (auto* const handle : handles_) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    db_->Close().PermitUncheckedError();
  }

  rocksdb::DB& db() const { return *db_; }
  std::vector<rocksdb::ColumnFamilyHandle*> const& families() const { return handles_; }
  rocksdb::ColumnFamilyHandle* family(Family family) const { return handles_[static_cast<std::size_t>(family)]; }

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // by Family
};

/// Opens or creates as event_store.h says. `env` is the file system to use, for tests that make it fail; it must
/// outlive the database.
Result<std::shared_ptr<RocksDatabase const>> open_rocks_database(RocksStoreOptions const& options, rocksdb::Env* env);
Result<std::unique_ptr<EventStore>> open_rocks_store(RocksStoreOptions const& options, rocksdb::Env* env);

/// A RocksDB snapshot, released with this object.
class RocksMoment {
 public:
  explicit RocksMoment(std::shared_ptr<RocksDatabase const> database)
      : database_(std::move(database)), snapshot_(database_->db().GetSnapshot()) {}
  RocksMoment(RocksMoment const&) = delete;
  RocksMoment& operator=(RocksMoment const&) = delete;
  ~RocksMoment() { database_->db().ReleaseSnapshot(snapshot_); }

  RocksDatabase const& database() const { return *database_; }
  rocksdb::ReadOptions for_lookups() const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    return options;
  }
  rocksdb::ReadOptions for_scans() const {
    auto options = for_lookups();
    options.fill_cache = false;
    options.readahead_size = std::size_t{2} << 20U;
    return options;
  }
  std::unique_ptr<rocksdb::Iterator> scan(Family family) const {
    return std::unique_ptr<rocksdb::Iterator>(database_->db().NewIterator(for_scans(), database_->family(family)));
  }

 private:
  std::shared_ptr<RocksDatabase const> database_;
  rocksdb::Snapshot const* snapshot_;
};

std::shared_ptr<StoreSnapshot const> make_rocks_snapshot(std::shared_ptr<RocksDatabase const> database);

/// EventStore::figures() for RocksDB.
StoreFigures rocks_figures(RocksDatabase const& database);

/// EventStore::verify() for RocksDB.
std::vector<std::string> verify_rocks(std::shared_ptr<RocksDatabase const> database);

}  // namespace dragoman
