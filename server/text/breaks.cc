#include "server/text/breaks.h"

#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace dragoman {
namespace {

void visit_pieces(icu::BreakIterator& breaks, std::string_view text, PieceVisitor const& visit) {
  auto status = U_ZERO_ERROR;
  UText utf8 = UTEXT_INITIALIZER;
  utext_openUTF8(&utf8, text.data(), static_cast<std::int64_t>(text.size()), &status);
  std::unique_ptr<UText, decltype(&utext_close)> const open(&utf8, utext_close);
  breaks.setText(&utf8, status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
  auto begin = breaks.first();
  for (auto end = breaks.next(); end != icu::BreakIterator::DONE; begin = end, end = breaks.next()) {
    if (!visit(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)))) return;
  }
}

std::unique_ptr<icu::BreakIterator> checked(icu::BreakIterator* made, UErrorCode status) {
  std::unique_ptr<icu::BreakIterator> breaks(made);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
  return breaks;
}

}  // namespace

void for_each_character(std::string_view text, PieceVisitor const& visit) {
  // Making one takes longer than most texts that it cuts.
  thread_local auto const breaks = [] {
    auto status = U_ZERO_ERROR;
    auto* const made = icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status);
    return checked(made, status);
  }();
  visit_pieces(*breaks, text, visit);
}

void for_each_line_piece(std::string_view text, PieceVisitor const& visit) {
  thread_local auto const breaks = [] {
    auto status = U_ZERO_ERROR;
    auto* const made = icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status);
    return checked(made, status);
  }();
  visit_pieces(*breaks, text, visit);
}

}  // namespace dragoman
