#pragma once
// Events of one occasion: told vaguely and exactly they are one, and they share its date.

#include <vector>

#include "coder/events/assembler.h"

namespace dragoman {

/// Joins a meeting told with a state in place of one of its people with the meeting that names the person.
void join_vague_meetings(std::vector<DraftEvent>& events, ArticleActors const& actors);

/// Gives undated events the date of the event at whose occasion they took place.
void share_occasions(std::vector<DraftEvent>& events, ArticleActors& actors);

}  // namespace dragoman
