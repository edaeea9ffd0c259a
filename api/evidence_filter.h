#pragma once
// Filters that look at the words and places an event was reported in, which only the store knows.

#include <functional>
#include <string>
#include <string_view>

#include "api/knowledge_base.h"
#include "graph/queries.h"

namespace dragoman {

/// One piece of evidence must meet all that is asked.
struct EvidenceFilter {
  std::string publisher;  // folded (graph/names.h); empty: any
  std::string words;      // folded: these words stand in the sentence, in this order; the last may be a beginning

  bool any() const { return publisher.empty() && words.empty(); }
  bool matches(Event const& event) const;
};

/// The page of what `find` lists that passes the filter. It looks at some thousands of events at most: then it ends
/// early, perhaps empty, with a `next` that goes on from there.
Result<EventPage> page_by_evidence(std::function<EventPage(Page const&)> const& find, EvidenceFilter const& filter,
                                   Page page, View const& view);

}  // namespace dragoman
