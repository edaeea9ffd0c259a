#include "api/evidence_filter.h"

#include <algorithm>

#include "api/json.h"
#include "graph/names.h"

namespace dragoman {
namespace {

constexpr std::size_t kAtOnce = 256;
constexpr std::size_t kMostLookedAt = 20'000;

bool has_words(std::string_view sentence, std::string const& words) {
  return !words.empty() && (" " + fold_name(sentence)).find(" " + words) != std::string::npos;
}

/// Appends those of the ids that pass.
Result<void> keep_matching(std::vector<EventKey> const& keys, EvidenceFilter const& filter, View const& view,
                           std::vector<EventKey>& kept) {
  std::vector<EventId> ids;
  for (auto const& key : keys) ids.push_back(key.event);
  // Events that the graph alone holds have evidence that says nothing.
  auto const stored = events_beyond_graph(ids, view);
  if (!stored) return stored.error();
  auto next = keys.begin();
  for (auto const& event : *stored) {
    while (next->event != event.id) ++next;
    if (filter.matches(event)) kept.push_back(*next);
  }
  return {};
}

}  // namespace

bool EvidenceFilter::matches(Event const& event) const {
  return std::ranges::any_of(event.evidence, [this](Evidence const& evidence) {
    return (!publisher || (!publisher->empty() && fold_name(evidence.publisher) == *publisher)) &&
           (!words || has_words(evidence.sentence, *words));
  });
}

Result<EventPage> page_by_evidence(std::function<EventPage(Page const&)> const& find, EvidenceFilter const& filter,
                                   Page page, View const& view) {
  if (filter.any()) return find(page);
  EventPage out;
  auto const limit = page.limit;
  page.limit = kAtOnce;
  for (std::size_t looked_at = 0; looked_at < kMostLookedAt; looked_at += kAtOnce) {
    auto const found = find(page);
    if (auto const kept = keep_matching(found.events, filter, view, out.events); !kept) return kept.error();
    if (out.events.size() > limit) {
      out.events.resize(limit);
      out.next = out.events.back();
      return out;
    }
    if (!found.next) return out;
    page.after = found.next;
  }
  out.next = page.after;
  return out;
}

}  // namespace dragoman
