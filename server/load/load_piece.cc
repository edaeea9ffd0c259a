#include "server/load/load_piece.h"

namespace dragoman {

bool LoadPiece::takes(LoadKind const& kind, std::size_t most_bytes) const {
  // Fewer than the errors that an answer lists.
  constexpr std::size_t kMostItems = 50'000;
  return empty() || (kind == kind_ && body_.size() < most_bytes && places_.size() < kMostItems);
}

void LoadPiece::add(LoadKind const& kind, std::size_t file, LoadItem const& item, FieldMap const& fields) {
  if (empty()) {
    kind_ = kind;
    if (!kind.sent_header.empty()) body_ = kind.sent_header + "\n";
    raw_ = body_;
    renames_ = kind.format == ArticleFormat::kLines && !fields.empty();
  }
  if (renames_) raw_.append(item.text);
  body_ += renames_ ? fields.renamed(std::string(item.text)) : std::string(item.text);
  ends_.push_back(renames_ ? raw_.size() : body_.size());
  body_ += '\n';
  if (renames_) raw_ += '\n';
  places_.push_back({file, item.number, item.is_line});
}

void LoadPiece::clear() {
  body_.clear();
  raw_.clear();
  places_.clear();
  ends_.clear();
}

std::optional<std::size_t> LoadPiece::item_of(LoadError const& error) const {
  std::size_t const headers = kind_.sent_header.empty() ? 0 : 1;
  auto const at = error.record != 0 ? error.record : error.line > headers ? error.line - headers : 0;
  if (at == 0 || at > places_.size()) return std::nullopt;
  return at - 1;
}

std::string_view LoadPiece::text(std::size_t item) const {
  auto const& all = renames_ ? raw_ : body_;
  auto const header = kind_.sent_header.empty() ? 0 : kind_.sent_header.size() + 1;
  auto const begin = item == 0 ? header : ends_[item - 1] + 1;
  return std::string_view(all).substr(begin, ends_[item] - begin);
}

}  // namespace dragoman
