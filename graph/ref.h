#pragma once
// Shared blocks of the persistent structures: a counting pointer inside the block, and who may write.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace dragoman {

/// Base of a shared block. A block that one Ref alone refers to may be written by the owner of that Ref; a block
/// with several is frozen. References may be copied and dropped by any thread.
struct RefCounted {
  mutable std::atomic<std::uint32_t> refs{0};

  RefCounted() = default;
  RefCounted(RefCounted const&) noexcept {}
  RefCounted& operator=(RefCounted const&) = delete;
};

/// T derives from RefCounted and has `static void destroy(T*)`.
template <class T>
class Ref {
 public:
  Ref() = default;
  explicit Ref(T* block) noexcept : block_{block} { add(); }
  Ref(Ref const& other) noexcept : block_{other.block_} { add(); }
  Ref(Ref&& other) noexcept : block_{std::exchange(other.block_, nullptr)} {}
  Ref& operator=(Ref other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~Ref() {
    // The last owner must see what the others did before they let go.
    if (block_ != nullptr && block_->refs.fetch_sub(1, std::memory_order_acq_rel) == 1) T::destroy(block_);
  }

  T* get() const { return block_; }
  T* operator->() const { return block_; }
  T& operator*() const { return *block_; }
  explicit operator bool() const { return block_ != nullptr; }
  /// Nobody else can reach the block; what former owners read happened before.
  bool unique() const { return block_->refs.load(std::memory_order_acquire) == 1; }

 private:
  void add() noexcept {
    if (block_ != nullptr) block_->refs.fetch_add(1, std::memory_order_relaxed);
  }

  T* block_ = nullptr;
};

/// Bytes of blocks that this thread has copied because they were shared: what a change really cost.
constinit inline thread_local std::uint64_t copied_bytes = 0;

}  // namespace dragoman
