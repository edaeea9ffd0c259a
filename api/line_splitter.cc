#include "api/item_buffer.h"
#include "api/item_splitter.h"

namespace dragoman {
namespace {

class LineSplitter final : public ItemSplitter {
 public:
  explicit LineSplitter(std::size_t most_bytes) : buffer_(most_bytes) {}

  bool feed(std::string_view piece, ItemSink const& sink) override {
    while (true) {
      auto const end = piece.find('\n');
      if (end == std::string_view::npos) break;
      deliver(buffer_.take(number_, piece.substr(0, end)), sink);
      ++number_;
      piece.remove_prefix(end + 1);
    }
    buffer_.append(piece);
    return true;
  }

  bool finish(ItemSink const& sink) override {
    deliver(buffer_.take(number_, {}), sink);
    return true;
  }

  std::string broken() const override { return {}; }

 private:
  static void deliver(Item item, ItemSink const& sink) {
    if (item.number == 1 && item.text.starts_with("\xEF\xBB\xBF")) item.text.remove_prefix(3);
    if (item.text.ends_with('\r')) item.text.remove_suffix(1);
    if (item.too_long || item.text.find_first_not_of(" \t\r") != std::string_view::npos) sink(item);
  }

  ItemBuffer buffer_;
  std::size_t number_ = 1;
};

}  // namespace

std::unique_ptr<ItemSplitter> make_line_splitter(std::size_t most_bytes) {
  return std::make_unique<LineSplitter>(most_bytes);
}

}  // namespace dragoman
