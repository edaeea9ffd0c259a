#pragma once
// The best dependency tree for given arc scores.

#include <cstddef>
#include <cstdint>

namespace dragoman {

/// scores[dependent · stride + 0] is the score of being the root, scores[dependent · stride + 1 + h] of head h; stride
/// > n. Writes the heads of the tree of highest sum among those with exactly one root (head -1). At most O(n³).
void best_tree(float const* scores, std::size_t n, std::size_t stride, std::int32_t* heads);

}  // namespace dragoman
