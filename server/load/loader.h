#pragma once
// Loads files in requests of bounded size, and remembers how far it has come.

#include <cstddef>
#include <string>

#include "common/error.h"
#include "server/article_sink.h"
#include "server/load/load_items.h"
#include "server/load/load_report.h"
#include "server/load/rejects_file.h"

namespace dragoman {

struct LoaderOptions {
  LoadForms forms;
  std::size_t piece_bytes = std::size_t{16} << 20U;  // about; a longer line goes alone
  std::string target;                                // for telling loads apart
  std::string state_directory;                       // empty: beside the file
  bool resume = true;
  bool quiet = false;
};

struct Loaded {
  LoadCounts articles;
  LoadCounts events;
  bool whole = true;  // false: it ended early, and standard error says why
};

/// Where the state of an interrupted load of this argument would be.
std::string load_state_file(std::string const& argument, LoaderOptions const& options);

/// One argument of `dragoman load`. What is rejected is told on standard error, and goes to `rejects` if that is not
/// null.
Loaded load_argument(std::string const& argument, LoaderOptions const& options, ArticleSink& sink,
                     RejectsFile* rejects);

}  // namespace dragoman
