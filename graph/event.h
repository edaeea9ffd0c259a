#pragma once
// Who did what to whom, when, and who says so.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/container/small_vector.hpp>

#include "graph/dates.h"
#include "graph/ids.h"
#include "graph/ontology.h"

namespace dragoman {

/// DO NOT CHANGE THE VALUES: they are stored on disk. In a meeting, who is which has no meaning.
enum class Role : std::uint8_t { kSource = 0, kTarget = 1 };
std::string_view to_string(Role role);

struct Participant {
  ActorId actor;
  Role role = Role::kSource;

  friend auto operator<=>(Participant const&, Participant const&) = default;
};

/// Nearly always two: a list that needs no memory of its own.
using Participants = boost::container::small_vector<Participant, 2>;

/// The words that prove an event. Offsets count Unicode code points of the article's text, end exclusive;
/// both are 0 when nobody gave them.
struct Evidence {
  std::string article;  // article id; for imported events the id their file gives
  std::string publisher;
  std::optional<Day> published;
  std::string sentence;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool imported = false;  // begin and end came with the event, and count in a text that need not be stored here
  Participants told;      // as it names them, where that differs because actors were merged; else empty

  friend bool operator==(Evidence const&, Evidence const&) = default;
};

/// Whether it is of a stored article: goes with it, and is listed by it.
bool rests_on_article(Evidence const& evidence);

using EvidenceList = boost::container::small_vector<Evidence, 1>;

struct Event {
  EventId id;
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status = EventStatus::kHappened;
  std::string cameo;              // always a code of the CAMEO table
  std::optional<DateRange> date;  // nothing: the text does not say
  std::string date_text;          // the words the date came from
  Participants participants;
  EvidenceList evidence;  // never empty

  friend bool operator==(Event const&, Event const&) = default;
};

/// Says no more than type, status, code, date and participants: one evidence, which names nothing, as a plain table of
/// events gives, and no words of a date.
bool is_bare(Event const& event);

}  // namespace dragoman
