#include "api/item_buffer.h"
#include "api/item_splitter.h"

namespace dragoman {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Knows quotes only as far as line breaks between them end no record; cells are for the reader of the record.
class RecordSplitter final : public ItemSplitter {
 public:
  RecordSplitter(std::size_t most_bytes, char delimiter) : buffer_(most_bytes), delimiter_(delimiter) {}

  bool feed(std::string_view piece, ItemSink const& sink) override {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      char const c = piece[i];
      if (c == '\n') ++line_;
      if (c == '\n' && !in_quotes_) {
        deliver(piece.substr(begin, i - begin), sink);
        begin = i + 1;
      } else if (c == '"' && (in_quotes_ || at_start_ || after_quote_)) {
        // A second quote in a row opens again what the first has closed.
        after_quote_ = in_quotes_;
        in_quotes_ = !in_quotes_;
        at_start_ = false;
      } else {
        bool const mark = mark_ < kByteOrderMark.size() && c == kByteOrderMark[mark_];
        mark_ = mark ? mark_ + 1 : kByteOrderMark.size();
        after_quote_ = false;
        at_start_ = !in_quotes_ && (c == delimiter_ || mark);
      }
    }
    buffer_.append(piece.substr(begin));
    return true;
  }

  bool finish(ItemSink const& sink) override {
    deliver({}, sink);
    return true;
  }

  std::string broken() const override { return {}; }

 private:
  void deliver(std::string_view end, ItemSink const& sink) {
    auto item = buffer_.take(first_line_, end);
    if (first_line_ == 1 && item.text.starts_with(kByteOrderMark)) item.text.remove_prefix(kByteOrderMark.size());
    if (item.text.ends_with('\r')) item.text.remove_suffix(1);
    if (item.too_long || item.text.find_first_not_of(" \t\r") != std::string_view::npos) {
      item.record = record_++;
      sink(item);
    }
    first_line_ = line_;
    in_quotes_ = after_quote_ = false;
    at_start_ = true;
  }

  ItemBuffer buffer_;
  char delimiter_;
  std::size_t line_ = 1;
  std::size_t first_line_ = 1;  // of the record
  std::size_t record_ = 0;
  std::size_t mark_ = 0;  // bytes of the byte order mark seen
  bool in_quotes_ = false;
  bool at_start_ = true;      // of a cell
  bool after_quote_ = false;  // which may have closed the cell
};

}  // namespace

std::unique_ptr<ItemSplitter> make_record_splitter(std::size_t most_bytes, char delimiter) {
  return std::make_unique<RecordSplitter>(most_bytes, delimiter);
}

}  // namespace dragoman
