// Opening: look before touching. Whether a directory is ours, free, whole and of a known format is found out without
// writing a byte; only then is it opened for writing.

#include <algorithm>
#include <filesystem>
#include <set>

#include <rocksdb/env.h>

#include "storage/records.h"
#include "storage/rocks_checkpoint.h"
#include "storage/rocks_database.h"
#include "storage/rocks_options.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

enum class Found { kNothing, kDatabase, kOldFormat };

/// RocksDB would start a new LOG file, and rename the old one, before it knows whether it may open.
class SilentLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(char const*, va_list) override {}
};

Error refusal(ErrorCode code, std::string const& directory, std::string const& why) {
  return {code, "the directory " + directory + " " + why};
}

Error damaged(std::string const& directory, rocksdb::Status const& status) {
  auto error = to_error(status, "opening the database");
  if (error.code == ErrorCode::kCorruption)
    return refusal(error.code, directory, "holds a damaged database: " + status.ToString());
  if (error.code == ErrorCode::kNoSpace) return error;
  return refusal(error.code, directory, "can not be opened: " + status.ToString());
}

Error foreign(std::string const& directory) {
  return refusal(ErrorCode::kCorruption, directory, "holds something that is not a Dragoman database");
}

/// Holds RocksDB's own lock on the directory, so that nobody else opens it meanwhile.
class DirectoryLock {
 public:
  DirectoryLock(rocksdb::Env* env, std::string const& directory) : env_(env) {
    status_ = env_->LockFile(directory + "/LOCK", &lock_);
  }
  DirectoryLock(DirectoryLock const&) = delete;
  DirectoryLock& operator=(DirectoryLock const&) = delete;
  ~DirectoryLock() {
    if (lock_ != nullptr) env_->UnlockFile(lock_).PermitUncheckedError();
  }
  rocksdb::Status const& status() const { return status_; }
  /// Held by someone, as opposed to: could not be tried.
  bool taken() const { return !status_.ok() && status_.ToString().find("open a file for lock") == std::string::npos; }

 private:
  rocksdb::Env* env_;
  rocksdb::FileLock* lock_ = nullptr;
  rocksdb::Status status_;
};

Error in_use(std::string const& directory) {
  return refusal(ErrorCode::kUnavailable, directory, "is in use by another Dragoman process");
}

/// What RocksDB leaves when it is killed while creating a database, before there is anything in it.
bool left_by_creation(std::string const& file) {
  return file == "LOCK" || file == "IDENTITY" || file == "MANIFEST-000001" || file.starts_with("LOG") ||
         file.ends_with(".dbtmp");
}

Result<Found> look_at_files(std::string const& directory) {
  std::error_code error;
  auto const status = fs::status(directory, error);
  if (status.type() == fs::file_type::not_found) return Found::kNothing;
  if (!error && !fs::is_directory(status)) return refusal(ErrorCode::kInvalidArgument, directory, "is not a directory");

  std::set<std::string> files;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error))
    files.insert(at->path().filename().string());
  if (error) return refusal(ErrorCode::kInternal, directory, "can not be read: " + error.message());

  files.erase("lost+found");  // the root of a file system of its own
  if (files.contains("CURRENT")) return Found::kDatabase;
  if (std::all_of(files.begin(), files.end(), left_by_creation)) return Found::kNothing;
  bool const remains = std::any_of(files.begin(), files.end(), [](std::string const& file) {
    return file.ends_with(".sst") || file.starts_with("MANIFEST-");
  });
  if (remains)
    return refusal(ErrorCode::kCorruption, directory, "holds a damaged database: the file CURRENT is missing");
  return foreign(directory);
}

using Handles = std::vector<rocksdb::ColumnFamilyHandle*>;

std::vector<rocksdb::ColumnFamilyDescriptor> descriptors(RocksOptions const& options,
                                                         std::vector<std::string> const* present = nullptr) {
  std::vector<rocksdb::ColumnFamilyDescriptor> made;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    std::string const name(kFamilyNames[i]);
    if (present == nullptr || std::find(present->begin(), present->end(), name) != present->end())
      made.emplace_back(name, options.families[i]);
  }
  std::string const retired(kRetiredFamily);
  if (present != nullptr && std::find(present->begin(), present->end(), retired) != present->end())
    made.emplace_back(retired, options.families.front());
  return made;
}

