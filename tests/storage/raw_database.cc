#include "raw_database.h"

#include <rocksdb/env.h>

#include <stdexcept>

#include "storage/rocks_options.h"

namespace dragoman::testing {
namespace {

void must(rocksdb::Status const& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

}  // namespace

RawDatabase::RawDatabase(std::string const& directory, std::vector<std::string> const& more) {
  auto options = rocks_options({.directory = directory}, rocksdb::Env::Default());
  options.database.create_if_missing = true;
  options.database.create_missing_column_families = true;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i)
    families.emplace_back(std::string(kFamilyNames[i]), options.families[i]);
  for (auto const& name : more) families.emplace_back(name, rocksdb::ColumnFamilyOptions{});
  rocksdb::DB* opened = nullptr;
  must(rocksdb::DB::Open(options.database, directory, families, &handles_, &opened));
  db_.reset(opened);
}

RawDatabase::~RawDatabase() {
  for (auto* const handle : handles_) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
}

void RawDatabase::put(Family family, std::string const& key, std::string const& value) {
  must(db_->Put({}, handle(family), key, value));
}

void RawDatabase::erase(Family family, std::string const& key) { must(db_->Delete({}, handle(family), key)); }

std::string RawDatabase::get(Family family, std::string const& key) {
  std::string value;
  must(db_->Get({}, handle(family), key, &value));
  return value;
}

std::size_t RawDatabase::rows(Family family) {
  std::size_t count = 0;
  std::unique_ptr<rocksdb::Iterator> const at(db_->NewIterator({}, handle(family)));
  for (at->SeekToFirst(); at->Valid(); at->Next()) ++count;
  must(at->status());
  return count;
}

void RawDatabase::flush() { must(db_->Flush({}, handles_)); }

void RawDatabase::compact() {
  flush();
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  for (auto* const family : handles_) must(db_->CompactRange(options, family, nullptr, nullptr));
}

void make_foreign_database(std::string const& directory, std::string const& key) {
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  must(rocksdb::DB::Open(options, directory, &opened));
  std::unique_ptr<rocksdb::DB> const db(opened);
  if (!key.empty()) must(db->Put({}, key, "value"));
}

}  // namespace dragoman::testing
