// Any bytes as one article, and as the body of each kind of bulk cut at a place that the input chooses.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "api/article_input.h"
#include "api/item_splitter.h"
#include "api/text_check.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> split(std::unique_ptr<ItemSplitter> splitter, std::string_view head, std::string_view tail) {
  std::vector<std::string> items;
  ItemSink const sink = [&](Item const& item) {
    items.push_back(std::to_string(item.number) + (item.too_long ? "!" : ":" + std::string(item.text)));
  };
  if (splitter->feed(head, sink) && splitter->feed(tail, sink)) splitter->finish(sink);
  items.push_back(splitter->broken());
  return items;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const article = read_article(input);
  if (article) {
    require(!article->id.empty() && !article->text.empty());
    require(!invalid_utf8_at(article->text) && article->text.find('\0') == std::string::npos);
  } else {
    require(!article.error().detail.empty() && !invalid_utf8_at(article.error().detail));
  }

  auto const cut = size == 0 ? 0 : data[0] % size;
  for (auto* const make : {make_line_splitter, make_array_splitter}) {
    require(split(make(64), input, {}) == split(make(64), input.substr(0, cut), input.substr(cut)));
  }
  return 0;
}
