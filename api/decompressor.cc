#include "api/decompressor.h"

#include <algorithm>
#include <climits>
#include <utility>

#define ZLIB_CONST  // next_in points to const
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace dragoman {
namespace {

/// zlib's wrappers: gzip members in a row, or one deflate stream.
class Inflater final : public Decompressor {
 public:
  explicit Inflater(Compression compression) : compression_(compression) {
    if (compression == Compression::kGzip) start(kGzipWrapper + MAX_WBITS);
  }
  ~Inflater() override {
    if (started_) inflateEnd(&stream_);
  }
  Inflater(Inflater const&) = delete;
  Inflater& operator=(Inflater const&) = delete;

  Result<Step> decode(std::string_view packed, std::span<char> out) override {
    packed = packed.substr(0, UINT_MAX);
    if (packed.empty() && (complete_ || !started_)) return Step{};
    if (complete_) {
      bad_at_ = 0;
      if (compression_ != Compression::kGzip) return invalid_argument("more data follows its end");
      inflateReset(&stream_);
      complete_ = false;
    }
    // Which of the two it is shows in the first byte: raw deflate never begins with the 8 that names zlib's method.
    if (!started_) start((static_cast<unsigned char>(packed.front()) & 0x0fU) == Z_DEFLATED ? MAX_WBITS : -MAX_WBITS);
    stream_.next_in = reinterpret_cast<Bytef const*>(packed.data());
    stream_.avail_in = static_cast<uInt>(packed.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(out.size(), UINT_MAX));
    auto const room = stream_.avail_out;
    auto const result = inflate(&stream_, Z_NO_FLUSH);
    Step const step{packed.size() - stream_.avail_in, room - stream_.avail_out};
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      bad_at_ = step.used;
      return invalid_argument(stream_.msg != nullptr ? stream_.msg : "it needs a dictionary");
    }
    complete_ = result == Z_STREAM_END;
    return step;
  }
  bool complete() const override { return complete_; }

 private:
  static constexpr int kGzipWrapper = 16;

  void start(int window_bits) {
    if (inflateInit2(&stream_, window_bits) != Z_OK) throw std::bad_alloc();
    started_ = true;
  }

  Compression compression_;
  z_stream stream_{};
  bool started_ = false;
  bool complete_ = false;
};

class ZstdFrames final : public Decompressor {
 public:
  explicit ZstdFrames(int window_bits) : window_bits_(window_bits) {
    if (!stream_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, window_bits);
  }

  Result<Step> decode(std::string_view packed, std::span<char> out) override {
    if (at_start_ && !packed.empty()) {
      bad_at_ = 0;
      // The library may also know what came before version 1, whose decoders nobody tends: 0x1E to 0x27.
      auto const first = static_cast<unsigned char>(packed.front());
      bool const skippable = first >= 0x50U && first <= 0x5FU;
      if (first != 0x28U && !skippable) return invalid_argument("no zstd frame begins there");
      at_start_ = false;
    }
    ZSTD_inBuffer input{packed.data(), packed.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    auto const left = ZSTD_decompressStream(stream_.get(), &output, &input);
    if (ZSTD_isError(left) != 0) {
      bad_at_ = input.pos;
      if (ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge) {
        return invalid_argument("it needs a window of more than " + std::to_string((1U << window_bits_) >> 20U) +
                                " MiB: compress it with zstd -19 or less, without --ultra and --long");
      }
      return invalid_argument(ZSTD_getErrorName(left));
    }
    if (input.pos != 0 || output.pos != 0) at_start_ = complete_ = left == 0;
    return Step{input.pos, output.pos};
  }
  bool complete() const override { return complete_; }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  int window_bits_;
  std::unique_ptr<ZSTD_DStream, Free> stream_{ZSTD_createDStream()};
  bool at_start_ = true;  // of a frame
  bool complete_ = false;
};

}  // namespace

std::optional<Compression> parse_compression(std::string_view coding) {
  if (coding == "gzip" || coding == "x-gzip") return Compression::kGzip;
  if (coding == "zstd") return Compression::kZstd;
  if (coding == "deflate") return Compression::kDeflate;
  return std::nullopt;
}

std::string_view name_of(Compression compression) {
  switch (compression) {
    case Compression::kGzip: return "gzip";
    case Compression::kZstd: return "zstd";
    case Compression::kDeflate: break;
  }
  return "deflate";
}

std::unique_ptr<Decompressor> make_decompressor(Compression compression, int zstd_window_bits) {
  if (compression == Compression::kZstd) return std::make_unique<ZstdFrames>(zstd_window_bits);
  return std::make_unique<Inflater>(compression);
}

}  // namespace dragoman
