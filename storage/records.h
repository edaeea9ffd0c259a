#pragma once
// Values of the column families. Each starts with a version byte; docs/storage_format.md gives every field.
//
// Decoders take any bytes: what is not a record of a known version gives kCorruption, never a crash.
// Days must lie within kFirstDay … kLastDay; encoding does not check, resolve() of change.h does before anything is
// stored.

#include <cstdint>
#include <string>
#include <string_view>

#include "common/error.h"
#include "graph/actor.h"
#include "graph/article.h"
#include "graph/event.h"
#include "storage/event_store.h"

namespace dragoman {

inline constexpr Day kFirstDay{std::chrono::year{1} / 1 / 1};
inline constexpr Day kLastDay{std::chrono::year{9999} / 12 / 31};

/// What the store knows about itself; written with every batch.
struct StoreState {
  StoreCounts counts;
  ActorId next_actor;
  EventId next_event;
};

/// The format of a whole database: which column families there are and what their keys mean.
inline constexpr std::uint32_t kFormatVersion = 2;
inline constexpr std::string_view kFormatKey = "format";
inline constexpr std::string_view kStateKey = "state";
/// "dragoman store 2".
std::string encode_format(std::uint32_t version);
/// kCorruption when the bytes say something else.
Result<std::uint32_t> decode_format(std::string_view bytes);

std::string encode(Actor const& actor);
std::string encode(Event const& event);  // without its id, which is the key
/// The same, into memory that is there already.
void encode_into(Event const& event, std::string& out);
std::string encode(Article const& article);  // without its id
std::string encode(ArticleDigest const& digest);
std::string encode(StoreState const& state);

Result<Actor> decode_actor(std::string_view bytes);
Result<Event> decode_event(EventId id, std::string_view bytes);
/// Reuses the memory that `event` holds. After an error `event` has no meaning.
Result<void> decode_event_into(EventId id, std::string_view bytes, Event& event);
Result<Article> decode_article(std::string_view id, std::string_view bytes);
Result<ArticleDigest> decode_article_digest(std::string_view bytes);
Result<StoreState> decode_state(std::string_view bytes);

}  // namespace dragoman
