#pragma once
// Compressed text for tests.

#include <string>
#include <string_view>

#include <zlib.h>
#include <zstd.h>

namespace dragoman::test {

/// `window_bits` as for zlib: 31 is gzip, 15 a zlib wrapper, -15 none.
inline std::string deflated(std::string_view plain, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, plain.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}
inline std::string gzip(std::string_view plain) { return deflated(plain, 16 + MAX_WBITS); }
inline std::string zlib_wrapped(std::string_view plain) { return deflated(plain, MAX_WBITS); }
inline std::string raw_deflate(std::string_view plain) { return deflated(plain, -MAX_WBITS); }

inline std::string zstd(std::string_view plain) {
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 1));
  return out;
}

}  // namespace dragoman::test
