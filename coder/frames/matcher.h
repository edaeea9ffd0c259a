#pragma once
// Frames laid over a sentence: which predicates fire, and which actors fill their slots.

#include <string>
#include <vector>

#include "coder/actors/article_actors.h"
#include "coder/frames/frame_file.h"
#include "coder/frames/tree.h"

namespace dragoman {

/// The actors of one noun phrase of a slot; coordinated phrases are fillers of their own.
using Filler = std::vector<LocalActor>;

struct FrameMatch {
  Frame const* frame = nullptr;
  std::size_t sentence = 0;
  TokenIndex predicate = 0;
  std::vector<Filler> source;
  std::vector<Filler> target;
  EventStatus status = EventStatus::kHappened;
  bool refused = false;  // "will not withdraw", "cannot accept": nothing happened, but a stance was taken
};

/// All matches of one sentence, by predicate in text order. Slots that name nobody are empty; what is then left of the
/// event is for the caller to judge.
std::vector<FrameMatch> match_frames(Tree const& tree, std::size_t sentence, FrameFile const& frames,
                                     ArticleActors& actors);

/// Tokens at the end of a path; for explanations and conditions.
std::vector<TokenIndex> follow(Tree const& tree, TokenIndex from, Path const& path);

/// What the words around a predicate say of the event's status.
EventStatus status_of(Tree const& tree, TokenIndex predicate, FrameFile const& frames, EventStatus otherwise);

}  // namespace dragoman
