#pragma once
// The events that an answer of any length is about, a few at a time.

#include <cstddef>
#include <optional>
#include <vector>

#include "api/evidence_filter.h"
#include "api/knowledge_base.h"
#include "graph/queries.h"

namespace dragoman {

/// Which events: those that pass the filters, in which `actor` and `with` take part where they are given.
struct EventSelection {
  EventFilter filter;
  EvidenceFilter evidence;
  std::optional<ActorId> actor;
  std::optional<ActorId> with;

  /// Nothing is left out.
  bool is_everything() const;
};

/// Whether the event is one of them; false when the graph does not know it.
Result<bool> selects(EventSelection const& selection, View const& view, EventId id);

/// Walks over the selected events of one moment: ascending by first day, undated ones first, each once. Holds a few
/// thousand pieces of evidence at a time, or the evidence of one event. One thread at a time.
class EventScan {
 public:
  EventScan(View view, EventSelection selection) : view_(std::move(view)), selection_(std::move(selection)) {}

  /// The next ones; empty at the end.
  Result<std::vector<EventId>> next_ids();
  /// The same with all that is known of them.
  Result<std::vector<Event>> next();

 private:
  View view_;
  EventSelection selection_;
  std::vector<EventKey> page_;  // found, and not yet given out from at_ on
  std::size_t at_ = 0;
  std::optional<EventKey> after_;  // where the next page starts
  bool more_ = true;               // pages after this one
};

}  // namespace dragoman
