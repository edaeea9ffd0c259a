#pragma once
// Looking up strings by views of them, in tables that every record of a file is looked up in.

#include <cstddef>
#include <string_view>

#include <boost/container_hash/hash.hpp>

namespace dragoman {

/// Faster on names than std::hash.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return boost::hash<std::string_view>{}(text); }
};

}  // namespace dragoman
