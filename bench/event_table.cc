#include "bench/event_table.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <unordered_map>

#include "graph/dates.h"

namespace dragoman {
namespace {

/// Numbers for texts, remembering each text once.
class Numbers {
 public:
  template <class Make>
  std::uint32_t of(std::string_view text, Make&& make) {
    auto const found = known_.find(text);
    if (found != known_.end()) return found->second;
    auto const number = make(text);
    known_.emplace(text, number);
    return number;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> known_;  // views of the file's bytes
};

/// ICEWS writes "non force" where the codebook has "non-force".
CameoCode const* find_with_hyphens(std::string_view name) {
  auto const same = [](char a, char b) { return a == b || (a == ' ' && b == '-'); };
  auto const codes = cameo_codes();
  auto const found = std::ranges::find_if(codes, [&](auto const& code) {
    return std::equal(name.begin(), name.end(), code.name.begin(), code.name.end(), same);
  });
  return found == codes.end() ? nullptr : &*found;
}

std::uint32_t code_number(std::string_view name) {
  auto const* code = find_cameo_by_name(name);
  if (code == nullptr) code = find_with_hyphens(name);
  if (code == nullptr) throw std::runtime_error("unknown event name \"" + std::string(name) + "\"");
  return static_cast<std::uint32_t>(code - cameo_codes().data());
}

std::uint32_t day_number(std::string_view text) {
  auto const day = parse_day(text);
  if (!day) throw std::runtime_error("not a date: \"" + std::string(text) + "\"");
  return static_cast<std::uint32_t>(day->time_since_epoch().count());
}

std::array<std::string_view, 4> columns(std::string_view line) {
  std::array<std::string_view, 4> out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto const end = line.find('\t');
    if ((end == std::string_view::npos) != (i + 1 == out.size())) throw std::runtime_error("not four columns");
    out.at(i) = line.substr(0, end);
    line.remove_prefix(std::min(line.size(), end == std::string_view::npos ? line.size() : end + 1));
  }
  return out;
}

}  // namespace

std::string read_file(std::string const& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::string bytes(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
  file.seekg(0);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    throw std::runtime_error("cannot read " + path);
  }
  return bytes;
}

EventTable read_event_table(std::string const& path) {
  auto const bytes = read_file(path);
  EventTable table;
  table.rows.reserve(static_cast<std::size_t>(std::ranges::count(bytes, '\n')));
  Numbers actors;
  Numbers codes;
  Numbers days;
  auto const add_actor = [&table](std::string_view name) {
    table.actors.emplace_back(name);
    return static_cast<std::uint32_t>(table.actors.size() - 1);
  };
  std::string_view left = bytes;
  while (!left.empty()) {
    auto const line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(left.size(), line.size() + 1));
    try {
      auto const [date, source, name, target] = columns(line);
      TableRow row;
      row.day = static_cast<std::int32_t>(days.of(date, day_number));
      row.source = actors.of(source, add_actor);
      row.target = actors.of(target, add_actor);
      row.code = static_cast<std::uint16_t>(codes.of(name, code_number));
      table.rows.push_back(row);
    } catch (std::runtime_error const& error) {
      throw std::runtime_error(path + ", line " + std::to_string(table.rows.size() + 1) + ": " + error.what());
    }
  }
  return table;
}

std::string meeting_codes_for_sql() {
  std::string list;
  for (auto const& code : cameo_codes()) {
    if (code.type != EventType::kMeeting) continue;
    list += (list.empty() ? "(" : ",") + std::to_string(&code - cameo_codes().data());
  }
  return list + ")";
}

}  // namespace dragoman
