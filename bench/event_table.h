#pragma once
// A table of coded events as ICEWS publishes them: date, source, CAMEO event name, target; tab separated, no header.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/ontology.h"

namespace dragoman {

struct TableRow {
  std::int32_t day = 0;      // since 1970-01-01
  std::uint32_t source = 0;  // index into EventTable::actors
  std::uint32_t target = 0;
  std::uint16_t code = 0;  // index into cameo_codes()
};

struct EventTable {
  std::vector<std::string> actors;  // in the order of their first appearance
  std::vector<TableRow> rows;
};

/// Throws std::runtime_error that names file and line.
EventTable read_event_table(std::string const& path);

/// The file's bytes. Throws std::runtime_error.
std::string read_file(std::string const& path);

inline bool is_meeting(TableRow const& row) { return cameo_codes()[row.code].type == EventType::kMeeting; }

/// Codes of the table that mean a meeting, as a list for SQL: "(12,17)".
std::string meeting_codes_for_sql();

}  // namespace dragoman
