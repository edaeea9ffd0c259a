#pragma once
// What stands before the first word of a paragraph: bullets, and datelines such as "SEOUL (Reuters) -".

#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman {

struct ParagraphStart {
  std::size_t text_begin = 0;  // where the first sentence's words begin
  std::string place;           // of the dateline, "SEOUL"; empty without one
};

/// `paragraph` is clean text without leading spaces. Looks at a bounded number of bytes.
ParagraphStart find_paragraph_start(std::string_view paragraph);

}  // namespace dragoman