/// RocksDB keeps a log from a database's first record on, but would begin an empty one in place of one that is missing.
bool log_is_missing(std::string const& directory) {
  std::error_code error;
  for (fs::directory_iterator file(directory, error), end; !error && file != end; file.increment(error))
    if (file->path().extension() == ".log") return false;
  return !error;
}

/// kNothing: a database whose creation was cut short before its format was written; it is empty.
Result<Found> look_inside(std::string const& directory, RocksOptions const& options) {
  auto database = options.database;
  database.info_log = std::make_shared<SilentLog>();

  std::vector<std::string> names;
  if (auto const status = rocksdb::DB::ListColumnFamilies(database, directory, &names); !status.ok())
    return damaged(directory, status);

  // A newer format may have other families; what it is called is always in the default one.
  auto const families = descriptors(options, &names);
  rocksdb::DB* opened = nullptr;
  Handles handles;
  if (auto const status = rocksdb::DB::OpenForReadOnly(database, directory, families, &handles, &opened); !status.ok())
    return damaged(directory, status);
  RocksDatabase const reading(std::unique_ptr<rocksdb::DB>(opened), handles);

  std::string bytes;
  auto const status = reading.db().Get({}, handles.front(), kFormatKey, &bytes);
  if (status.IsNotFound()) {
    for (auto* const handle : handles) {
      std::unique_ptr<rocksdb::Iterator> const any(reading.db().NewIterator({}, handle));
      any->SeekToFirst();
      // With families of ours it was a database of ours once.
      if (any->Valid() && families.size() > 1)
        return refusal(ErrorCode::kCorruption, directory, "holds a damaged database: its format record is missing");
      if (any->Valid()) return foreign(directory);
      if (!any->status().ok()) return damaged(directory, any->status());
    }
    if (families.size() != names.size()) return foreign(directory);
    return Found::kNothing;
  }
  if (!status.ok()) return damaged(directory, status);
  auto const version = decode_format(bytes);
  if (!version) return foreign(directory);
  if (*version > kFormatVersion)
    return refusal(ErrorCode::kCorruption, directory,
                   "holds a database of format " + std::to_string(*version) +
                       ", and this program knows formats up to " + std::to_string(kFormatVersion));
  bool const retired = std::find(names.begin(), names.end(), kRetiredFamily) != names.end();
  auto const expected = kFamilyNames.size() + (retired && *version == 1 ? 1 : 0);
  if (names.size() != expected || families.size() != expected)
    return refusal(ErrorCode::kCorruption, directory,
                   "holds a damaged database: its column families are not those of its format");

  if (log_is_missing(directory))
    return refusal(ErrorCode::kCorruption, directory, "holds a damaged database: its .log file is missing");
  if (auto const found = reading.db().Get({}, handles.front(), kStateKey, &bytes); !found.ok())
    return refusal(ErrorCode::kCorruption, directory, "holds a damaged database: its state record is missing");
  if (auto const state = decode_state(bytes); !state)
    return refusal(ErrorCode::kCorruption, directory, "holds a damaged database: " + state.error().message);
  return *version < kFormatVersion ? Found::kOldFormat : Found::kDatabase;
}

Result<Found> look(RocksStoreOptions const& options, RocksOptions const& rocks) {
  auto const files = look_at_files(options.directory);
  if (!files || *files == Found::kNothing) return files;
  if (std::error_code error; fs::exists(options.directory + "/LOCK", error)) {  // locking would make one
    DirectoryLock const lock(rocks.database.env, options.directory);
    if (lock.taken()) return in_use(options.directory);
    if (!lock.status().ok()) return damaged(options.directory, lock.status());
    return look_inside(options.directory, rocks);
  }
  return look_inside(options.directory, rocks);
}

/// Opening writes what the logs hold into files, and RocksDB built with its assertions, as Debian's is, ends the
/// process when it can not.
bool has_room_to_open(std::string const& directory, rocksdb::Env* env) {
  constexpr std::uint64_t kForItself = std::uint64_t{2} << 20U;  // manifest, options, a first log
  std::error_code error;
  auto at = fs::absolute(directory, error);
  while (!fs::exists(at, error) && at.has_relative_path()) at = at.parent_path();
  auto needed = kForItself;
  for (fs::directory_iterator file(directory, error), end; !error && file != end; file.increment(error)) {
    if (auto const size = file->file_size(error); !error && file->path().extension() == ".log") needed += size;
    error.clear();
  }
  std::uint64_t free = 0;
  return !env->GetFreeSpace(at.string(), &free).ok() || free >= needed;
}

