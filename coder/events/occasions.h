#pragma once
// Events of one occasion share its date: a meeting during a dated visit, words spoken at a dated meeting.

#include <vector>

#include "coder/events/assembler.h"

namespace dragoman {

/// Gives undated events the date of the event at whose occasion they took place.
void share_occasions(std::vector<DraftEvent>& events, ArticleActors& actors);

}  // namespace dragoman
