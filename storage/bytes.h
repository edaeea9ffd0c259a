#pragma once
// Writing and reading the small units that keys and records are made of. Wire forms: docs/storage_format.md.

#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

inline void put_byte(std::string& out, std::uint8_t value) { out.push_back(static_cast<char>(value)); }

/// LEB128: seven bits a byte, lowest first.
inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    put_byte(out, static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  put_byte(out, static_cast<std::uint8_t>(value));
}

/// Small magnitudes of either sign become small numbers: 0, -1, 1, -2 → 0, 1, 2, 3.
constexpr std::uint64_t zigzag(std::int64_t value) {
  auto const bits = static_cast<std::uint64_t>(value);
  return value < 0 ? ~(bits << 1) : bits << 1;
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>((value & 1) != 0 ? ~(value >> 1) : value >> 1);
}

inline void put_string(std::string& out, std::string_view value) {
  put_varint(out, value.size());
  out.append(value);
}

/// Fixed width, so that bytes sort as the numbers do.
inline void put_big_endian(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) put_byte(out, static_cast<std::uint8_t>(value >> shift));
}
inline void put_big_endian64(std::string& out, std::uint64_t value) {
  put_big_endian(out, static_cast<std::uint32_t>(value >> 32));
  put_big_endian(out, static_cast<std::uint32_t>(value));
}

/// Reads what the functions above wrote, from bytes that may be anything. After the first impossible read every read
/// gives zero or nothing and ok() stays false, so a decoder may check once at its end.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  /// Everything was read, nothing is left over.
  bool finished() const { return ok_ && rest_.empty(); }
  std::size_t remaining() const { return rest_.size(); }
  void fail() {
    ok_ = false;
    rest_ = {};
  }

  std::uint8_t byte() {
    if (rest_.empty()) {
      fail();
      return 0;
    }
    auto const value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      auto const next = byte();
      if (!ok_) return 0;
      if (shift == 63 && next > 1) break;
      value |= std::uint64_t{next & 0x7FU} << shift;
      if (next < 0x80) return value;
    }
    fail();
    return 0;
  }

  /// A varint that must not exceed `most`.
  std::uint64_t varint_up_to(std::uint64_t most) {
    auto const value = varint();
    if (value <= most) return value;
    fail();
    return 0;
  }
  std::uint32_t varint32() { return static_cast<std::uint32_t>(varint_up_to(UINT32_MAX)); }

  /// How many elements follow, when each takes at least `least` bytes: never more than the bytes can hold, so it may
  /// be reserved for.
  std::size_t count(std::size_t least) { return static_cast<std::size_t>(varint_up_to(rest_.size() / least)); }

  /// Points into the bytes being read.
  std::string_view string() {
    auto const size = static_cast<std::size_t>(varint());
    if (size > rest_.size()) {
      fail();
      return {};
    }
    auto const value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }

  std::uint32_t big_endian() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = (value << 8) | byte();
    return value;
  }
  std::uint64_t big_endian64() {
    auto const high = std::uint64_t{big_endian()};
    return (high << 32) | big_endian();
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace dragoman
