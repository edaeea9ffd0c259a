#include "api/export/table_row.h"

#include <algorithm>
#include <array>

#include <cstdio>

namespace dragoman {

TableRow& TableRow::cell(std::string_view text) {
  if (!first_) out_ += delimiter_;
  first_ = false;
  auto const begin = out_.size();
  auto const special = [&](char c) { return c == delimiter_ || c == '"'; };
  if (std::none_of(text.begin(), text.end(), special)) {
    out_ += text;
  } else {
    out_ += '"';
    for (char const c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }
  for (auto at = begin; at < out_.size(); ++at)
    if (out_[at] == '\n' || out_[at] == '\r') out_[at] = ' ';
  return *this;
}

TableRow& TableRow::cell(std::optional<Day> day) {
  if (!day) return nothing();
  auto const text = day_text(*day);
  return cell(std::string_view(text.data(), text.size()));
}

TableRow& TableRow::cell(std::size_t number) { return cell(std::string_view(std::to_string(number))); }

TableRow& TableRow::cell(float score) {
  std::array<char, 16> text{};
  auto const size = std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(score));
  return cell(std::string_view(text.data(), static_cast<std::size_t>(size)));
}

std::string header_row(std::string_view names, char delimiter) {
  std::string row(names);
  std::replace(row.begin(), row.end(), ',', delimiter);
  TableRow(row, delimiter).end();
  return row;
}

}  // namespace dragoman
