#pragma once
// A sorted list that is cheap to copy: a B+ tree whose blocks are shared between copies. A change copies only the
// blocks on its path. Every subtree carries a summary of its entries, so that a walk can pass over what nobody wants.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include "graph/ref.h"

namespace dragoman {

/// Policy: `Entry` (trivially copyable), `Key` (ordered), `Summary` (default: of nothing; merge(Summary)),
/// `static Key key(Entry)`, `static Summary summary(Entry)`. Keys are unique.
/// A copy may be read by any thread while another copy is written.
template <class Policy>
class SortedTree {
 public:
  using Entry = typename Policy::Entry;
  using Key = typename Policy::Key;
  using Summary = typename Policy::Summary;

  std::size_t size() const { return root_.count; }
  bool empty() const { return root_.count == 0; }

  /// Null when absent; valid until this copy is written.
  Entry const* find(Key const& key) const {
    if (!root_.node) return nullptr;
    auto const* node = root_.node.get();
    while (node->height > 0) {
      auto const& inner = static_cast<Inner const&>(*node);
      node = inner.children[child_of(inner, key)].node.get();
    }
    auto const& leaf = static_cast<Leaf const&>(*node);
    auto const at = lower_bound(leaf, key);
    return at < leaf.size && Policy::key(leaf.entries()[at]) == key ? leaf.entries() + at : nullptr;
  }

  /// Inserts, or replaces the entry of that key.
  void put(Entry const& entry) {
    if (!root_.node) {
      root_.node = Ref<Node>{Leaf::make(1)};
      root_.first = Policy::key(entry);
    }
    auto right = put_in(root_, entry);
    if (!right) return;
    auto* const top = new Inner(root_.node->height + 1U);
    Ref<Node> owner{top};
    top->children[0] = std::move(root_);
    top->children[1] = std::move(*right);
    top->size = 2;
    root_.node = std::move(owner);
    describe(root_);
  }

  bool erase(Key const& key) {
    if (find(key) == nullptr) return false;
    erase_in(root_, key);
    while (root_.node && root_.node->height > 0 && root_.node->size == 1) {
      auto only = static_cast<Inner const&>(*root_.node).children[0];
      root_ = std::move(only);
    }
    if (root_.count == 0) root_ = Child{};
    return true;
  }

  class Builder;  // sorted_tree_builder.h

  template <class Wants>
  class Walk;
  struct WantsAll {
    bool operator()(Summary const&, Key const&) const { return true; }
  };

 private:
  static constexpr std::size_t kLeafSize = 64;
  static constexpr std::size_t kFanout = 32;
  static_assert(std::is_trivially_copyable_v<Entry>);

  struct Node : RefCounted {
    explicit Node(unsigned node_height) : height{static_cast<std::uint16_t>(node_height)} {}
    static void destroy(Node* node) {
      if (node->height > 0)
        delete static_cast<Inner*>(node);
      else
        Leaf::drop(static_cast<Leaf*>(node));
    }
    std::uint16_t height;  // 0: a leaf
    std::uint16_t size = 0;
  };

  /// The entries lie behind the header, in memory of the same allocation.
  struct alignas(8) Leaf : Node {
    /// With room to grow.
    static Leaf* make(std::size_t wanted) {
      return make_exactly(std::min(kLeafSize, wanted < 2 ? wanted : (wanted + wanted / 2 + 1) & ~std::size_t{1}));
    }
    static Leaf* make_exactly(std::size_t capacity) {
      static_assert(alignof(Entry) <= alignof(Leaf));
      auto* const memory = ::operator new(sizeof(Leaf) + capacity * sizeof(Entry));
      return new (memory) Leaf(static_cast<std::uint16_t>(capacity));
    }
    static void drop(Leaf* leaf) {
      leaf->~Leaf();
      ::operator delete(leaf);
    }
    Entry* entries() { return std::launder(reinterpret_cast<Entry*>(this + 1)); }
    Entry const* entries() const { return std::launder(reinterpret_cast<Entry const*>(this + 1)); }

