#pragma once
// A vector that is cheap to copy: copies share their blocks, and a write copies only the blocks on its path.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "graph/ref.h"

namespace dragoman {

/// Elements are default-made until written. A copy may be read by any thread while another copy is written.
template <class T, unsigned kLeafBits = 5>
class PersistentVector {
 public:
  /// One past the highest index ever written.
  std::size_t slots() const { return slots_; }

  /// Null when the block of that index was never written.
  T const* find(std::size_t index) const {
    if (index >= slots_) return nullptr;
    auto const* node = root_.get();
    for (auto level = height_; level > 0; --level) {
      node = static_cast<Inner const*>(node)->children[slot(index, level)].get();
      if (node == nullptr) return nullptr;
    }
    return &static_cast<Leaf const*>(node)->items[index & kLeafMask];
  }

  /// Takes over what the other has written; both are unshared, and no block of either holds indexes of the other
  /// (std::logic_error): a block is kBlock indexes from a multiple of kBlock on.
  void absorb(PersistentVector&& other) {
    if (!other.root_) return;
    if (!root_) {
      *this = std::exchange(other, {});
      return;
    }
    grow(other.height_);
    other.grow(height_);
    join(root_, std::move(other.root_), height_);
    slots_ = std::max(slots_, other.slots_);
    other = {};
  }
  static constexpr std::size_t kBlock = std::size_t{1} << kLeafBits;

  /// The element to write to; valid until the next copy of this vector.
  T& edit(std::size_t index) {
    if (index >= slots_) slots_ = index + 1;
    auto height = height_;
    while ((index >> kLeafBits) >> (kInnerBits * height) != 0) ++height;
    grow(height);
    auto* ref = &root_;
    for (auto level = height_; level > 0; --level) ref = &own<Inner>(*ref, level).children[slot(index, level)];
    return own<Leaf>(*ref, 0).items[index & kLeafMask];
  }

 private:
  static constexpr unsigned kInnerBits = 5;
  static constexpr std::size_t kLeafMask = (std::size_t{1} << kLeafBits) - 1;
  static constexpr std::size_t kInnerMask = (std::size_t{1} << kInnerBits) - 1;

  struct Node : RefCounted {
    explicit Node(unsigned node_height) : height{node_height} {}
    static void destroy(Node* node) {
      if (node->height == 0)
        delete static_cast<Leaf*>(node);
      else
        delete static_cast<Inner*>(node);
    }
    unsigned height;  // 0: a leaf
  };
  struct Leaf : Node {
    explicit Leaf(unsigned = 0) : Node{0} {}
    std::array<T, std::size_t{1} << kLeafBits> items{};
  };
  struct Inner : Node {
    explicit Inner(unsigned node_height) : Node{node_height} {}
    std::array<Ref<Node>, std::size_t{1} << kInnerBits> children{};
  };

  void grow(unsigned height) {
    while (height_ < height) {
      ++height_;
      if (!root_) continue;
      auto* const root = new Inner(height_);
      root->children[0] = std::move(root_);
      root_ = Ref<Node>{root};
    }
  }

  /// Both are there, of one height and unshared.
  static void join(Ref<Node>& into, Ref<Node> from, unsigned level) {
    if (level == 0) throw std::logic_error("two vectors have written the same block");
    auto& target = static_cast<Inner&>(*into);
    auto& source = static_cast<Inner&>(*from);
    for (std::size_t i = 0; i < target.children.size(); ++i) {
      if (!source.children[i]) continue;
      if (target.children[i])
        join(target.children[i], std::move(source.children[i]), level - 1);
      else
        target.children[i] = std::move(source.children[i]);
    }
  }

  static std::size_t slot(std::size_t index, unsigned level) {
    return (index >> (kLeafBits + kInnerBits * (level - 1))) & kInnerMask;
  }

  /// The block behind `ref`, there and not shared.
  template <class Block>
  static Block& own(Ref<Node>& ref, unsigned level) {
    if (!ref) {
      ref = Ref<Node>{new Block(level)};
    } else if (!ref.unique()) {
      copied_bytes += sizeof(Block);
      ref = Ref<Node>{new Block(static_cast<Block const&>(*ref))};
    }
    return static_cast<Block&>(*ref);
  }

  Ref<Node> root_;
  unsigned height_ = 0;
  std::size_t slots_ = 0;
};

}  // namespace dragoman
