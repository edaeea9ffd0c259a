#include "server/load/field_map.h"

#include <boost/json.hpp>

#include "api/article_table.h"

namespace dragoman {

namespace json = boost::json;

Result<void> FieldMap::add(std::string_view spec) {
  auto const equals = spec.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == spec.size())
    return invalid_argument("--map: '" + std::string(spec) + "' is not FIELD=THEIRS, such as text=article_body.");
  renames_.emplace_back(spec.substr(0, equals), spec.substr(equals + 1));
  return {};
}

std::string FieldMap::text() const {
  std::string all;
  for (auto const& [ours, theirs] : renames_) all += ours + '=' + theirs + '\n';
  return all;
}

std::string FieldMap::renamed(std::string const& line) const {
  boost::system::error_code error;
  auto value = json::parse(line, error);
  if (error || !value.is_object()) return line;
  auto& object = value.get_object();
  auto const given = object;  // so that two fields may change places
  bool changed = false;
  for (auto const& [ours, theirs] : renames_) {
    auto const* const found = given.if_contains(theirs);
    if (found == nullptr) continue;
    if (!changed) {
      for (auto const& rename : renames_) object.erase(rename.second);
    }
    changed = true;
    object[ours] = *found;
  }
  return changed ? json::serialize(value) : line;
}

std::string FieldMap::renamed_header(std::string const& header, char delimiter) const {
  auto const cells = split_cells(header, delimiter);
  if (!cells) return header;
  std::string out;
  for (auto const& cell : *cells) {
    auto name = cell;
    for (auto const& [ours, theirs] : renames_)
      if (cell == theirs) name = ours;
    if (&cell != &cells->front()) out += delimiter;
    if (name.find_first_of(std::string("\"\r\n") + delimiter) == std::string::npos) {
      out += name;
      continue;
    }
    out += '"';
    for (auto const c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out;
}

}  // namespace dragoman
