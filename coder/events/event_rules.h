#pragma once
// What each type of event needs to be one.

#include <string>
#include <vector>

#include "coder/events/draft_event.h"
#include "coder/frames/frame_file.h"

namespace dragoman {

/// Meeting, visit, proposal, accusation: the types that everything else serves.
bool is_core(EventType type);
/// Meetings and the like: who is source has no meaning.
bool is_symmetric(EventType type);
bool contains(std::vector<LocalActor> const& list, LocalActor actor);
/// Sources, then targets, each once.
std::vector<LocalActor> everybody(DraftEvent const& event);

/// Why a draft is no event of its type; empty when it is one.
std::string fault_of(DraftEvent const& draft, Frame const& frame, ArticleActors const& actors);

}  // namespace dragoman
