#pragma once
// Words and punctuation as the treebanks cut them: "do n't", "Russia 's", "state - run", "$ 5", "U.S.".

#include <string_view>
#include <vector>

namespace dragoman {

/// A piece of clean text.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool space_before = false;
};

/// Appends the tokens of text[begin, end), which holds no line break. Linear in the text.
void cut_tokens(std::string_view text, std::size_t begin, std::size_t end, std::vector<Piece>& pieces);

}  // namespace dragoman
