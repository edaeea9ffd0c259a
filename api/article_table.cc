#include "api/article_table.h"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "api/json_fields.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostColumns = 1000;

/// Takes one cell off the front, and the delimiter behind it; `rest` is null after the last. Says what is wrong with
/// the cell, if anything is.
std::string_view take_cell(std::string_view& rest, char delimiter, std::string& cell) {
  cell.clear();
  auto const end_at = [&rest](std::size_t at) {
    rest = at == std::string_view::npos ? std::string_view()
                                        : std::string_view(rest.data() + at + 1, rest.size() - at - 1);
  };
  if (!rest.starts_with('"')) {
    auto const end = rest.find(delimiter);
    cell = rest.substr(0, end);
    end_at(end);
    return {};
  }
  rest.remove_prefix(1);
  while (true) {
    auto const quote = rest.find('"');
    cell += rest.substr(0, quote);
    if (quote == std::string_view::npos) return "the quotes that begin it are never closed";
    rest.remove_prefix(quote + 1);
    if (!rest.starts_with('"')) break;
    cell += '"';
    rest.remove_prefix(1);
  }
  if (rest.empty()) {
    rest = {};
  } else if (rest.front() == delimiter) {
    end_at(0);
  } else {
    return "something follows the quotes that end it";
  }
  return {};
}

std::string quoted(std::string_view name) { return "\"" + std::string(clip_utf8(name, 100)) + "\""; }

bool is_epoch(std::string_view cell) {
  return (cell.size() == 10 || cell.size() == 13) &&
         std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Read<std::vector<std::string>> split_cells(std::string_view record, char delimiter,
                                           std::vector<std::string> const& names) {
  std::vector<std::string> cells;
  std::string cell;
  auto rest = record;
  do {
    auto const wrong = take_cell(rest, delimiter, cell);
    auto const at = cells.size();
    if (!wrong.empty()) {
      auto const place = at < names.size() ? "Column " + quoted(names[at]) : "Cell " + std::to_string(at + 1);
      return fault(at < names.size() ? names[at] : std::string(), place + ": " + std::string(wrong) + ".");
    }
    if (at == kMostColumns) return fault("", "More than " + std::to_string(kMostColumns) + " columns.");
    cells.push_back(cell);
  } while (rest.data() != nullptr);
  return cells;
}

Read<ArticleTable> ArticleTable::from_header(std::string_view record, char delimiter) {
  if (auto const at = invalid_utf8_at(record)) {
    return fault("", "Byte " + std::to_string(*at + 1) + " of the header is not valid UTF-8.");
  }
  auto names = split_cells(record, delimiter);
  if (!names) return names.error();
  ArticleTable table;
  table.delimiter_ = delimiter;
  table.names_ = std::move(*names);
  bool has_text = false;
  for (auto const& name : table.names_) {
    auto const field = article_field(name);
    if (!field.empty() && std::ranges::find(table.fields_, field) != table.fields_.end())
      return fault(name, "The header has " + quoted(field) + " twice.");
    table.fields_.push_back(field);
    has_text |= is_text_field(field);
  }
  if (has_text) return table;
  return fault("text",
               "No column of the header holds the text of the articles: name one \"text\", or as docs/api.md lists.");
}

Read<Article> ArticleTable::read(std::string_view record, ArticleInputLimits const& limits) const {
  auto cells = split_cells(record, delimiter_, names_);
  if (!cells) return cells.error();
  if (cells->size() != names_.size()) {
    return fault("", "The record has " + std::to_string(cells->size()) + " cells, the header has " +
                         std::to_string(names_.size()) + ".");
  }
  boost::json::object object;
  for (std::size_t i = 0; i < cells->size(); ++i) {
    auto const& cell = (*cells)[i];
    if (fields_[i].empty() || is_blank(cell)) continue;
    if (auto const at = invalid_utf8_at(cell)) {
      return fault(names_[i],
                   "Byte " + std::to_string(*at + 1) + " of column " + quoted(names_[i]) + " is not valid UTF-8.");
    }
    if (is_date_field(fields_[i]) && is_epoch(cell)) {
      object[fields_[i]] = std::stoll(cell);
    } else {
      object[fields_[i]] = cell;
    }
  }
  auto article = read_article(object, limits);
  if (article) return article;
  auto error = article.error();
  error.field = column_of(error.field);
  return error;
}

/// A field that is missing from the record is that of a column all the same, if there is one.
std::string_view ArticleTable::column_of(std::string_view field) const {
  auto const at = std::ranges::find(fields_, field);
  if (at != fields_.end()) return names_[static_cast<std::size_t>(at - fields_.begin())];
  if (!is_text_field(field)) return field;
  auto const text = std::ranges::find_if(fields_, is_text_field);
  return text == fields_.end() ? field : names_[static_cast<std::size_t>(text - fields_.begin())];
}

}  // namespace dragoman
