#pragma once
// Filters that look at the words and places an event was reported in, which only the store knows.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/knowledge_base.h"
#include "graph/queries.h"

namespace dragoman {

/// One piece of evidence must meet all that is asked.
struct EvidenceFilter {
  std::optional<std::string> publisher;  // folded (graph/names.h)
  // Folded: these words stand in the sentence, in this order; the last may be a beginning. Nothing has no words.
  std::optional<std::string> words;

  bool any() const { return !publisher && !words; }
  bool matches(Event const& event) const;
};

/// The page of what `find` lists that passes the filter. It looks at some thousands of events at most: then it ends
/// early, perhaps empty, with a `next` that goes on from there.
Result<EventPage> page_by_evidence(std::function<EventPage(Page const&)> const& find, EvidenceFilter const& filter,
                                   Page page, View const& view);

}  // namespace dragoman
