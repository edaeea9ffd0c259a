#pragma once
// A store's database opened behind its back, to break it or to look at it.

#include <memory>
#include <string>
#include <vector>

#include <rocksdb/db.h>

#include "storage/column_families.h"

namespace dragoman::testing {

/// Throws when RocksDB refuses.
class RawDatabase {
 public:
  /// Creates families that are missing, `more` beside ours.
  explicit RawDatabase(std::string const& directory, std::vector<std::string> const& more = {});
  RawDatabase(RawDatabase const&) = delete;
  RawDatabase& operator=(RawDatabase const&) = delete;
  ~RawDatabase();

  void put(Family family, std::string const& key, std::string const& value);
  void erase(Family family, std::string const& key);
  std::string get(Family family, std::string const& key);
  std::size_t rows(Family family);
  /// Everything into files, and those into as few as possible.
  void compact();
  void flush();

 private:
  rocksdb::ColumnFamilyHandle* handle(Family family) { return handles_[static_cast<std::size_t>(family)]; }

  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

/// An empty RocksDB database with the default family alone, or with one key when `key` is not empty.
void make_foreign_database(std::string const& directory, std::string const& key);

}  // namespace dragoman::testing
