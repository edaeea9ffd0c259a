#pragma once
// Directories that tests may fill.

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

namespace dragoman::testing {

/// An empty directory, removed with this object.
class Scratch {
 public:
  Scratch() {
    auto name = (std::filesystem::temp_directory_path() / "dragoman-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch directory");
    path_ = name;
  }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path const& path() const { return path_; }
  std::string operator/(std::string const& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string read_file(std::filesystem::path const& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

inline void write_file(std::filesystem::path const& path, std::string const& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Every file with its bytes and time of change: equal only when nothing was touched. Files may go meanwhile.
inline std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> fingerprint(
    std::filesystem::path const& directory) {
  std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> files;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(directory)) {
    std::error_code gone;
    auto const changed = std::filesystem::last_write_time(entry.path(), gone);
    if (!gone) files[entry.path().string()] = {entry.is_regular_file(gone) ? read_file(entry.path()) : "", changed};
  }
  return files;
}

}  // namespace dragoman::testing
