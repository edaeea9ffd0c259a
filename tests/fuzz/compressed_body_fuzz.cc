// Any bytes as a compressed body, cut at a place that the input chooses: what comes out does not depend on the cut, and
// never exceeds the limit.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "api/compressed_body.h"

namespace {

using namespace dragoman;

constexpr std::size_t kMost = 1 << 20U;

void require(bool holds) {
  if (!holds) std::abort();
}

class Collector final : public BodyReader {
 public:
  explicit Collector(std::string& out) : out_(out) {}
  bool feed(std::string_view piece) override {
    require(!piece.empty());
    out_ += piece;
    return true;
  }
  Response finish() override { return {.status = 200}; }
  std::optional<Response> broken(BodyFault const& fault) override {
    return Response{.status = fault.status, .body = fault.detail};
  }

 private:
  std::string& out_;
};

std::string read(Compression compression, std::string_view head, std::string_view tail) {
  std::string out;
  auto const body = make_compressed_body(std::make_unique<Collector>(out), compression, kMost, "fuzz");
  if (body->feed(head)) body->feed(tail);
  auto const response = body->finish();
  require(out.size() <= kMost && (response.status == 200) == response.body.empty());
  // Only a fault's place in the data may depend on how it was cut.
  return std::to_string(response.status) + (response.status == 200 ? out : "");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr Compression kAll[] = {Compression::kGzip, Compression::kZstd, Compression::kDeflate};
  auto const compression = kAll[data[0] % 3];
  std::string_view const input(reinterpret_cast<char const*>(data + 2), size - 2);
  auto const cut = input.empty() ? 0 : data[1] % input.size();
  require(read(compression, input, {}) == read(compression, input.substr(0, cut), input.substr(cut)));
  return 0;
}
