#pragma once
// gzip, zlib, raw deflate and zstd, a piece at a time.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/error.h"

namespace dragoman {

enum class Compression { kGzip, kZstd, kDeflate };

/// What a Content-Encoding (lower case) names: gzip or x-gzip, zstd, deflate.
std::optional<Compression> parse_compression(std::string_view coding);
std::string_view name_of(Compression compression);

/// One thread. Gzip members and zstd frames may follow one another; what "deflate" sends may have the zlib wrapper or
/// not.
class Decompressor {
 public:
  virtual ~Decompressor() = default;

  struct Step {
    std::size_t used = 0;     // of what came in
    std::size_t written = 0;  // of the room there was
  };
  /// As much as fits into `out`. When it was filled there may be more of it: call again, if need be with nothing. An
  /// error says what is wrong, without a full stop; `bad_at` counts the bytes of `packed` before the fault.
  virtual Result<Step> decode(std::string_view packed, std::span<char> out) = 0;
  /// Whether the data may end here.
  virtual bool complete() const = 0;
  /// After an error: where in the last `packed` it was noticed.
  std::size_t bad_at() const { return bad_at_; }

 protected:
  std::size_t bad_at_ = 0;
};

/// `zstd_window_bits`: a zstd frame that asks for a larger window is refused, which bounds memory.
std::unique_ptr<Decompressor> make_decompressor(Compression compression, int zstd_window_bits);

}  // namespace dragoman
