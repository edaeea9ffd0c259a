#pragma once
// The item being read: a view into the current piece while it lies within one, a copy once it spans several.

#include <cstddef>
#include <string>
#include <string_view>

#include "api/item_splitter.h"

namespace dragoman {

class ItemBuffer {
 public:
  explicit ItemBuffer(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// More of the item, which goes on in the next piece.
  void append(std::string_view part) {
    if (too_long_ || held_.size() + part.size() > most_bytes_) {
      too_long_ = true;
      held_ = {};
    } else {
      held_ += part;
    }
  }

  /// The item ends with `part`. The result is valid until the next call.
  Item take(std::size_t number, std::string_view part) {
    bool const too_long = too_long_ || held_.size() + part.size() > most_bytes_;
    Item item{.number = number, .too_long = too_long};
    if (!too_long && held_.empty()) {
      item.text = part;
    } else if (!too_long) {
      held_ += part;
      whole_.swap(held_);
      item.text = whole_;
    }
    held_.clear();
    too_long_ = false;
    return item;
  }

 private:
  std::size_t most_bytes_;
  std::string held_;
  std::string whole_;
  bool too_long_ = false;
};

}  // namespace dragoman
