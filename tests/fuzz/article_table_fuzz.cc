// Any bytes as a table of articles: its records do not depend on how it is cut, and what is read back from cells that
// are written with quotes is what was written.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/article_table.h"
#include "api/item_splitter.h"
#include "api/text_check.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> split(std::string_view head, std::string_view tail) {
  std::vector<std::string> records;
  ItemSink const sink = [&](Item const& item) {
    require(item.record == records.size());
    records.push_back(std::to_string(item.number) + (item.too_long ? "!" : ":" + std::string(item.text)));
  };
  auto const splitter = make_record_splitter(64, ',');
  require(splitter->feed(head, sink) && splitter->feed(tail, sink) && splitter->finish(sink));
  return records;
}

void check(std::string_view input) {
  std::optional<ArticleTable> table;
  ItemSink const sink = [&](Item const& item) {
    if (!table) {
      auto read = ArticleTable::from_header(item.text, ',');
      table = read ? *read : *ArticleTable::from_header("id,text,date,publisher", ',');
    }
    auto const article = table->read(item.text, {});
    if (!article) {
      require(!article.error().detail.empty() && !invalid_utf8_at(article.error().detail));
    } else {
      require(!article->text.empty() && !invalid_utf8_at(article->text));
    }
  };
  auto const splitter = make_record_splitter(std::size_t{1} << 20U, ',');
  splitter->feed(input, sink);
  splitter->finish(sink);
}

void check_round_trip(std::string_view cell) {
  std::string written = "\"";
  for (char const c : cell) written += c == '"' ? std::string("\"\"") : std::string(1, c);
  written += "\"";
  std::string row = written + "," + written;
  auto const cells = split_cells(row, ',');
  require(cells && cells->size() == 2 && (*cells)[0] == cell && (*cells)[1] == cell);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const cut = size == 0 ? 0 : data[0] % size;
  require(split(input, {}) == split(input.substr(0, cut), input.substr(cut)));
  check(input);
  check_round_trip(input);
  return 0;
}