    std::uint16_t capacity;

   private:
    explicit Leaf(std::uint16_t leaf_capacity) : Node{0}, capacity{leaf_capacity} {}
  };

  struct Child {
    Ref<Node> node;
    Key first{};  // the smallest key in it
    std::uint32_t count = 0;
    [[no_unique_address]] Summary summary{};
  };

  struct Inner : Node {
    explicit Inner(unsigned node_height) : Node{node_height} {}
    std::array<Child, kFanout> children{};
  };

  static std::size_t lower_bound(Leaf const& leaf, Key const& key) {
    auto const* const begin = leaf.entries();
    auto const* const at = std::lower_bound(begin, begin + leaf.size, key, [](Entry const& entry, Key const& wanted) {
      return Policy::key(entry) < wanted;
    });
    return static_cast<std::size_t>(at - begin);
  }

  /// Which child holds the key, or would.
  static std::size_t child_of(Inner const& inner, Key const& key) {
    auto const* const begin = inner.children.data();
    auto const* const at = std::upper_bound(begin + 1, begin + inner.size, key,
                                            [](Key const& wanted, Child const& child) { return wanted < child.first; });
    return static_cast<std::size_t>(at - begin) - 1;
  }

  /// Not shared and with room for `room` more entries, up to a full leaf.
  static Leaf& own_leaf(Child& child, std::size_t room) {
    auto& old = static_cast<Leaf&>(*child.node);
    auto const needed = std::min<std::size_t>(kLeafSize, old.size + room);
    bool const shared = !child.node.unique();
    if (!shared && old.capacity >= needed) return old;
    auto* const leaf = Leaf::make(needed);
    std::copy_n(old.entries(), old.size, leaf->entries());
    leaf->size = old.size;
    if (shared) copied_bytes += sizeof(Leaf) + old.size * sizeof(Entry);
    child.node = Ref<Node>{leaf};
    return *leaf;
  }

  static Inner& own_inner(Child& child) {
    if (!child.node.unique()) {
      copied_bytes += sizeof(Inner);
      child.node = Ref<Node>{new Inner(static_cast<Inner const&>(*child.node))};
    }
    return static_cast<Inner&>(*child.node);
  }

  /// Computes first, count and summary anew.
  static void describe(Child& child) {
    child.summary = Summary{};
    if (child.node->height == 0) {
      auto const& leaf = static_cast<Leaf const&>(*child.node);
      child.count = leaf.size;
      for (std::size_t i = 0; i < leaf.size; ++i) child.summary.merge(Policy::summary(leaf.entries()[i]));
      if (leaf.size > 0) child.first = Policy::key(leaf.entries()[0]);
      return;
    }
    auto const& inner = static_cast<Inner const&>(*child.node);
    child.count = 0;
    for (std::size_t i = 0; i < inner.size; ++i) {
      child.count += inner.children[i].count;
      child.summary.merge(inner.children[i].summary);
    }
    if (inner.size > 0) child.first = inner.children[0].first;
  }

  static void insert_at(Leaf& leaf, std::size_t at, Entry const& entry) {
    auto* const entries = leaf.entries();
    std::copy_backward(entries + at, entries + leaf.size, entries + leaf.size + 1);
    entries[at] = entry;
    ++leaf.size;
  }

  static void insert_at(Inner& inner, std::size_t at, Child&& child) {
    auto* const children = inner.children.data();
    std::move_backward(children + at, children + inner.size, children + inner.size + 1);
    children[at] = std::move(child);
    ++inner.size;
  }

  /// Where to split a full block: in the middle, or, when the newcomer is the last (lists mostly grow at the end), so
  /// that the left block stays full.
  static std::size_t split_point(std::size_t at, std::size_t size) { return at == size ? size : size / 2; }

  /// When the block must split: its new right neighbour.
  static std::optional<Child> put_in(Child& child, Entry const& entry) {
    return child.node->height == 0 ? put_in_leaf(child, entry) : put_in_inner(child, entry);
  }

