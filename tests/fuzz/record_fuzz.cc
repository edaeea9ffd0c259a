// Any bytes as each kind of stored record and key: decoded or refused, and what is decoded survives a round trip.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "storage/keys.h"
#include "storage/records.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

template <class T>
void require_corruption(Result<T> const& result) {
  require(result.error().code == ErrorCode::kCorruption && !result.error().message.empty());
}

void check_records(std::string_view bytes) {
  constexpr EventId kEvent{7};
  if (auto const event = decode_event(kEvent, bytes)) {
    require(decode_event(kEvent, encode(event.value())).value() == event.value());
  } else {
    require_corruption(event);
  }
  if (auto const actor = decode_actor(bytes)) {
    require(decode_actor(encode(actor.value())).value() == actor.value());
  } else {
    require_corruption(actor);
  }
  if (auto const article = decode_article("id", bytes)) {
    require(decode_article("id", encode(article.value())).value() == article.value());
  } else {
    require_corruption(article);
  }
  if (auto const digest = decode_article_digest(bytes)) {
    auto const again = decode_article_digest(encode(digest.value())).value();
    require(again.content_hash == digest.value().content_hash && again.events == digest.value().events);
  } else {
    require_corruption(digest);
  }
  if (auto const state = decode_state(bytes)) {
    require(decode_state(encode(state.value())).value().counts.events == state.value().counts.events);
  } else {
    require_corruption(state);
  }
  if (auto const format = decode_format(bytes)) {
    require(decode_format(encode_format(format.value())).value() == format.value());
  } else {
    require_corruption(format);
  }
}

void check_keys(std::string_view bytes) {
  if (auto const key = decode_event_key(bytes)) require(encode_key(*key) == bytes);
  if (auto const key = decode_actor_key(bytes)) require(encode_key(*key) == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  check_records(bytes);
  check_keys(bytes);
  return 0;
}
