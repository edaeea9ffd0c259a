#pragma once
// Events as people labelled them, and as the coder found them, in the one form that the scorer compares.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "coder/coder.h"
#include "graph/dates.h"
#include "graph/ontology.h"

namespace dragoman {

/// First and last day, both inclusive.
struct DaySpan {
  Day first;
  Day last;

  friend bool operator==(DaySpan const&, DaySpan const&) = default;
};
/// "2024-05-14", "2024-05", "2024" or two of them joined by "/".
std::optional<DaySpan> parse_day_span(std::string_view text);
/// "2024-05-14" or "2024-05-14/2024-05-16".
std::string to_string(DaySpan const& span);

struct GoldActor {
  std::string name;
  std::vector<std::string> aliases;  // other names that stand for it in this event
};

struct GoldEvent {
  EventType type = EventType::kOtherDiplomatic;
  std::vector<GoldActor> actors;
  std::vector<std::string> optional_actors;  // may be given or left out
  std::optional<DaySpan> date;               // nothing: any date is right
  std::vector<std::string> sentences;        // that tell it
  bool optional = false;                     // borderline: finding it and missing it cost nothing
};

struct FoundEvent {
  EventType type = EventType::kOtherDiplomatic;
  std::vector<std::string> actors;
  std::optional<DaySpan> date;
  std::vector<std::string> sentences;
};

/// Actors by the fullest name that the article gives them, sources first.
std::vector<FoundEvent> found_events(CodedArticle const& coded);

}  // namespace dragoman