  static std::optional<Child> put_in_leaf(Child& child, Entry const& entry) {
    auto const key = Policy::key(entry);
    auto const& before = static_cast<Leaf const&>(*child.node);
    auto const at = lower_bound(before, key);
    if (at < before.size && Policy::key(before.entries()[at]) == key) {
      own_leaf(child, 0).entries()[at] = entry;
      describe(child);
      return std::nullopt;
    }
    auto& leaf = own_leaf(child, 1);
    if (leaf.size < kLeafSize) {
      insert_at(leaf, at, entry);
      ++child.count;
      child.summary.merge(Policy::summary(entry));
      if (at == 0) child.first = key;
      return std::nullopt;
    }
    auto const cut = split_point(at, kLeafSize);
    auto* const right = Leaf::make(kLeafSize - cut + 1);
    Child neighbour{.node = Ref<Node>{right}};
    std::copy(leaf.entries() + cut, leaf.entries() + kLeafSize, right->entries());
    right->size = static_cast<std::uint16_t>(kLeafSize - cut);
    leaf.size = static_cast<std::uint16_t>(cut);
    if (at <= cut && cut < kLeafSize)
      insert_at(leaf, at, entry);
    else
      insert_at(*right, at - cut, entry);
    describe(child);
    describe(neighbour);
    return neighbour;
  }

  static std::optional<Child> put_in_inner(Child& child, Entry const& entry) {
    auto& inner = own_inner(child);
    auto const at = child_of(inner, Policy::key(entry));
    auto& below = inner.children[at];
    auto const count = below.count;
    auto split = put_in(below, entry);
    if (!split) {
      if (below.count == count) {  // replaced: the old entry's share of the summary is unknown
        describe(child);
        return std::nullopt;
      }
      ++child.count;
      child.summary.merge(Policy::summary(entry));
      child.first = inner.children[0].first;
      return std::nullopt;
    }
    if (inner.size < kFanout) {
      insert_at(inner, at + 1, std::move(*split));
      describe(child);
      return std::nullopt;
    }
    auto const cut = split_point(at + 1, kFanout);
    auto* const right = new Inner(inner.height);
    Child neighbour{.node = Ref<Node>{right}};
    std::move(inner.children.begin() + cut, inner.children.end(), right->children.begin());
    std::fill(inner.children.begin() + cut, inner.children.end(), Child{});
    right->size = static_cast<std::uint16_t>(kFanout - cut);
    inner.size = static_cast<std::uint16_t>(cut);
    if (at + 1 <= cut && cut < kFanout)
      insert_at(inner, at + 1, std::move(*split));
    else
      insert_at(*right, at + 1 - cut, std::move(*split));
    describe(child);
    describe(neighbour);
    return neighbour;
  }

  /// The key is there.
  static void erase_in(Child& child, Key const& key) {
    if (child.node->height == 0) {
      auto& leaf = own_leaf(child, 0);
      auto const at = lower_bound(leaf, key);
      std::copy(leaf.entries() + at + 1, leaf.entries() + leaf.size, leaf.entries() + at);
      --leaf.size;
    } else {
      auto& inner = own_inner(child);
      auto const at = child_of(inner, key);
      erase_in(inner.children[at], key);
      if (inner.children[at].count == 0)
        remove_at(inner, at);
      else
        join(inner, at);
    }
    describe(child);
  }

  static void remove_at(Inner& inner, std::size_t at) {
    std::move(inner.children.begin() + at + 1, inner.children.begin() + inner.size, inner.children.begin() + at);
    inner.children[--inner.size] = Child{};
  }

