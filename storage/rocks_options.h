#pragma once
// How RocksDB is set up; docs/storage_format.md says why.

#include <array>

#include <rocksdb/options.h>

#include "storage/column_families.h"
#include "storage/event_store.h"

namespace dragoman {

struct RocksOptions {
  rocksdb::DBOptions database;
  std::array<rocksdb::ColumnFamilyOptions, kFamilyNames.size()> families;
};

RocksOptions rocks_options(RocksStoreOptions const& options, rocksdb::Env* env);

}  // namespace dragoman
