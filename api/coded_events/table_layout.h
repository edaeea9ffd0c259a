#pragma once
// Which column of a table of coded events holds what.

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/input_error.h"

namespace dragoman {

enum class TableColumn : std::size_t {
  kId,    // of the record
  kDate,  // of the event
  kSource,
  kSourceCountry,
  kSourceSectors,
  kSourceCode,  // CAMEO actor code; what GDELT has for nameless actors
  kTarget,
  kTargetCountry,
  kTargetSectors,
  kTargetCode,
  kCameo,      // code
  kCameoName,  // "Express intent to cooperate"
  kType,       // PLOVER category, or one of our types
  kMode,       // POLECAT: "visit"
  kStatus,
  kReport,  // id or address of the report that tells it
  kPublisher,
  kPublished,
  kSentence,
};
inline constexpr std::size_t kTableColumns = 19;

/// Cells of one line, the first thousand of them. A cell that begins and ends with a double quote is what stands
/// between, "" being one quote, and may hold the delimiter.
class TableLine {
 public:
  /// Points into `line`, and into itself for cells with doubled quotes.
  void split(std::string_view line, char delimiter);
  std::size_t size() const { return cells_.size(); }
  std::string_view cell(std::size_t at) const { return cells_[at]; }

 private:
  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;  // cells point into it
};

struct TableLayout {
  char delimiter = '\t';
  bool has_header = false;
  bool is_gdelt = false;
  std::size_t fewest = 0;  // columns that a line must have
  std::array<std::optional<std::size_t>, kTableColumns> places;
  std::vector<std::string> names;  // of the columns, as the header has them; empty without a header

  /// From the first line: by its names, or, when it has none, by how many columns there are: 4 (date, source, CAMEO
  /// code or name, target), 20 (ICEWS), 58 (GDELT 1) or 61 (GDELT 2). An error says what is missing.
  static Read<TableLayout> detect(std::string_view first_line, char delimiter);

  /// "Event Date", or "column 2".
  std::string name_of(TableColumn column) const;
};

}  // namespace dragoman
