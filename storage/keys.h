#pragma once
// Keys of the column families. Bytes sort as the values do, ids before dates:
//
//   actors, events       id                  id: 4 bytes, big-endian
//   articles             article id          its bytes, as they are
//   article_digests      article id
//   actor_events         actor day event     day: 4 bytes, days since 1970-01-01 with the sign bit flipped;
//                                            0 when the event has no date, so undated events come first
//   meta                 "format", "state"   see records.h

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.h"
#include "graph/ids.h"

namespace dragoman {

/// One row of actor_events: that the actor takes part in the event. Same order as EventKey within an actor.
struct ActorEventKey {
  static constexpr std::int32_t kUndated = INT32_MIN;

  ActorId actor;
  std::int32_t day = kUndated;  // first day of the event
  EventId event;

  friend constexpr auto operator<=>(ActorEventKey const&, ActorEventKey const&) = default;
};

std::string encode_key(ActorId id);
std::string encode_key(EventId id);
std::string encode_key(ActorEventKey const& key);

/// Nothing when the bytes are no such key.
std::optional<ActorId> decode_actor_key(std::string_view bytes);
std::optional<EventId> decode_event_key(std::string_view bytes);
std::optional<ActorEventKey> decode_actor_event_key(std::string_view bytes);

/// The rows that an event needs, ascending, one per distinct actor.
std::vector<ActorEventKey> index_rows(Event const& event);

}  // namespace dragoman
