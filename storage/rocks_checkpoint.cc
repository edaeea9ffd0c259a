#include "storage/rocks_checkpoint.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>

#include <rocksdb/env.h>
#include <rocksdb/utilities/checkpoint.h>

namespace dragoman {
namespace {

namespace fs = std::filesystem;

std::string place_of_checkpoints(std::string const& directory) { return directory + "/checkpoints"; }

/// RocksDB leaves out a log with nothing in it, but a database without a log is taken for damaged.
void add_log(std::string const& directory) {
  unsigned long last = 0;
  for (auto const& entry : fs::directory_iterator(directory)) {
    if (entry.path().extension() == ".log") return;
    if (entry.path().extension() == ".sst") last = std::max(last, std::stoul(entry.path().stem().string()));
  }
  auto name = std::to_string(last + 1);
  name.insert(0, 6 - std::min<std::size_t>(6, name.size()), '0');
  std::ofstream log(directory + '/' + name + ".log");
  if (!log) throw fs::filesystem_error("no log", fs::path(directory), std::make_error_code(std::errc::io_error));
}

}  // namespace

Result<std::shared_ptr<Checkpoint const>> make_checkpoint(RocksDatabase const& database, std::uint64_t reserve_bytes) {
  static std::atomic<std::uint64_t> count = 0;
  constexpr std::string_view kDoing = "making a checkpoint";
  auto const& directory = database.db().GetName();
  std::uint64_t free = 0;
  if (database.db().GetEnv()->GetFreeSpace(directory, &free).ok() && free < reserve_bytes)
    return to_error(rocksdb::Status::NoSpace(), kDoing);

  auto const place = place_of_checkpoints(directory);
  auto const made = std::make_shared<Checkpoint const>(place + '/' + std::to_string(++count));
  try {
    fs::create_directories(place);
    rocksdb::Checkpoint* raw = nullptr;
    auto status = rocksdb::Checkpoint::Create(&database.db(), &raw);
    std::unique_ptr<rocksdb::Checkpoint> const maker(raw);
    // Never flushed: the log comes along instead, and the writer's memtables stay as they are.
    if (status.ok()) status = maker->CreateCheckpoint(made->directory(), UINT64_MAX);
    if (!status.ok()) return to_error(status, kDoing);
    add_log(made->directory());
  } catch (fs::filesystem_error const& error) {
    return Error{ErrorCode::kInternal, "while making a checkpoint: " + std::string(error.what())};
  }
  return made;
}

void remove_old_checkpoints(std::string const& directory) {
  std::error_code ignored;
  fs::remove_all(place_of_checkpoints(directory), ignored);
}

}  // namespace dragoman
