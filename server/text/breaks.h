#pragma once
// Where Unicode lets text be cut.

#include <functional>
#include <string_view>

namespace dragoman {

/// Returns false to stop.
using PieceVisitor = std::function<bool(std::string_view piece)>;

/// Characters as users see them (grapheme clusters) of UTF-8, in order.
void for_each_character(std::string_view text, PieceVisitor const& visit);
/// Pieces that may stand on different lines, with the spaces behind them, in order.
void for_each_line_piece(std::string_view text, PieceVisitor const& visit);

}  // namespace dragoman
