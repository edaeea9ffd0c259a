#include "server/text/table.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "server/text/display_width.h"
#include "server/text/wrap.h"

namespace dragoman {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLeast = 8;

struct StyledLine {
  std::string text;
  Style style;
};

std::vector<StyledLine> lines_of(Cell const& cell, std::size_t width) {
  std::vector<StyledLine> lines;
  for (auto const& paragraph : cell)
    for (auto& line : wrap_text(for_terminal(paragraph.text), width))
      lines.push_back({std::move(line), paragraph.style});
  return lines;
}

std::string painted(std::string const& text, Style style, bool colours) {
  if (!colours || style == Style::kPlain || text.empty()) return text;
  return (style == Style::kStrong ? "\x1b[1m" : "\x1b[2m") + text + "\x1b[0m";
}

}  // namespace

std::vector<std::size_t> share_width(std::vector<std::size_t> wanted, std::size_t width, std::size_t gap,
                                     std::size_t least) {
  if (wanted.empty()) return wanted;
  auto const gaps = gap * (wanted.size() - 1);
  auto const room = width > gaps ? width - gaps : 0;
  // The most that any column may take so that all fit: found by taking from the widest, column by column.
  auto sorted = wanted;
  std::sort(sorted.begin(), sorted.end());
  std::size_t used = 0;
  std::size_t most = sorted.back();
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    auto const left = sorted.size() - i;
    if (used + sorted[i] * left > room) {
      most = room > used ? (room - used) / left : 0;
      break;
    }
    used += sorted[i];
  }
  for (auto& column : wanted) column = std::min(column, std::max(most, least));
  return wanted;
}

TextTable::TextTable(std::vector<Column> columns, std::size_t width, bool colours, std::ostream& out)
    : columns_(std::move(columns)), width_(width), colours_(colours), out_(out) {}

void TextTable::decide_widths(std::vector<Row> const& rows) {
  for (auto const& column : columns_) widths_.push_back(display_width(column.title));
  for (auto const& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      for (auto const& paragraph : row[i])
        widths_[i] = std::max(widths_[i], display_width(for_terminal(paragraph.text)));
  widths_ = share_width(std::move(widths_), width_, kGap, kLeast);
  for (auto const& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) spaced_ = spaced_ || lines_of(row[i], widths_[i]).size() > 1;
}

void TextTable::add(std::vector<Row> const& rows) {
  if (widths_.empty()) {
    decide_widths(rows);
    Row titles;
    for (auto const& column : columns_) titles.push_back({{column.title, Style::kStrong}});
    write_row(titles);
  }
  for (auto const& row : rows) {
    if (spaced_) out_ << '\n';
    write_row(row);
  }
}

void TextTable::write_row(Row const& row) {
  std::vector<std::vector<StyledLine>> cells;
  std::size_t height = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    cells.push_back(lines_of(row[i], widths_[i]));
    height = std::max(height, cells.back().size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    std::size_t owed = 0;  // spaces before the next text: none at the end of a line
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      auto const& lines = cells[i];
      auto const none = at >= lines.size();
      auto const room = none ? widths_[i] : widths_[i] - std::min(widths_[i], display_width(lines[at].text));
      auto const before = columns_[i].to_the_right ? room : 0;
      owed += before;
      if (!none) {
        out_ << std::string(owed, ' ') << painted(lines[at].text, lines[at].style, colours_);
        owed = 0;
      }
      owed += room - before + kGap;
    }
    out_ << '\n';
  }
}

void write_paragraphs(Cell const& paragraphs, std::size_t width, bool colours, std::ostream& out) {
  for (auto const& line : lines_of(paragraphs, width)) out << painted(line.text, line.style, colours) << '\n';
}

}  // namespace dragoman
