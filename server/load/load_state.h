#pragma once
// How far a load has come, kept in a small file so that an interrupted one can go on.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "common/error.h"
#include "server/load/load_files.h"
#include "server/load/load_report.h"

namespace dragoman {

struct LoadState {
  std::size_t files_before = 0;  // done as a whole
  LoadFile file;                 // the one after; path, bytes and modified count
  std::size_t number = 0;        // of its last item that the server has
  LoadCounts articles;
  LoadCounts events;
};

/// Where the state of this argument is: beside it, or in `directory` when that is not empty. `key`: everything else
/// that makes two loads different.
std::string load_state_file(std::string const& argument, std::string const& directory, std::string const& key);

/// Nothing when there is none, or none that can be read.
std::optional<LoadState> read_load_state(std::string const& name);
/// In one step: whoever reads it sees the old or the new one.
Result<void> write_load_state(std::string const& name, LoadState const& state);

}  // namespace dragoman
