#pragma once
// Files of every form → articles and events, one at a time, as the server takes them.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "common/error.h"
#include "server/article_format.h"
#include "server/input_file.h"
#include "server/load/field_map.h"
#include "server/load/load_files.h"

namespace dragoman {

/// What items have in common that may be sent in one body.
struct LoadKind {
  bool events = false;                           // not articles
  ArticleFormat format = ArticleFormat::kLines;  // or one of the tables
  std::string header;                            // of a table, as it is in the file; empty: none
  std::string sent_header;                       // as the server is to see it

  friend bool operator==(LoadKind const&, LoadKind const&) = default;
};

struct LoadItem {
  std::size_t number = 0;  // of its line in the file, or its place in it, from 1
  bool is_line = true;     // what `number` is
  std::string_view text;   // a line, or a record with line breaks in it; valid during the call
  std::string fault;       // why it cannot be sent, a sentence; empty when it can
};

struct LoadForms {
  bool events = false;  // JSON and tables hold coded events
  FieldMap fields;
  std::string published;  // of text files and of entries that have no date; may be empty
  std::string publisher;  // likewise
};

/// False: no more of this file.
using TakeItem = std::function<bool(LoadKind const&, LoadItem const&)>;

/// An error: the file cannot be read to its end. What is wrong with its form is an item with a fault. Holds no more
/// than one item, and XML files whole; either has its limit.
Result<void> read_load_items(LoadFile const& file, InputFile& input, LoadForms const& forms, TakeItem const& take);

}  // namespace dragoman
