#pragma once

#include <memory>
#include <string>

#include "common/error.h"
#include "storage/checkpoint.h"
#include "storage/rocks_database.h"

namespace dragoman {

/// EventStore::checkpoint() for RocksDB: hard links to the tables and a copy of the log, below the database's
/// directory. kNoSpace when less than `reserve_bytes` would stay free. Any thread, also while others write.
Result<std::shared_ptr<Checkpoint const>> make_checkpoint(RocksDatabase const& database, std::uint64_t reserve_bytes);

/// Checkpoints that a killed process left. `directory` is the database's, opened by this process.
void remove_old_checkpoints(std::string const& directory);

}  // namespace dragoman
