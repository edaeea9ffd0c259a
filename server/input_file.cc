#include "server/input_file.h"

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "api/decompressor.h"

namespace dragoman {
namespace {

// As large as the zstd program takes without being asked.
constexpr int kZstdWindowBits = 27;
constexpr std::size_t kPiece = std::size_t{128} << 10U;

Error fault(std::string const& name, std::string_view what) {
  return invalid_argument(input_name(name) + ": " + std::string(what) + ".");
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)), bytes_read_(other.bytes_read_) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }

  std::uint64_t bytes_read() const { return bytes_read_; }

  Result<std::string> read(std::string const& name) {
    std::string piece(kPiece, '\0');
    while (true) {
      auto const count = ::read(number_, piece.data(), piece.size());
      if (count >= 0) {
        piece.resize(static_cast<std::size_t>(count));
        bytes_read_ += piece.size();
        return piece;
      }
      if (errno != EINTR) return fault(name, std::strerror(errno));
    }
  }

 private:
  int number_;
  std::uint64_t bytes_read_ = 0;
};

class PlainFile final : public InputFile {
 public:
  PlainFile(std::string name, Descriptor file, std::string head)
      : name_(std::move(name)), file_(std::move(file)), head_(std::move(head)) {}

  Result<std::string> read() override {
    if (!head_.empty()) return std::exchange(head_, {});
    return file_.read(name_);
  }
  std::uint64_t bytes_read() const override { return file_.bytes_read() - head_.size(); }

 private:
  std::string name_;
  Descriptor file_;
  std::string head_;
};

class CompressedFile final : public InputFile {
 public:
  CompressedFile(std::string name, Descriptor file, std::string head, Compression compression)
      : name_(std::move(name)),
        file_(std::move(file)),
        packed_(std::move(head)),
        decompressor_(make_decompressor(compression, kZstdWindowBits)) {}

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
      auto const made = decompressor_->decode(std::string_view(packed_).substr(used_), out);
      if (!made) return fault(name_, "the compressed data is damaged: " + made.error().message);
      used_ += made->used;
      if (made->written != 0) {
        out.resize(made->written);
        return out;
      }
      if (ended_) {
        if (!decompressor_->complete()) return fault(name_, "the compressed data ends too early");
        return std::string();
      }
    }
  }
  std::uint64_t bytes_read() const override { return file_.bytes_read(); }

 private:
  std::string name_;
  Descriptor file_;
  std::string packed_;
  std::size_t used_ = 0;
  bool ended_ = false;
  std::unique_ptr<Decompressor> decompressor_;
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
    input = std::make_unique<CompressedFile>(name, std::move(file), std::move(head), Compression::kGzip);
  } else if (head.starts_with(kZstdMagic)) {
    input = std::make_unique<CompressedFile>(name, std::move(file), std::move(head), Compression::kZstd);
  } else {
    input = std::make_unique<PlainFile>(name, std::move(file), std::move(head));
  }
  return input;
}

}  // namespace dragoman
