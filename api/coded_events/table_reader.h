#pragma once
// Lines of a table → coded records.

#include <string>
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

#include "api/coded_events/event_import.h"
#include "api/coded_events/import_actors.h"
#include "api/coded_events/table_layout.h"
#include "api/string_hash.h"

namespace dragoman {

/// One thread.
class TableReader {
 public:
  /// `actors` must outlive the reader.
  TableReader(TableLayout layout, ImportActors& actors) : layout_(std::move(layout)), actors_(actors) {}

  /// The record in a line of valid UTF-8. An error names the column; actors may have been added by then.
  Read<CodedRecord> read(std::string_view line);

  bool has_header() const { return layout_.has_header; }

 private:
  /// Empty for what data sets write for nothing: "", "NA", "None", "NULL".
  std::string_view cell(TableColumn column) const;
  Read<std::optional<Day>> day(TableColumn column) const;
  Read<CameoCode const*> cameo();
  InputError fault(TableColumn column, std::string detail) const;
  void add_actor(CodedRecord& record, Role role, TableColumn name);
  std::string_view gdelt_name(std::string_view name, std::string_view code);

  TableLayout layout_;
  ImportActors& actors_;
  TableLine line_;
  std::string made_name_;
  boost::unordered_flat_map<std::string, CameoCode const*, StringHash, std::equal_to<>> codes_by_name_;  // seen so far
  // The date of the line before, which is often this line's too.
  std::string last_date_;
  std::optional<Day> last_day_;
};

/// Mirrors "X hosts Y" into "Y visits X".
void tell_from_the_visitor(CodedRecord& record);

}  // namespace dragoman
