#pragma once
// --map FIELD=THEIRS: what a file calls one of our fields.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"

namespace dragoman {

class FieldMap {
 public:
  /// "text=article_body".
  Result<void> add(std::string_view spec);
  bool empty() const { return renames_.empty(); }
  /// All of it, for telling two maps apart.
  std::string text() const;

  /// A line of JSON with its fields renamed; as it is when it is no JSON object.
  std::string renamed(std::string const& line) const;
  /// The same for a table's header; names are compared whole.
  std::string renamed_header(std::string const& header, char delimiter) const;

 private:
  std::vector<std::pair<std::string, std::string>> renames_;  // ours, theirs
};

}  // namespace dragoman
