#include "api/compressed_body.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace dragoman {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10U;
// 8 MiB: what RFC 9659 lets a body of this encoding ask for.
constexpr int kZstdWindowBits = 23;

class CompressedBody final : public BodyReader {
 public:
  CompressedBody(std::unique_ptr<BodyReader> reader, Compression compression, std::uint64_t most_bytes,
                 std::string request_id)
      : reader_(std::move(reader)),
        name_(name_of(compression)),
        decompressor_(make_decompressor(compression, kZstdWindowBits)),
        most_bytes_(most_bytes),
        request_id_(std::move(request_id)),
        piece_(kPieceBytes) {}

  bool feed(std::string_view packed) override {
    while (true) {
      auto const step = decompressor_->decode(packed, piece_);
      if (!step) return end(400, damaged(step.error().message));
      if (step->used == 0 && step->written == 0 && !packed.empty()) return end(400, damaged("it leads nowhere"));
      used_ += step->used;
      packed.remove_prefix(step->used);
      auto const fits = std::min<std::uint64_t>(step->written, most_bytes_ - fed_);
      fed_ += fits;
      if (fits != 0 && !reader_->feed({piece_.data(), static_cast<std::size_t>(fits)})) {
        wanted_ = false;
        return false;
      }
      if (fits < step->written) {
        return end(413, "The body is longer than the " + std::to_string(most_bytes_) +
                            " bytes allowed once it is decompressed.");
      }
      if (packed.empty() && step->written < piece_.size()) return true;
    }
  }

  Response finish() override {
    // Nothing at all is an empty body, whatever it is said to be.
    if (!fault_ && wanted_ && used_ != 0 && !decompressor_->complete()) {
      end(400, "The " + name_ + " data of the body breaks off after byte " + std::to_string(used_) + ".");
    }
    if (!fault_) return reader_->finish();
    if (auto answer = reader_->broken(*fault_)) return std::move(*answer);
    return problem(fault_->status, fault_->detail, request_id_);
  }

 private:
  bool end(unsigned status, std::string detail) {
    fault_ = BodyFault{status, std::move(detail)};
    return false;
  }

  std::string damaged(std::string const& how) const {
    return "The " + name_ + " data of the body is damaged at byte " +
           std::to_string(used_ + decompressor_->bad_at() + 1) + ": " + how + ".";
  }

  std::unique_ptr<BodyReader> reader_;
  std::string name_;
  std::unique_ptr<Decompressor> decompressor_;
  std::uint64_t most_bytes_;
  std::string request_id_;
  std::vector<char> piece_;
  std::uint64_t used_ = 0;  // compressed
  std::uint64_t fed_ = 0;   // decompressed
  bool wanted_ = true;      // the reader takes more
  std::optional<BodyFault> fault_;
};

}  // namespace

std::unique_ptr<BodyReader> make_compressed_body(std::unique_ptr<BodyReader> reader, Compression compression,
                                                 std::uint64_t most_bytes, std::string request_id) {
  return std::make_unique<CompressedBody>(std::move(reader), compression, most_bytes, std::move(request_id));
}

}  // namespace dragoman
