#pragma once
// Frames: which predicates mean which events, and where their participants stand. Data, not code.
//
// The format is described in docs/frames.md; `dragoman code --explain` shows what matches.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/error.h"
#include "graph/ontology.h"

namespace dragoman {

struct PathStep {
  enum class Kind : std::uint8_t {
    kSubject,
    kObject,
    kIndirect,
    kPossessor,
    kCompound,
    kAdjective,
    kXcomp,
    kInfinitive,
    kCcomp,
    kReported,
    kHead,
    kUpSubject,
    kApposition,
    kAuxiliary,
    kParticle,
    kHere,
    kAny,
    kVerb,  // stays where it is, when that is a verb
    kPreposition,
    kSpeaker,  // alone in a path; may stand in another sentence
    kAuthor,   // at the end of a path
    // Only at the end of a path: they choose among actors and lead nowhere.
    kPersonOnly,
    kStateOnly,
    kHome,
  };
  Kind kind;
  std::string preposition;  // of kPreposition
};
using Path = std::vector<PathStep>;

struct FrameCondition {
  Path path;
  std::unordered_set<std::string> lemmas;  // empty: any word
  bool wanted = true;
};

struct Slot {
  std::vector<Path> paths;
  bool all = false;  // every path counts, not the first that names somebody
};

enum class PredicateKind : std::uint8_t { kVerb, kNoun, kAdjective };

struct Frame {
  std::size_t line = 0;  // of the file
  std::string text;      // of the line, for explanations
  EventType type = EventType::kOtherDiplomatic;
  std::string cameo;
  PredicateKind predicate = PredicateKind::kVerb;
  Slot source;
  Slot target;
  std::vector<Path> place;
  std::vector<FrameCondition> conditions;
  EventStatus status = EventStatus::kHappened;
  bool full = false;   // both sides must be named
  bool alone = false;  // an international body alone may: "the G7 summit"
  bool agent = false;  // who does it must be named
};

class FrameFile {
 public:
  /// Errors: "frames.txt, line 12: unknown type 'meting'".
  static Result<FrameFile> parse(std::string_view name, std::string_view text);

  std::vector<Frame> const& frames() const { return frames_; }
  /// Indexes of the frames whose predicate has this lemma, in file order; null when none.
  std::vector<std::uint32_t> const* with_lemma(std::string_view lemma) const;
  /// Does a word that governs an event give it this status? "plan to visit" → planned.
  bool gives_status(EventStatus status, PredicateKind kind, std::string_view lemma) const;
  /// The code for the intention to do what `cameo` means, or for the refusal to do it; null when there is none of its
  /// own. The longest listed beginning of the code decides.
  CameoCode const* intention(std::string_view cameo) const { return stance(intentions_, cameo); }
  CameoCode const* refusal(std::string_view cameo) const { return stance(refusals_, cameo); }

 private:
  friend class FrameParser;
  using Stances = std::unordered_map<std::string, CameoCode const*>;
  static CameoCode const* stance(Stances const& stances, std::string_view cameo);

  std::vector<Frame> frames_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_lemma_;
  std::unordered_set<std::string> status_words_;  // "1v plan"
  Stances intentions_;
  Stances refusals_;
};

}  // namespace dragoman
