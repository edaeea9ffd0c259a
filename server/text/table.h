#pragma once
// Tables for readers.

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace dragoman {

enum class Style : std::uint8_t { kPlain, kStrong, kFaint };

struct Paragraph {
  std::string text;  // may come from anywhere: see for_terminal()
  Style style = Style::kPlain;
};
/// Its paragraphs stand below each other.
using Cell = std::vector<Paragraph>;
using Row = std::vector<Cell>;

struct Column {
  std::string title;
  bool to_the_right = false;  // numbers
};

/// How wide each column is when they share `width` columns of a terminal with `gap` between them: as wide as `wanted`
/// where that fits, else the widest give first, none below `least`.
std::vector<std::size_t> share_width(std::vector<std::size_t> wanted, std::size_t width, std::size_t gap,
                                     std::size_t least);

/// Writes rows as they come; the first ones decide how wide the columns are, so that a table of any length takes no
/// more memory than its parts. Text is wrapped, never cut off.
class TextTable {
 public:
  TextTable(std::vector<Column> columns, std::size_t width, bool colours, std::ostream& out);
  void add(std::vector<Row> const& rows);

 private:
  void decide_widths(std::vector<Row> const& rows);
  void write_row(Row const& row);

  std::vector<Column> columns_;
  std::size_t width_;
  bool colours_;
  std::ostream& out_;
  std::vector<std::size_t> widths_;
  bool spaced_ = false;  // an empty line between rows, as some take several
};

/// Paragraphs over the whole width.
void write_paragraphs(Cell const& paragraphs, std::size_t width, bool colours, std::ostream& out);

}  // namespace dragoman
