#pragma once
// The data files built into the binary.

#include <span>
#include <string_view>

namespace dragoman {

struct DataFile {
  std::string_view name;  // "actors/states.tsv"
  std::string_view bytes;
};

/// In the order in which dictionaries must be read.
std::span<DataFile const> data_files();
/// Empty when there is none of that name.
std::string_view data_file(std::string_view name);

}  // namespace dragoman
