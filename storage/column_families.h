#pragma once
// The one list of RocksDB column families. Adding, renaming or removing one changes the format version of records.h.

#include <array>
#include <cstddef>
#include <string_view>

namespace dragoman {

enum class Family : std::size_t {
  kMeta,            // format and state of the store
  kActors,          // actor → record
  kArticles,        // article → record without what the digest has
  kArticleDigests,  // article → content hash and events
  kEvents,          // event → record
};

/// By Family. RocksDB always has "default"; it serves as meta.
inline constexpr std::array<std::string_view, 5> kFamilyNames = {"default", "actors", "articles", "article_digests",
                                                                 "events"};

/// Of format 1: rows by actor and day that nothing ever read. Dropped when such a database is opened.
inline constexpr std::string_view kRetiredFamily = "actor_events";

}  // namespace dragoman
