#pragma once
// Rows of tables as text. A row is one line: line breaks in a cell become spaces.

#include <optional>
#include <string>
#include <string_view>

#include "graph/dates.h"

namespace dragoman {

/// Appends one row cell by cell. A cell that holds the delimiter or a quote stands in double quotes, with those in it
/// doubled (RFC 4180).
class TableRow {
 public:
  TableRow(std::string& out, char delimiter) : out_(out), delimiter_(delimiter) {}

  TableRow& cell(std::string_view text);
  TableRow& cell(std::optional<Day> day);
  TableRow& cell(std::size_t number);
  /// With one digit behind the point: the scores of the CAMEO table have no more.
  TableRow& cell(float score);
  TableRow& nothing() { return cell(std::string_view{}); }
  /// RFC 4180 ends lines so; with tabs it is a line feed.
  void end() { out_ += delimiter_ == ',' ? "\r\n" : "\n"; }

 private:
  std::string& out_;
  char delimiter_;
  bool first_ = true;
};

/// A whole row of plain names between commas, for the delimiter given.
std::string header_row(std::string_view names, char delimiter);

}  // namespace dragoman
