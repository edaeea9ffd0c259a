#pragma once
// Events that somebody else coded, read and checked, on their way into the knowledge base.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "coder/coder.h"
#include "common/error.h"
#include "graph/actor.h"
#include "graph/event.h"
#include "graph/ontology.h"

namespace dragoman {

/// One record of a data set. A visit is always told from the visitor: source visits target, CAMEO 042, also where the
/// record says that the target hosts (043).
struct CodedRecord {
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status = EventStatus::kHappened;
  CameoCode const* cameo = nullptr;  // never null once read
  std::optional<DateRange> date;
  std::string date_text;
  boost::container::small_vector<CodedParticipant, 2> participants;  // indexes into EventImport::actors; never empty
  std::vector<Evidence> evidence;  // `imported` where there are offsets; empty: one piece that names nothing
};

/// An actor that records name. Those of one body share it, so that it is looked up once.
struct NamedActor {
  Actor const actor;
  std::optional<ActorId> id;  // the writer's thread alone: once it is stored
};

/// Records that become durable together.
struct EventImport {
  std::vector<std::shared_ptr<NamedActor>> actors;  // each once
  std::vector<CodedRecord> records;
  std::size_t bytes = 0;  // of the text they were read from
  bool each = false;      // what becomes of each of them is asked for
};

enum class RecordStatus : std::uint8_t { kStored, kMerged, kDuplicate };

struct ImportOutcome {
  std::uint64_t stored = 0;                            // records that told something new
  std::uint64_t merged = 0;                            // another report of an event that was known
  std::uint64_t duplicate = 0;                         // nothing new: the same record again, or its mirror
  std::vector<std::pair<RecordStatus, EventId>> each;  // in order, when asked for
  std::optional<Error> error;                          // then none of the records is stored
};
/// Called exactly once, from the writer's thread, after all of it is durable and visible.
using ImportDone = std::function<void(ImportOutcome const&)>;

}  // namespace dragoman
