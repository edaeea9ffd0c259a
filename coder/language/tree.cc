#include "coder/language/tree.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace dragoman {
namespace {

// Nodes are 0 (the root) and 1..n.
struct Arcs {
  std::size_t nodes = 0;
  std::vector<double> scores;  // [dependent][head]

  explicit Arcs(std::size_t count) : nodes(count), scores(count * count) {}
  double& at(std::size_t dependent, std::size_t head) { return scores[dependent * nodes + head]; }
  double at(std::size_t dependent, std::size_t head) const { return scores[dependent * nodes + head]; }
};

std::vector<std::size_t> best_heads(Arcs const& arcs) {
  std::vector<std::size_t> heads(arcs.nodes, 0);
  for (std::size_t d = 1; d < arcs.nodes; ++d) {
    for (std::size_t h = 1; h < arcs.nodes; ++h) {
      if (h != d && arcs.at(d, h) > arcs.at(d, heads[d])) heads[d] = h;
    }
  }
  return heads;
}

// The nodes of one cycle, or none.
std::vector<std::size_t> find_cycle(std::vector<std::size_t> const& heads) {
  std::vector<std::size_t> seen(heads.size(), 0);
  for (std::size_t start = 1; start < heads.size(); ++start) {
    auto node = start;
    while (node != 0 && seen[node] == 0) {
      seen[node] = start;
      node = heads[node];
    }
    if (node == 0 || seen[node] != start) continue;
    std::vector<std::size_t> cycle;
    auto const first = node;
    do {
      cycle.push_back(node);
      node = heads[node];
    } while (node != first);
    return cycle;
  }
  return {};
}

// Chu-Liu-Edmonds: a cycle becomes one node, which enters the smaller problem as its last node.
std::vector<std::size_t> spanning_tree(Arcs const& arcs) {
  auto heads = best_heads(arcs);
  auto const cycle = find_cycle(heads);
  if (cycle.empty()) return heads;

  std::vector<bool> in_cycle(arcs.nodes, false);
  for (auto const node : cycle) in_cycle[node] = true;
  std::vector<std::size_t> outside;
  for (std::size_t node = 0; node < arcs.nodes; ++node) {
    if (!in_cycle[node]) outside.push_back(node);
  }
  auto const merged = outside.size();
  Arcs smaller(merged + 1);
  std::vector<std::size_t> enters(merged, cycle.front());  // which node of the cycle an outside head takes over
  std::vector<std::size_t> leaves(merged, cycle.front());  // which node of the cycle governs an outside node
  for (std::size_t i = 0; i < merged; ++i) {
    for (std::size_t j = 0; j < merged; ++j) smaller.at(i, j) = arcs.at(outside[i], outside[j]);
    auto best_in = -std::numeric_limits<double>::infinity();
    auto best_out = best_in;
    for (auto const node : cycle) {
      auto const gain = arcs.at(node, outside[i]) - arcs.at(node, heads[node]);
      if (gain > best_in) {
        best_in = gain;
        enters[i] = node;
      }
      if (outside[i] != 0 && arcs.at(outside[i], node) > best_out) {
        best_out = arcs.at(outside[i], node);
        leaves[i] = node;
      }
    }
    smaller.at(merged, i) = best_in;
    smaller.at(i, merged) = best_out;
  }
  auto const solved = spanning_tree(smaller);
  for (std::size_t i = 1; i < merged; ++i) {
    heads[outside[i]] = solved[i] == merged ? leaves[i] : outside[solved[i]];
  }
  heads[enters[solved[merged]]] = outside[solved[merged]];
  return heads;
}

// Being the root costs so much that the best tree has as few roots as can be, which is one.
Arcs with_dear_roots(float const* scores, std::size_t n, std::size_t stride) {
  Arcs arcs(n + 1);
  auto low = std::numeric_limits<double>::infinity();
  auto high = -low;
  for (std::size_t d = 1; d <= n; ++d) {
    for (std::size_t h = 0; h <= n; ++h) {
      auto const score = static_cast<double>(scores[(d - 1) * stride + h]);
      arcs.at(d, h) = score;
      low = std::min(low, score);
      high = std::max(high, score);
    }
  }
  auto const price = (high - low + 1.0) * static_cast<double>(n + 1);
  for (std::size_t d = 1; d <= n; ++d) arcs.at(d, 0) -= price;
  return arcs;
}

}  // namespace

void best_tree(float const* scores, std::size_t n, std::size_t stride, std::int32_t* heads) {
  if (n == 0) return;
  std::vector<std::size_t> best(n + 1, 0);
  for (std::size_t d = 1; d <= n; ++d) {
    auto const* const row = scores + (d - 1) * stride;
    for (std::size_t h = 1; h <= n; ++h) {
      if (h != d && row[h] > row[best[d]]) best[d] = h;
    }
  }
  auto const roots = std::count(best.begin() + 1, best.end(), std::size_t{0});
  if (roots != 1 || !find_cycle(best).empty()) best = spanning_tree(with_dear_roots(scores, n, stride));
  for (std::size_t d = 0; d < n; ++d) heads[d] = static_cast<std::int32_t>(best[d + 1]) - 1;
}

}  // namespace dragoman
