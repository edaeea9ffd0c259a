#pragma once
// The selected events gathered by pair and type, for graphs with one edge each.

#include <cstdint>
#include <optional>
#include <vector>

#include "api/export/document.h"

namespace dragoman {

/// One event of a pair. In mutual events the source is the one with the lower id.
struct PairEvent {
  ActorId source;
  ActorId target;
  EventType type = EventType::kOtherDiplomatic;
  std::optional<DateRange> date;
  float goldstein = 0;
};

/// One thread at a time. Holds what one actor did at a time: the memory is that of the busiest.
class PairEvents {
 public:
  explicit PairEvents(ExportScope scope) : scope_(std::move(scope)) {}

  /// Those of the next pair and type, undated ones first, then by day; empty at the end. Throws as a Part does.
  std::vector<PairEvent> next();

 private:
  bool gather_more();
  void gather(EventSelection const& selection, std::optional<ActorId> source);

  ExportScope scope_;
  std::optional<std::vector<bool>> actors_;  // that take part, once it is known
  std::uint32_t actor_ = 0;                  // whose events come next
  bool gathered_all_ = false;
  std::vector<PairEvent> gathered_;  // sorted; given out from at_ on
  std::size_t at_ = 0;
};

}  // namespace dragoman
