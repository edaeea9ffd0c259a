#pragma once
// Looking up strings by views of them, in tables that every record of a file is looked up in.

#include <cstddef>
#include <string_view>

#include <boost/container/string.hpp>
#include <boost/container_hash/hash.hpp>

namespace dragoman {

/// Faster on names than std::hash.
struct StringHash {
  using is_transparent = void;
  template <class Text>
  std::size_t operator()(Text const& text) const {
    return boost::hash<std::string_view>{}(std::string_view(text.data(), text.size()));
  }
};

struct StringEqual {
  using is_transparent = void;
  template <class A, class B>
  bool operator()(A const& a, B const& b) const {
    return std::string_view(a.data(), a.size()) == std::string_view(b.data(), b.size());
  }
};

/// As a key: up to 22 characters, which most names have not more of, lie within it.
using NameKey = boost::container::string;

}  // namespace dragoman
