#pragma once
// From frame matches to events: what each type of event needs, when it happened, and one event per occurrence.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "coder/actors/article_actors.h"
#include "coder/dates/date_words.h"
#include "coder/events/draft_event.h"
#include "coder/frames/frame_file.h"
#include "coder/frames/matcher.h"

namespace dragoman {

/// Collects the events of one article. Sentences are added in text order.
class EventAssembler {
 public:
  EventAssembler(ArticleActors& actors, FrameFile const& frames, std::optional<Day> published)
      : actors_(actors), frames_(frames), published_(published) {}

  /// The events of one sentence. Returns why matches were dropped, one line each, for explanations.
  std::vector<std::string> add_sentence(Tree const& tree, std::size_t sentence, std::vector<FrameMatch> const& matches);

  /// Events that hold participants, each occurrence once, in text order.
  std::vector<DraftEvent> take();

 private:
  std::vector<DraftEvent> drafts_of(FrameMatch const& match);
  void take_stance(DraftEvent& draft, bool refused) const;
  static bool is_content(DraftEvent const& draft, Tree const& tree, std::vector<DraftEvent> const& drafts);
  void date(DraftEvent& draft, Tree const& tree, TokenIndex predicate, std::vector<DateMention> const& dates) const;
  void drop_crowds(EventType type, std::vector<LocalActor>& actors) const;
  void merge(DraftEvent draft);
  std::optional<DateRange> counted_from_last(DateMention const& mention, std::vector<DateMention> const& dates,
                                             bool ahead) const;
  bool tells_again(DraftEvent const& draft);

  ArticleActors& actors_;
  FrameFile const& frames_;
  std::optional<Day> published_;
  std::vector<DraftEvent> events_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_participants_;  // indexes into events_
  std::optional<DateMention> last_day_;                                        // last spoken of: "later in the day"
};

}  // namespace dragoman
