#include "api/item_buffer.h"
#include "api/item_splitter.h"

namespace dragoman {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class ArraySplitter final : public ItemSplitter {
 public:
  explicit ArraySplitter(std::size_t most_bytes) : buffer_(most_bytes) {}

  bool feed(std::string_view piece, ItemSink const& sink) override {
    while (!piece.empty() && broken_.empty()) {
      piece = place_ == Place::kInside ? read_item(piece, sink) : read_between(piece);
    }
    return broken_.empty();
  }

  bool finish(ItemSink const&) override {
    if (broken_.empty() && place_ != Place::kAfterArray) {
      broken_ = place_ == Place::kInside
                    ? "The body ends in the middle of item " + std::to_string(number_) + "."
                    : "The body ends before the array does, after item " +
                          std::to_string(place_ == Place::kAfterItem ? number_ : number_ - 1) + ".";
    }
    return broken_.empty();
  }

  std::string broken() const override { return broken_; }

 private:
  enum class Place { kBeforeArray, kFirstItem, kNextItem, kInside, kAfterItem, kAfterArray };

  /// Takes space and punctuation up to the next item.
  std::string_view read_between(std::string_view piece) {
    char const c = piece.front();
    if (is_space(c)) return piece.substr(1);
    switch (place_) {
      case Place::kBeforeArray:
        if (c != '[') return fail("The body is not a JSON array.");
        place_ = Place::kFirstItem;
        return piece.substr(1);
      case Place::kAfterItem:
        if (c != ',' && c != ']') {
          return fail("Malformed JSON array: \",\" or \"]\" expected after item " + std::to_string(number_) + ".");
        }
        place_ = c == ',' ? Place::kNextItem : Place::kAfterArray;
        ++number_;
        return piece.substr(1);
      case Place::kFirstItem:
        if (c == ']') {
          place_ = Place::kAfterArray;
          return piece.substr(1);
        }
        [[fallthrough]];
      case Place::kNextItem:
        if (c == ',' || c == ']' || c == '}') {
          return fail("Malformed JSON array: item " + std::to_string(number_) + " is missing.");
        }
        place_ = Place::kInside;
        depth_ = 0;
        in_string_ = escaped_ = false;
        return piece;
      case Place::kAfterArray: return fail("Malformed JSON: more text follows the array.");
      case Place::kInside: break;
    }
    return piece;
  }

  std::string_view read_item(std::string_view piece, ItemSink const& sink) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
      char const c = piece[i];
      if (in_string_) {
        if (escaped_) {
          escaped_ = false;
        } else if (c == '\\') {
          escaped_ = true;
        } else if (c == '"') {
          in_string_ = false;
        }
      } else if (c == '"') {
        in_string_ = true;
      } else if (c == '{' || c == '[') {
        ++depth_;
      } else if (depth_ > 0 && (c == '}' || c == ']')) {
        --depth_;
        if (depth_ == 0) return end_item(piece, i + 1, sink);
      } else if (depth_ == 0 && (c == ',' || c == ']' || c == '}')) {
        return end_item(piece, i, sink);
      }
    }
    buffer_.append(piece);
    return {};
  }

  std::string_view end_item(std::string_view piece, std::size_t length, ItemSink const& sink) {
    place_ = Place::kAfterItem;
    sink(buffer_.take(number_, piece.substr(0, length)));
    return piece.substr(length);
  }

  std::string_view fail(std::string why) {
    broken_ = std::move(why);
    return {};
  }

  ItemBuffer buffer_;
  Place place_ = Place::kBeforeArray;
  std::size_t number_ = 1;
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  std::string broken_;
};

}  // namespace

std::unique_ptr<ItemSplitter> make_array_splitter(std::size_t most_bytes) {
  return std::make_unique<ArraySplitter>(most_bytes);
}

}  // namespace dragoman
