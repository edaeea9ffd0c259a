#pragma once
// Who pairs with whom: each on one side with at most one on the other, as many pairs as there can be.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace dragoman {

/// For each of `rights` the left that it is paired with. Deterministic: lefts are tried in order, and each takes the
/// first right that it can have.
std::vector<std::optional<std::size_t>> maximum_matching(std::size_t lefts, std::size_t rights,
                                                         std::function<bool(std::size_t, std::size_t)> const& fits);

}  // namespace dragoman
