#pragma once
// Under a sanitizer everything takes some twenty times longer. Tests whose size is for endurance, not for what they
// cover, do less there.

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DRAGOMAN_UNDER_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DRAGOMAN_UNDER_SANITIZER 1
#endif

namespace dragoman::test {

#if defined(DRAGOMAN_UNDER_SANITIZER)
inline constexpr bool kUnderSanitizer = true;
#else
inline constexpr bool kUnderSanitizer = false;
#endif

/// `size` in an ordinary build, a part of it under a sanitizer.
constexpr std::size_t scaled(std::size_t size, std::size_t part = 20) { return kUnderSanitizer ? size / part : size; }

}  // namespace dragoman::test
