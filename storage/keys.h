#pragma once
// Keys of the column families. Bytes sort as the values do:
//
//   actors, events       id                  id: 4 bytes, big-endian
//   articles             article id          its bytes, as they are
//   article_digests      article id
//   meta                 "format", "state"   see records.h

#include <optional>
#include <string>
#include <string_view>

#include "graph/ids.h"

namespace dragoman {

std::string encode_key(ActorId id);
std::string encode_key(EventId id);

/// Nothing when the bytes are no such key.
std::optional<ActorId> decode_actor_key(std::string_view bytes);
std::optional<EventId> decode_event_key(std::string_view bytes);

}  // namespace dragoman
