#pragma once
// An ordered map whose copies are free and never change each other: a treap whose nodes are immutable and shared.
// Changing it costs a new path from the root, O(log n) expected. Copies may be read by any thread.

#include <cstdint>
#include <memory>
#include <utility>

namespace dragoman {

template <class Key, class Value>
class PersistentMap {
 public:
  /// Null when absent. Valid while this map or a copy made before its next change lives.
  template <class K>
  Value const* find(K const& key) const {
    auto const* node = root_.get();
    while (node != nullptr) {
      if (key < node->key) {
        node = node->left.get();
      } else if (node->key < key) {
        node = node->right.get();
      } else {
        return &node->value;
      }
    }
    return nullptr;
  }

  void put(Key key, Value value) {
    root_ =
        insert(root_, std::make_shared<Node const>(Node{std::move(key), std::move(value), next_priority(), {}, {}}));
  }

  template <class K>
  void erase(K const& key) {
    if (find(key) != nullptr) root_ = remove(root_, key);
  }

  /// Ascending from the first key that is not below `from`; `visit(key, value)` returns false to stop. False if it did.
  template <class K, class Visit>
  bool for_each(K const& from, Visit const& visit) const {
    return walk(root_.get(), from, visit);
  }

 private:
  struct Node;
  using Link = std::shared_ptr<Node const>;
  struct Node {
    Key key;
    Value value;
    std::uint64_t priority;  // greater than those below
    Link left, right;
  };

  static Link with(Node const& node, Link left, Link right) {
    return std::make_shared<Node const>(Node{node.key, node.value, node.priority, std::move(left), std::move(right)});
  }

  template <class K>
  static std::pair<Link, Link> split(Link const& tree, K const& key) {  // below key, above key; key itself is dropped
    if (!tree) return {};
    if (key < tree->key) {
      auto [low, high] = split(tree->left, key);
      return {std::move(low), with(*tree, std::move(high), tree->right)};
    }
    if (tree->key < key) {
      auto [low, high] = split(tree->right, key);
      return {with(*tree, tree->left, std::move(low)), std::move(high)};
    }
    return {tree->left, tree->right};
  }

  static Link merge(Link const& low, Link const& high) {
    if (!low) return high;
    if (!high) return low;
    if (low->priority > high->priority) return with(*low, low->left, merge(low->right, high));
    return with(*high, merge(low, high->left), high->right);
  }

  static Link insert(Link const& tree, Link const& fresh) {
    if (!tree || fresh->priority > tree->priority) {
      auto [low, high] = split(tree, fresh->key);
      return with(*fresh, std::move(low), std::move(high));
    }
    if (fresh->key < tree->key) return with(*tree, insert(tree->left, fresh), tree->right);
    if (tree->key < fresh->key) return with(*tree, tree->left, insert(tree->right, fresh));
    return std::make_shared<Node const>(Node{fresh->key, fresh->value, tree->priority, tree->left, tree->right});
  }

  template <class K>
  static Link remove(Link const& tree, K const& key) {
    if (key < tree->key) return with(*tree, remove(tree->left, key), tree->right);
    if (tree->key < key) return with(*tree, tree->left, remove(tree->right, key));
    return merge(tree->left, tree->right);
  }

  template <class K, class Visit>
  static bool walk(Node const* node, K const& from, Visit const& visit) {
    if (node == nullptr) return true;
    if (node->key < from) return walk(node->right.get(), from, visit);
    return walk(node->left.get(), from, visit) && visit(node->key, node->value) && walk(node->right.get(), from, visit);
  }

  std::uint64_t next_priority() {  // splitmix64
    auto mixed = seed_ += 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }

  Link root_;
  std::uint64_t seed_ = 0;
};

}  // namespace dragoman
