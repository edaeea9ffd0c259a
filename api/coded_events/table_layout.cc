#include "api/coded_events/table_layout.h"

#include <algorithm>
#include <span>
#include <utility>

#include "graph/names.h"

namespace dragoman {
namespace {

using Column = TableColumn;

struct ColumnName {
  std::string_view name;  // letters and digits in lower case
  Column column;
};

// Names of ICEWS, GDELT, POLECAT, and those that tables made by hand have.
constexpr std::array kNames = {
    ColumnName{"eventid", Column::kId},
    ColumnName{"globaleventid", Column::kId},
    ColumnName{"id", Column::kId},
    ColumnName{"eventdate", Column::kDate},
    ColumnName{"sqldate", Column::kDate},
    ColumnName{"day", Column::kDate},
    ColumnName{"date", Column::kDate},
    ColumnName{"start", Column::kDate},
    ColumnName{"sourcename", Column::kSource},
    ColumnName{"actorname", Column::kSource},
    ColumnName{"actor1name", Column::kSource},
    ColumnName{"sourceactor", Column::kSource},
    ColumnName{"actor1", Column::kSource},
    ColumnName{"sourcecountry", Column::kSourceCountry},
    ColumnName{"actorcountry", Column::kSourceCountry},
    ColumnName{"sourcesectors", Column::kSourceSectors},
    ColumnName{"actorsectors", Column::kSourceSectors},
    ColumnName{"actor1code", Column::kSourceCode},
    ColumnName{"targetname", Column::kTarget},
    ColumnName{"recipientname", Column::kTarget},
    ColumnName{"actor2name", Column::kTarget},
    ColumnName{"targetactor", Column::kTarget},
    ColumnName{"actor2", Column::kTarget},
    ColumnName{"target", Column::kTarget},
    ColumnName{"targetcountry", Column::kTargetCountry},
    ColumnName{"recipientcountry", Column::kTargetCountry},
    ColumnName{"targetsectors", Column::kTargetSectors},
    ColumnName{"recipientsectors", Column::kTargetSectors},
    ColumnName{"actor2code", Column::kTargetCode},
    ColumnName{"cameocode", Column::kCameo},
    ColumnName{"eventcode", Column::kCameo},
    ColumnName{"cameo", Column::kCameo},
    ColumnName{"code", Column::kCameo},
    ColumnName{"eventtext", Column::kCameoName},
    ColumnName{"cameoname", Column::kCameoName},
    ColumnName{"relation", Column::kCameoName},
    ColumnName{"eventtype", Column::kType},
    ColumnName{"plover", Column::kType},
    ColumnName{"type", Column::kType},
    ColumnName{"eventmode", Column::kMode},
    ColumnName{"status", Column::kStatus},
    ColumnName{"storyid", Column::kReport},
    ColumnName{"sourceurl", Column::kReport},
    ColumnName{"article", Column::kReport},
    ColumnName{"url", Column::kReport},
    ColumnName{"publisher", Column::kPublisher},
    ColumnName{"publicationdate", Column::kPublished},
    ColumnName{"dateadded", Column::kPublished},
    ColumnName{"published", Column::kPublished},
    ColumnName{"sentence", Column::kSentence},
};

struct FixedPlace {
  Column column;
  std::size_t at;
};
constexpr std::array kPlain = {FixedPlace{Column::kDate, 0}, FixedPlace{Column::kSource, 1},
                               FixedPlace{Column::kCameoName, 2}, FixedPlace{Column::kTarget, 3}};
constexpr std::array kIcews = {FixedPlace{Column::kId, 0},
                               FixedPlace{Column::kDate, 1},
                               FixedPlace{Column::kSource, 2},
                               FixedPlace{Column::kSourceSectors, 3},
                               FixedPlace{Column::kSourceCountry, 4},
                               FixedPlace{Column::kCameoName, 5},
                               FixedPlace{Column::kCameo, 6},
                               FixedPlace{Column::kTarget, 8},
                               FixedPlace{Column::kTargetSectors, 9},
                               FixedPlace{Column::kTargetCountry, 10},
                               FixedPlace{Column::kReport, 11},
                               FixedPlace{Column::kPublisher, 13}};
constexpr std::array kGdelt1 = {
    FixedPlace{Column::kId, 0},     FixedPlace{Column::kDate, 1},        FixedPlace{Column::kSourceCode, 5},
    FixedPlace{Column::kSource, 6}, FixedPlace{Column::kTargetCode, 15}, FixedPlace{Column::kTarget, 16},
    FixedPlace{Column::kCameo, 26}, FixedPlace{Column::kPublished, 56},  FixedPlace{Column::kReport, 57}};
constexpr std::array kGdelt2 = {
    FixedPlace{Column::kId, 0},     FixedPlace{Column::kDate, 1},        FixedPlace{Column::kSourceCode, 5},
    FixedPlace{Column::kSource, 6}, FixedPlace{Column::kTargetCode, 15}, FixedPlace{Column::kTarget, 16},
    FixedPlace{Column::kCameo, 26}, FixedPlace{Column::kPublished, 59},  FixedPlace{Column::kReport, 60}};

std::optional<std::size_t>& place(TableLayout& layout, Column column) {
  return layout.places[static_cast<std::size_t>(column)];
}
bool has(TableLayout const& layout, Column column) {
  return layout.places[static_cast<std::size_t>(column)].has_value();
}

std::optional<Column> column_named(std::string_view name) {
  auto const found = std::find_if(kNames.begin(), kNames.end(), [&](ColumnName const& n) { return n.name == name; });
  return found == kNames.end() ? std::nullopt : std::optional(found->column);
}

/// "Source" is who acts in a table made by hand, and the publisher where actors have columns of their own.
void place_source(TableLayout& layout, std::size_t at) {
  auto const column = has(layout, Column::kSource) ? Column::kPublisher : Column::kSource;
  if (!has(layout, column)) place(layout, column) = at;
}

TableLayout from_header(TableLine const& line, char delimiter) {
  TableLayout layout{.delimiter = delimiter, .has_header = true};
  std::optional<std::size_t> source;
  for (std::size_t i = 0; i < line.size(); ++i) {
    layout.names.emplace_back(line.cell(i));
    auto const name = letters_and_digits(line.cell(i));
    if (name == "source") source = i;
    auto const column = column_named(name);
    if (column && !has(layout, *column)) place(layout, *column) = i;
    layout.is_gdelt |= name == "globaleventid";
  }
  if (source) place_source(layout, *source);
  return layout;
}

TableLayout from_places(std::span<FixedPlace const> places, char delimiter) {
  TableLayout layout{.delimiter = delimiter};
  for (auto const& fixed : places) place(layout, fixed.column) = fixed.at;
  return layout;
}

Read<TableLayout> checked(TableLayout layout) {
  auto const need = [](std::string what) {
    return InputError("", "The first line names no column for " + std::move(what) + ".");
  };
  if (!has(layout, Column::kDate)) return need("the date (\"Event Date\", \"SQLDATE\" or \"date\")");
  if (!has(layout, Column::kSource) && !has(layout, Column::kTarget))
    return need("an actor (\"Source Name\", \"Actor1Name\", \"Actor Name\" or \"source\")");
  if (!has(layout, Column::kCameo) && !has(layout, Column::kCameoName) && !has(layout, Column::kType))
    return need("what happened (\"CAMEO Code\", \"EventCode\", \"Event Text\", \"Event Type\" or \"cameo\")");
  for (auto const at : layout.places) {
    if (at) layout.fewest = std::max(layout.fewest, *at + 1);
  }
  return layout;
}

}  // namespace

void TableLine::split(std::string_view line, char delimiter) {
  cells_.clear();
  unquoted_.clear();
  constexpr std::size_t kMostCells = 1000;  // no data set has a tenth of that
  for (std::size_t from = 0; from <= line.size() && cells_.size() < kMostCells;) {
    auto end = line.find(delimiter, from);
    if (end == std::string_view::npos) end = line.size();
    auto cell = line.substr(from, end - from);
    if (cell.starts_with('"')) {
      // To the first quote that stands alone before a delimiter or the end; without one the quote is a plain character.
      auto close = from + 1;
      while (close < line.size() && (line[close] != '"' || (close + 1 < line.size() && line[close + 1] == '"')))
        close += line[close] == '"' ? std::size_t{2} : std::size_t{1};
      if (close < line.size() && (close + 1 == line.size() || line[close + 1] == delimiter)) {
        cell = line.substr(from + 1, close - from - 1);
        end = close + 1;
        if (cell.find('"') != std::string_view::npos) {
          auto& text = unquoted_.emplace_back();
          for (std::size_t i = 0; i < cell.size(); ++i) {
            text += cell[i];
            if (cell[i] == '"') ++i;
          }
          cell = text;
        }
      }
    }
    cells_.push_back(cell);
    from = end + 1;
  }
}

Read<TableLayout> TableLayout::detect(std::string_view first_line, char delimiter) {
  TableLine line;
  line.split(first_line, delimiter);
  std::size_t named = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    auto const name = letters_and_digits(line.cell(i));
    if (name == "source" || column_named(name)) ++named;
  }
  constexpr std::size_t kFewestNames = 3;
  if (named >= kFewestNames) return checked(from_header(line, delimiter));
  constexpr std::array<std::size_t, 4> kKnown{4, 20, 58, 61};
  auto columns = line.size();
  // Trailing delimiters make no column.
  while (columns > 0 && std::find(kKnown.begin(), kKnown.end(), columns) == kKnown.end() &&
         line.cell(columns - 1).empty())
    --columns;
  auto const gdelt = [&](std::span<FixedPlace const> places) {
    auto layout = from_places(places, delimiter);
    layout.is_gdelt = true;
    return checked(std::move(layout));
  };
  switch (columns) {
    case 4: return checked(from_places(kPlain, delimiter));
    case 20: return checked(from_places(kIcews, delimiter));
    case 58: return gdelt(kGdelt1);
    case 61: return gdelt(kGdelt2);
    default: break;
  }
  return InputError("",
                    "The first line is no header that is known, and without one a table has 4 (date, source, CAMEO "
                    "code or name, target), 20 (ICEWS), 58 or 61 (GDELT) columns, not " +
                        std::to_string(columns) + ".");
}

std::string TableLayout::name_of(TableColumn column) const {
  auto const at = places[static_cast<std::size_t>(column)];
  if (!at) return "?";
  return *at < names.size() ? names[*at] : "column " + std::to_string(*at + 1);
}

}  // namespace dragoman
