#pragma once
// Which files an argument of `dragoman load` stands for.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/error.h"

namespace dragoman {

struct LoadFile {
  std::string path;           // to open; "-": standard input
  std::string name;           // for reports
  std::string id;             // below the argument, without its extensions: what a text file's article is called
  std::uint64_t bytes = 0;    // 0 when not known
  std::int64_t modified = 0;  // in the file system's own ticks
};

struct LoadFiles {
  std::vector<LoadFile> files;
  std::size_t passed_over = 0;  // of a directory: of kinds that hold no articles or events
};

/// The file itself; of a directory what lies below it, sorted by path, but for hidden files and kinds that are not
/// known.
Result<LoadFiles> find_load_files(std::string const& argument);

/// By its name, whether compressed or not.
bool has_extension(std::string_view name, std::string_view extension);

}  // namespace dragoman
