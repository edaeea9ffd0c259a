#include "server/input_file.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>
#define ZLIB_CONST  // next_in points to const
#include <zlib.h>
#include <zstd.h>

namespace dragoman {
namespace {

constexpr std::size_t kPiece = std::size_t{128} << 10U;

Error fault(std::string const& name, std::string_view what) {
  return invalid_argument(input_name(name) + ": " + std::string(what) + ".");
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }

  Result<std::string> read(std::string const& name) const {
    std::string piece(kPiece, '\0');
    while (true) {
      auto const count = ::read(number_, piece.data(), piece.size());
      if (count >= 0) {
        piece.resize(static_cast<std::size_t>(count));
        return piece;
      }
      if (errno != EINTR) return fault(name, std::strerror(errno));
    }
  }

 private:
  int number_;
};

class PlainFile final : public InputFile {
 public:
  PlainFile(std::string name, Descriptor file, std::string head)
      : name_(std::move(name)), file_(std::move(file)), head_(std::move(head)) {}

  Result<std::string> read() override {
    if (!head_.empty()) return std::exchange(head_, {});
    return file_.read(name_);
  }

 private:
  std::string name_;
  Descriptor file_;
  std::string head_;
};

/// Reads compressed pieces and hands them to `Codec`, which appends what it makes of them.
template <class Codec>
class CompressedFile final : public InputFile {
 public:
  CompressedFile(std::string name, Descriptor file, std::string head)
      : name_(std::move(name)), file_(std::move(file)), packed_(std::move(head)) {}

  Result<std::string> read() override {
    std::string out(kPiece, '\0');
    while (true) {
      if (used_ == packed_.size() && !ended_) {
        auto more = file_.read(name_);
        if (!more) return more;
        packed_ = std::move(*more);
        used_ = 0;
        ended_ = packed_.empty();
      }
      auto const made = codec_.decode(std::string_view(packed_).substr(used_), out);
      if (!made) return fault(name_, "the compressed data is damaged");
      used_ += made->used;
      if (made->written != 0) {
        out.resize(made->written);
        return out;
      }
      if (ended_) {
        if (!codec_.complete()) return fault(name_, "the compressed data ends too early");
        return std::string();
      }
    }
  }

 private:
  std::string name_;
  Descriptor file_;
  std::string packed_;
  std::size_t used_ = 0;
  bool ended_ = false;
  Codec codec_;
};

struct Made {
  std::size_t used = 0;
  std::size_t written = 0;
};

/// One or more gzip members.
class Gzip {
 public:
  Gzip() {
    constexpr int kGzipWrapper = 16;
    inflateInit2(&stream_, kGzipWrapper + MAX_WBITS);
  }
  ~Gzip() { inflateEnd(&stream_); }
  Gzip(Gzip const&) = delete;
  Gzip& operator=(Gzip const&) = delete;

  std::optional<Made> decode(std::string_view packed, std::string& out) {
    if (packed.empty() && complete_) return Made{};
    if (complete_) {
      inflateReset(&stream_);
      complete_ = false;
    }
    stream_.next_in = reinterpret_cast<Bytef const*>(packed.data());
    stream_.avail_in = static_cast<uInt>(packed.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    auto const result = inflate(&stream_, Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return std::nullopt;
    complete_ = result == Z_STREAM_END;
    return Made{packed.size() - stream_.avail_in, out.size() - stream_.avail_out};
  }
  bool complete() const { return complete_; }

 private:
  z_stream stream_{};
  bool complete_ = false;
};

/// One or more zstd frames.
class Zstd {
 public:
  std::optional<Made> decode(std::string_view packed, std::string& out) {
    ZSTD_inBuffer input{packed.data(), packed.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    auto const left = ZSTD_decompressStream(stream_.get(), &output, &input);
    if (ZSTD_isError(left) != 0) return std::nullopt;
    if (input.pos != 0 || output.pos != 0) complete_ = left == 0;
    return Made{input.pos, output.pos};
  }
  bool complete() const { return complete_; }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Free> stream_{ZSTD_createDStream()};
  bool complete_ = false;
};

}  // namespace

std::string input_name(std::string const& name) { return name == "-" ? "standard input" : name; }

Result<std::unique_ptr<InputFile>> open_input(std::string const& name) {
  auto const number = name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return fault(name, std::strerror(errno));
  Descriptor file(number);
  constexpr std::string_view kGzipMagic = "\x1f\x8b";
  constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
  std::string head;
  while (head.size() < kZstdMagic.size()) {
    auto piece = file.read(name);
    if (!piece) return piece.error();
    if (piece->empty()) break;
    head += *piece;
  }
  std::unique_ptr<InputFile> input;
  if (head.starts_with(kGzipMagic)) {
    input = std::make_unique<CompressedFile<Gzip>>(name, std::move(file), std::move(head));
  } else if (head.starts_with(kZstdMagic)) {
    input = std::make_unique<CompressedFile<Zstd>>(name, std::move(file), std::move(head));
  } else {
    input = std::make_unique<PlainFile>(name, std::move(file), std::move(head));
  }
  return input;
}

}  // namespace dragoman
