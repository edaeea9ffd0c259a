#pragma once
// Integer ids that cannot be mixed up with each other or with plain numbers.

#include <compare>
#include <cstdint>
#include <functional>

namespace dragoman {

/// A dense number given out in order of first sight, starting at 0, never used again once deleted.
template <class Tag>
struct StrongId {
  std::uint32_t value = 0;

  friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

}  // namespace dragoman

template <class Tag>
struct std::hash<dragoman::StrongId<Tag>> {
  std::size_t operator()(dragoman::StrongId<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
