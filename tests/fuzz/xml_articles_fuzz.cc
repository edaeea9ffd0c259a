// Any bytes as a feed, and as HTML.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/load/xml_articles.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const text = dragoman::html_text(input);
  require(text.empty() || (text.front() != ' ' && text.back() != '\n'));
  auto const articles = dragoman::read_xml_articles(input);
  if (!articles) {
    require(!articles.error().message.empty());
    return 0;
  }
  for (auto const& article : *articles) require(article.at("text").is_string());
  return 0;
}
