#include "server/load/load_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "server/input_file.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 14> kKinds = {".ndjson", ".jsonl", ".jsonlines", ".json", ".csv",
                                                     ".tsv",    ".tab",   ".txt",       ".xml",  ".rss",
                                                     ".atom",   ".rdf",   ".nitf",      ".feed"};

std::string_view without_packing(std::string_view name) {
  for (std::string_view const packed : {".gz", ".zst"})
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  return name;
}

LoadFile describe(std::string path, std::string_view below) {
  LoadFile file{.path = std::move(path), .name = {}, .id = std::string(without_packing(below))};
  file.name = file.path;
  for (auto const kind : kKinds) {
    if (file.id.size() <= kind.size() || !file.id.ends_with(kind)) continue;
    file.id.resize(file.id.size() - kind.size());
    break;
  }
  std::error_code error;
  if (auto const bytes = fs::file_size(file.path, error); !error) file.bytes = bytes;
  if (auto const time = fs::last_write_time(file.path, error); !error) file.modified = time.time_since_epoch().count();
  return file;
}

}  // namespace

bool has_extension(std::string_view name, std::string_view extension) {
  return without_packing(name).ends_with(extension);
}

Result<LoadFiles> find_load_files(std::string const& argument) {
  LoadFiles found;
  std::error_code error;
  if (argument == "-") {
    found.files.push_back({.path = argument, .name = input_name(argument), .id = "stdin"});
    return found;
  }
  if (!fs::is_directory(argument, error)) {
    found.files.push_back(describe(argument, fs::path(argument).filename().string()));
    return found;
  }
  auto const root = fs::path(argument);
  auto walk = fs::recursive_directory_iterator(root, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    auto const& entry = *walk;
    auto const base = entry.path().filename().string();
    if (entry.is_directory(error)) {
      if (base.starts_with('.')) walk.disable_recursion_pending();
      continue;
    }
    if (base.starts_with('.')) continue;
    auto const known = [&](std::string_view kind) { return has_extension(base, kind); };
    if (!entry.is_regular_file(error) || std::ranges::none_of(kKinds, known)) {
      ++found.passed_over;
      continue;
    }
    found.files.push_back(describe(entry.path().string(), entry.path().lexically_relative(root).string()));
  }
  if (error) return invalid_argument(argument + ": " + error.message() + ".");
  std::ranges::sort(found.files, {}, &LoadFile::path);
  return found;
}

}  // namespace dragoman
