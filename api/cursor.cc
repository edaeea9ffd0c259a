#include "api/cursor.h"

#include <charconv>

#include "api/hashing.h"

namespace dragoman {
namespace {

constexpr std::size_t kCheckDigits = 16;
constexpr std::size_t kWordDigits = 8;

void append_hex(std::string& out, std::uint64_t number, std::size_t digits) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (auto shift = digits * 4; shift > 0; shift -= 4) out += kHex[(number >> (shift - 4)) & 15U];
}

std::string check_digits(std::string_view list, std::string_view position) {
  std::string out;
  append_hex(out, hash_parts({"cursor", list, position}), kCheckDigits);
  return out;
}

}  // namespace

std::string encode_cursor(std::string_view list, std::span<std::uint32_t const> position) {
  std::string out;
  for (auto const word : position) append_hex(out, word, kWordDigits);
  return out + check_digits(list, out);
}

bool decode_cursor(std::string_view text, std::string_view list, std::span<std::uint32_t> position) {
  auto const digits = position.size() * kWordDigits;
  if (text.size() != digits + kCheckDigits) return false;
  auto const words = text.substr(0, digits);
  if (text.substr(digits) != check_digits(list, words)) return false;
  for (std::size_t i = 0; i < position.size(); ++i) {
    auto const* begin = words.data() + i * kWordDigits;
    if (std::from_chars(begin, begin + kWordDigits, position[i], 16).ptr != begin + kWordDigits) return false;
  }
  return true;
}

std::array<std::uint32_t, 2> to_position(EventKey const& key) {
  return {static_cast<std::uint32_t>(key.day), key.event.value};
}

EventKey to_event_key(std::span<std::uint32_t const, 2> position) {
  return {static_cast<std::int32_t>(position[0]), EventId{position[1]}};
}

std::array<std::uint32_t, 5> to_position(EncounterKey const& key) {
  auto const latest = to_position(key.latest);
  return {key.count, latest[0], latest[1], key.a.value, key.b.value};
}

EncounterKey to_encounter_key(std::span<std::uint32_t const, 5> position) {
  return {position[0], to_event_key(position.subspan<1, 2>()), ActorId{position[3]}, ActorId{position[4]}};
}

}  // namespace dragoman
