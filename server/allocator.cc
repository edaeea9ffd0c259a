#include "server/allocator.h"

#include <malloc.h>

namespace dragoman {

void tune_allocator() {
  constexpr int kMebibyte = 1 << 20;
  // Both or neither: setting one ends the library's own adaptation.
  mallopt(M_MMAP_THRESHOLD, 32 * kMebibyte);
  mallopt(M_TRIM_THRESHOLD, 64 * kMebibyte);
  // What one thread takes another gives back: with an arena for each, free memory lies about in all of them.
  mallopt(M_ARENA_MAX, 2);
}

}  // namespace dragoman
