#include "storage/rocks_database.h"

#include <rocksdb/metadata.h>

namespace dragoman {

StoreFigures rocks_figures(RocksDatabase const& database) {
  using Properties = rocksdb::DB::Properties;
  auto& db = database.db();
  auto const of_all = [&db](std::string const& property) {
    std::uint64_t value = 0;
    db.GetAggregatedIntProperty(property, &value);
    return value;
  };
  // Of the whole database, or of what the families share.
  auto const of_one = [&](std::string const& property) {
    std::uint64_t value = 0;
    db.GetIntProperty(database.family(Family::kMeta), property, &value);
    return value;
  };
  StoreFigures figures;
  figures.memtable_bytes = of_all(Properties::kSizeAllMemTables);
  figures.cache_bytes = of_one(Properties::kBlockCacheUsage);
  figures.pending_compaction_bytes = of_all(Properties::kEstimatePendingCompactionBytes);
  figures.running_compactions = of_one(Properties::kNumRunningCompactions);
  figures.running_flushes = of_one(Properties::kNumRunningFlushes);
  figures.background_errors = of_one(Properties::kBackgroundErrors);
  figures.writes_stopped = of_one(Properties::kIsWriteStopped) != 0;
  for (auto* const family : database.families()) {
    rocksdb::ColumnFamilyMetaData tables;
    db.GetColumnFamilyMetaData(family, &tables);
    figures.table_files += tables.file_count;
    figures.table_bytes += tables.size;
  }
  return figures;
}

}  // namespace dragoman
