#pragma once
// Building a SortedTree from the bottom, when all its entries are known.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "graph/sorted_tree.h"

namespace dragoman {

/// Makes a tree of entries that come in ascending order, many times faster than put(); all blocks but the last of each
/// height are full.
template <class Policy>
class SortedTree<Policy>::Builder {
 public:
  /// `count` entries will come, no more and no fewer.
  explicit Builder(std::size_t count) : left_{count} {
    if (count > kLeafSize) done_.reserve((count + kLeafSize - 1) / kLeafSize);
  }
  void append(Entry const& entry) {
    if (leaf_ == nullptr) {
      if (left_ == 0) throw std::logic_error("a tree was promised fewer entries");
      leaf_ = Leaf::make_exactly(std::min(left_, kLeafSize));
      done_.push_back({.node = Ref<Node>{leaf_}});
    }
    leaf_->entries()[leaf_->size++] = entry;
    --left_;
    if (leaf_->size == leaf_->capacity) {
      describe(done_.back());
      leaf_ = nullptr;
    }
  }
  /// Once, after the last entry (std::logic_error).
  SortedTree finish() {
    if (left_ != 0 || leaf_ != nullptr) throw std::logic_error("a tree was promised more entries");
    for (unsigned height = 1; done_.size() > 1; ++height) {
      std::vector<Child> above;
      above.reserve((done_.size() + kFanout - 1) / kFanout);
      for (std::size_t from = 0; from < done_.size(); from += kFanout) {
        auto* const inner = new Inner(height);
        above.push_back({.node = Ref<Node>{inner}});
        inner->size = static_cast<std::uint16_t>(std::min(kFanout, done_.size() - from));
        std::move(done_.begin() + static_cast<std::ptrdiff_t>(from),
                  done_.begin() + static_cast<std::ptrdiff_t>(from + inner->size), inner->children.begin());
        describe(above.back());
      }
      done_ = std::move(above);
    }
    SortedTree tree;
    if (!done_.empty()) tree.root_ = std::move(done_.front());
    done_ = {};
    return tree;
  }

 private:
  std::vector<Child> done_;
  Leaf* leaf_ = nullptr;  // the last of them, while it has room
  std::size_t left_;
};

}  // namespace dragoman
