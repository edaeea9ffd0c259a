#pragma once
// An event of one article while it is put together.

#include <optional>
#include <string>
#include <vector>

#include "coder/actors/article_actors.h"
#include "graph/dates.h"
#include "graph/ontology.h"

namespace dragoman {

/// An event of the article whose actors are still the article's own.
struct DraftEvent {
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status = EventStatus::kHappened;
  std::string cameo;
  TokenIndex predicate = 0;  // in the sentence that tells it first
  std::vector<LocalActor> source;
  std::vector<LocalActor> target;
  std::optional<DateRange> date;
  std::string date_text;
  std::vector<std::size_t> sentences;  // ascending
};

}  // namespace dragoman
