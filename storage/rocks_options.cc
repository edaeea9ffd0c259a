#include "storage/rocks_options.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

namespace dragoman {
namespace {

constexpr std::size_t kKiB = 1024;
constexpr std::size_t kMiB = 1024 * kKiB;

rocksdb::DBOptions database_options(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.env = env;

  // Damage before the end of the log refuses to open; a torn last record, which nobody was told of, does not.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.track_and_verify_wals_in_manifest = true;
  options.recycle_log_file_num = 0;
  options.paranoid_checks = true;
  options.max_open_files = -1;  // opening looks at every file

  options.avoid_flush_during_shutdown = true;

  // One thread writes. Then a memtable need not be ready for several, and may remember where the last key went.
  options.allow_concurrent_memtable_write = false;

  options.max_background_jobs = 2;
  options.avoid_unnecessary_blocking_io = true;
  options.bytes_per_sync = kMiB;
  options.db_write_buffer_size = 24 * kMiB;
  options.max_total_wal_size = 32 * kMiB;

  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.max_log_file_size = kMiB;
  options.keep_log_file_num = 2;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(Family family, std::shared_ptr<rocksdb::Cache> const& cache) {
  bool const texts = family == Family::kArticles;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.block_size = (texts ? 32 : 8) * kKiB;
  // Only digests are asked for ids that are often absent: a new article.
  if (family == Family::kArticleDigests) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));

  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = 8 * kMiB;
  // Most keys follow the one before.
  if (family == Family::kEvents || family == Family::kActors)
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(0));
  options.level0_file_num_compaction_trigger = 8;
  options.level_compaction_dynamic_level_bytes = true;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.bottommost_compression_opts.enabled = true;
  options.bottommost_compression_opts.level = 3;
  options.bottommost_compression_opts.max_dict_bytes = 16 * kKiB;
  // For events, training costs a tenth of a load and saves nothing beside samples taken as they are.
  options.bottommost_compression_opts.use_zstd_dict_trainer = texts;
  options.bottommost_compression_opts.zstd_max_train_bytes = 100 * 16 * kKiB;
  return options;
}

}  // namespace

RocksOptions rocks_options(RocksStoreOptions const& options, rocksdb::Env* env) {
  auto const cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  RocksOptions made{database_options(env), {}};
  for (std::size_t i = 0; i < made.families.size(); ++i)
    made.families[i] = family_options(static_cast<Family>(i), cache);
  return made;
}

}  // namespace dragoman
