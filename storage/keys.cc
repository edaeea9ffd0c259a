#include "storage/keys.h"

#include "storage/bytes.h"

namespace dragoman {
namespace {

std::string encode_number(std::uint32_t value) {
  std::string out;
  put_big_endian(out, value);
  return out;
}

std::optional<std::uint32_t> decode_number(std::string_view bytes) {
  ByteReader in(bytes);
  auto const value = in.big_endian();
  if (!in.finished()) return std::nullopt;
  return value;
}

}  // namespace

std::string encode_key(ActorId id) { return encode_number(id.value); }
std::string encode_key(EventId id) { return encode_number(id.value); }

std::optional<ActorId> decode_actor_key(std::string_view bytes) {
  if (auto const value = decode_number(bytes)) return ActorId{*value};
  return std::nullopt;
}

std::optional<EventId> decode_event_key(std::string_view bytes) {
  if (auto const value = decode_number(bytes)) return EventId{*value};
  return std::nullopt;
}

}  // namespace dragoman
