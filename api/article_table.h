#pragma once
// Tables of articles (RFC 4180, or with tabs): a header that names the columns, then one article a record.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/article_input.h"

namespace dragoman {

/// The cells of one record, as RFC 4180 has them: quotes around a cell, doubled within it. A quote inside a cell that
/// does not begin with one is itself. An error says at which cell, counting from 1, if `names` does not name it.
Read<std::vector<std::string>> split_cells(std::string_view record, char delimiter,
                                           std::vector<std::string> const& names = {});

/// One thread.
class ArticleTable {
 public:
  /// Columns are found by the field names of article_input, whatever their case and punctuation ("Publish Date");
  /// others are ignored. An error says what is wrong with the header.
  static Read<ArticleTable> from_header(std::string_view record, char delimiter);

  /// Empty cells are nothing. Errors name the column as the header does.
  Read<Article> read(std::string_view record, ArticleInputLimits const& limits) const;

 private:
  std::string_view column_of(std::string_view field) const;

  char delimiter_ = ',';
  std::vector<std::string> names_;        // as in the header
  std::vector<std::string_view> fields_;  // what each column holds; empty: nothing of ours
};

}  // namespace dragoman