  /// Pours a block that has become small into a neighbour that has room.
  static void join(Inner& inner, std::size_t at) {
    auto const is_leaf = inner.height == 1;
    auto const full = is_leaf ? kLeafSize : kFanout;
    if (inner.children[at].node->size > full / 4 || inner.size < 2) return;
    auto const left = at > 0 ? at - 1 : at;
    auto& into = inner.children[left];
    auto const& from = inner.children[left + 1];
    if (into.node->size + from.node->size > full * 3U / 4U) return;
    if (is_leaf) {
      auto const& source = static_cast<Leaf const&>(*from.node);
      auto& leaf = own_leaf(into, source.size);
      std::copy_n(source.entries(), source.size, leaf.entries() + leaf.size);
      leaf.size = static_cast<std::uint16_t>(leaf.size + source.size);
    } else {
      auto const& source = static_cast<Inner const&>(*from.node);
      auto& target = own_inner(into);
      std::copy_n(source.children.begin(), source.size, target.children.begin() + target.size);
      target.size = static_cast<std::uint16_t>(target.size + source.size);
    }
    describe(into);
    remove_at(inner, left + 1);
  }

  Child root_;
};

enum class Direction : std::uint8_t { kForward, kBackward };

/// Visits the entries block by block in one direction, leaving out subtrees of which `wants(summary, first key)` says
/// no. Valid as long as the tree and unchanged. Entries within a block are in ascending order, whatever the direction.
template <class Policy>
template <class Wants>
class SortedTree<Policy>::Walk {
 public:
  Walk() = default;
  Walk(SortedTree const& tree, Direction direction, Wants wants) : direction_{direction}, wants_{wants} {
    if (!tree.empty() && wants_(tree.root_.summary, tree.root_.first)) enter(tree.root_);
  }
  /// Only entries strictly after the key, in the direction.
  Walk(SortedTree const& tree, Direction direction, Wants wants, Key const& after)
      : direction_{direction}, wants_{wants} {
    if (!tree.empty()) seek(tree.root_, after);
  }

  /// Empty at the end.
  std::span<Entry const> next() {
    while (true) {
      if (!block_.empty()) return std::exchange(block_, {});
      if (depth_ == 0) return {};
      auto& [inner, at] = path_[depth_ - 1];
      if (at == (direction_ == Direction::kForward ? inner->size : std::size_t{0})) {
        --depth_;
        continue;
      }
      auto const& child = inner->children[direction_ == Direction::kForward ? at++ : --at];
      if (wants_(child.summary, child.first)) enter(child);
    }
  }

 private:
  // A tree of 16-way inner blocks at least half full would need 2^36 entries to be deeper.
  static constexpr std::size_t kDeepest = 10;
  struct Step {
    Inner const* inner = nullptr;
    std::size_t at = 0;  // children on this side of it are done
  };

  void enter(Child const& child) {
    if (child.node->height == 0) {
      auto const& leaf = static_cast<Leaf const&>(*child.node);
      block_ = {leaf.entries(), leaf.size};
      return;
    }
    auto const& inner = static_cast<Inner const&>(*child.node);
    path_[depth_++] = {&inner, direction_ == Direction::kForward ? std::size_t{0} : inner.size};
  }

  void seek(Child const& root, Key const& after) {
    auto const* node = root.node.get();
    while (node->height > 0) {
      auto const& inner = static_cast<Inner const&>(*node);
      auto const at = child_of(inner, after);
      path_[depth_++] = {&inner, direction_ == Direction::kForward ? at + 1 : at};
      node = inner.children[at].node.get();
    }
    auto const& leaf = static_cast<Leaf const&>(*node);
    auto at = lower_bound(leaf, after);
    if (direction_ == Direction::kBackward) {
      block_ = {leaf.entries(), at};
      return;
    }
    if (at < leaf.size && Policy::key(leaf.entries()[at]) == after) ++at;
    block_ = {leaf.entries() + at, leaf.size - at};
  }

  std::array<Step, kDeepest> path_{};
  std::size_t depth_ = 0;
  std::span<Entry const> block_;
  Direction direction_ = Direction::kForward;
  [[no_unique_address]] Wants wants_{};
};

}  // namespace dragoman
