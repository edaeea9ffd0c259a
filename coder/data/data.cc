#include "coder/data/data.h"

#include <cstddef>

extern "C" {
#include "data_declarations.inc"
}

namespace dragoman {

std::span<DataFile const> data_files() {
  static DataFile const kFiles[] = {
#include "data_table.inc"
  };
  return kFiles;
}

std::string_view data_file(std::string_view name) {
  for (auto const& file : data_files())
    if (file.name == name) return file.bytes;
  return {};
}

}  // namespace dragoman
