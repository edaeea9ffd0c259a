#include "storage/keys.h"

#include <algorithm>

#include "storage/bytes.h"

namespace dragoman {
namespace {

constexpr std::uint32_t kSignBit = 0x80000000U;

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

std::string encode_key(ActorEventKey const& key) {
  std::string out;
  out.reserve(12);
  put_big_endian(out, key.actor.value);
  put_big_endian(out, static_cast<std::uint32_t>(key.day) ^ kSignBit);
  put_big_endian(out, key.event.value);
  return out;
}

std::optional<ActorId> decode_actor_key(std::string_view bytes) {
  if (auto const value = decode_number(bytes)) return ActorId{*value};
  return std::nullopt;
}

std::optional<EventId> decode_event_key(std::string_view bytes) {
  if (auto const value = decode_number(bytes)) return EventId{*value};
  return std::nullopt;
}

std::optional<ActorEventKey> decode_actor_event_key(std::string_view bytes) {
  ByteReader in(bytes);
  ActorEventKey key;
  key.actor.value = in.big_endian();
  key.day = static_cast<std::int32_t>(in.big_endian() ^ kSignBit);
  key.event.value = in.big_endian();
  if (!in.finished()) return std::nullopt;
  return key;
}

std::vector<ActorEventKey> index_rows(Event const& event) {
  auto const day =
      event.date ? static_cast<std::int32_t>(event.date->start.time_since_epoch().count()) : ActorEventKey::kUndated;
  std::vector<ActorEventKey> rows;
  rows.reserve(event.participants.size());
  for (auto const& participant : event.participants) rows.push_back({participant.actor, day, event.id});
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace dragoman