/// So that the name of a new database survives a power cut as its contents do.
rocksdb::Status sync_parent(std::string const& directory, rocksdb::Env* env) {
  auto parent = fs::absolute(directory).lexically_normal();
  if (!parent.has_filename()) parent = parent.parent_path();
  std::unique_ptr<rocksdb::Directory> handle;
  if (auto const status = env->NewDirectory(parent.parent_path().string(), &handle); !status.ok()) return status;
  return handle->Fsync();
}

rocksdb::Status write_first_records(RocksDatabase const& database) {
  rocksdb::WriteBatch batch;
  auto* const meta = database.family(Family::kMeta);
  if (auto const status = batch.Put(meta, kFormatKey, encode_format(kFormatVersion)); !status.ok()) return status;
  if (auto const status = batch.Put(meta, kStateKey, encode(StoreState{})); !status.ok()) return status;
  rocksdb::WriteOptions durable;
  durable.sync = true;
  if (auto const status = database.db().Write(durable, &batch); !status.ok()) return status;
  // Into a file: were they in the log alone, a database whose log is missing would look like a new one.
  return database.db().Flush({}, meta);
}

/// From format 1 to 2. Cut short anywhere, it is done again at the next opening.
rocksdb::Status upgrade(RocksDatabase const& database, Handles& handles) {
  if (handles.size() > kFamilyNames.size()) {
    if (auto const status = database.db().DropColumnFamily(handles.back()); !status.ok()) return status;
  }
  rocksdb::WriteOptions durable;
  durable.sync = true;
  return database.db().Put(durable, handles.front(), kFormatKey, encode_format(kFormatVersion));
}

/// The families that are there; those of a new database.
Result<std::vector<rocksdb::ColumnFamilyDescriptor>> families_of(std::string const& directory,
                                                                 RocksOptions const& options, Found found) {
  if (found != Found::kOldFormat) return descriptors(options);
  std::vector<std::string> names;
  if (auto const status = rocksdb::DB::ListColumnFamilies(options.database, directory, &names); !status.ok())
    return damaged(directory, status);
  return descriptors(options, &names);
}

}  // namespace

Result<std::shared_ptr<RocksDatabase const>> open_rocks_database(RocksStoreOptions const& options, rocksdb::Env* env) {
  auto rocks = rocks_options(options, env);
  env->LowerThreadPoolCPUPriority(rocksdb::Env::LOW);  // merging files can wait for those who load and ask
  auto const found = look(options, rocks);
  if (!found) return found.error();
  bool const fresh = *found == Found::kNothing;
  if (fresh && !options.create_if_missing) return refusal(ErrorCode::kNotFound, options.directory, "holds no database");
  if (!has_room_to_open(options.directory, env))
    return refusal(ErrorCode::kNoSpace, options.directory, "can not be opened: no space is left on its disk");
  if (fresh) {
    std::error_code error;
    fs::create_directories(options.directory, error);
    if (error) return refusal(ErrorCode::kInternal, options.directory, "can not be created: " + error.message());
    rocks.database.create_if_missing = true;
    rocks.database.create_missing_column_families = true;
  }

  auto const families = families_of(options.directory, rocks, *found);
  if (!families) return families.error();
  rocksdb::DB* opened = nullptr;
  Handles handles;
  if (auto const status = rocksdb::DB::Open(rocks.database, options.directory, *families, &handles, &opened);
      !status.ok()) {
    if (status.IsIOError() && DirectoryLock(env, options.directory).taken()) return in_use(options.directory);
    return damaged(options.directory, status);
  }
  auto database = std::make_shared<RocksDatabase const>(std::unique_ptr<rocksdb::DB>(opened), handles);
  if (*found == Found::kOldFormat) {
    if (auto const status = upgrade(*database, handles); !status.ok()) return damaged(options.directory, status);
  }
  remove_old_checkpoints(options.directory);
  if (fresh) {
    auto status = write_first_records(*database);
    if (status.ok()) status = sync_parent(options.directory, env);
    if (!status.ok()) return damaged(options.directory, status);
  }
  return database;
}

}  // namespace dragoman
