#include "server/load/load_state.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "api/hashing.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int kVersion = 1;

constexpr std::array<std::pair<char const*, std::uint64_t LoadCounts::*>, 7> kCounts = {
    {{"received", &LoadCounts::received},
     {"stored", &LoadCounts::stored},
     {"replaced", &LoadCounts::replaced},
     {"merged", &LoadCounts::merged},
     {"duplicate", &LoadCounts::duplicate},
     {"rejected", &LoadCounts::rejected},
     {"failed", &LoadCounts::failed}}};

json::object to_json(LoadCounts const& counts) {
  json::object object;
  for (auto const& [name, member] : kCounts) object[name] = counts.*member;
  return object;
}

LoadCounts counts_from(json::value const& value) {
  LoadCounts counts;
  for (auto const& [name, member] : kCounts) counts.*member = value.at(name).to_number<std::uint64_t>();
  return counts;
}

}  // namespace

std::string load_state_file(std::string const& argument, std::string const& directory, std::string const& key) {
  std::error_code ignored;
  auto path = fs::absolute(argument, ignored).lexically_normal();
  if (path.filename().empty()) path = path.parent_path();  // "news/"
  auto const hash = fmt::format("{:016x}", hash_parts({path.string(), key}));
  auto const base = path.filename().string() + "." + hash.substr(0, 8) + ".load";
  return (directory.empty() ? path.parent_path() / ("." + base) : fs::path(directory) / base).string();
}

std::optional<LoadState> read_load_state(std::string const& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  try {
    auto const value = json::parse(text.str());
    if (value.at("version").to_number<int>() != kVersion) return std::nullopt;
    LoadState state;
    state.files_before = value.at("files_before").to_number<std::size_t>();
    state.file.path = json::value_to<std::string>(value.at("path"));
    state.file.bytes = value.at("bytes").to_number<std::uint64_t>();
    state.file.modified = value.at("modified").to_number<std::int64_t>();
    state.number = value.at("number").to_number<std::size_t>();
    state.articles = counts_from(value.at("articles"));
    state.events = counts_from(value.at("events"));
    return state;
  } catch (std::exception const&) {
    return std::nullopt;  // not ours, or damaged: then the load begins anew, which does no harm
  }
}

Result<void> write_load_state(std::string const& name, LoadState const& state) {
  json::object const object{{"version", kVersion},
                            {"files_before", state.files_before},
                            {"path", state.file.path},
                            {"bytes", state.file.bytes},
                            {"modified", state.file.modified},
                            {"number", state.number},
                            {"articles", to_json(state.articles)},
                            {"events", to_json(state.events)}};
  auto const partial = name + ".new";
  std::ofstream file(partial, std::ios::binary);
  file << json::serialize(object) << '\n';
  file.close();
  if (!file || std::rename(partial.c_str(), name.c_str()) != 0)
    return Error{ErrorCode::kUnavailable, "Cannot write " + name + ": " + std::strerror(errno) + "."};
  return {};
}

}  // namespace dragoman
