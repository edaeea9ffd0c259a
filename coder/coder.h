#pragma once
// Text → coded events. Deterministic; no I/O once loaded; const members may be called from any number of threads.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "graph/actor.h"
#include "graph/article.h"
#include "graph/event.h"

namespace dragoman {

/// A participant: index into CodedArticle::actors.
struct CodedParticipant {
  std::uint32_t actor = 0;
  Role role = Role::kSource;

  friend auto operator<=>(CodedParticipant const&, CodedParticipant const&) = default;
};

/// A sentence of the article. Offsets count Unicode code points of the article's text, end exclusive.
struct CodedEvidence {
  std::string sentence;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// One occurrence told by one article, with every sentence that tells it.
struct CodedEvent {
  EventType type = EventType::kOtherDiplomatic;
  EventStatus status = EventStatus::kHappened;
  std::string cameo;
  std::optional<DateRange> date;
  std::string date_text;
  std::vector<CodedParticipant> participants;  // sources first, each actor once, never empty
  std::vector<CodedEvidence> evidence;         // in text order, never empty
};

/// Actors carry final slugs: a known person has the dictionary's, an unknown one a slug of the fullest name in the
/// text.
struct CodedArticle {
  std::vector<Actor> actors;          // only those that take part in an event
  std::vector<std::string> as_named;  // of each actor, the fullest form in the text: "Volodymyr Zelenskyy"
  std::vector<CodedEvent> events;
};

struct CoderOptions {
  // Empty: the data built into the binary.
  std::string model_file;
  std::string frames_file;
  // Added to the built-in dictionary; the names in them mean what these files say.
  std::vector<std::string> actor_files;
  // Told of each line of these files that was left out: "my.actors.txt, line 12: …". May be empty.
  std::function<void(std::string const&)> skipped_line;
};

class Coder {
 public:
  /// Errors name the file, line and reason.
  static Result<std::unique_ptr<Coder const>> load(CoderOptions const& options);

  virtual ~Coder() = default;
  /// Changes whenever the same article may be coded differently: articles coded by another version are coded anew when
  /// they are sent again.
  virtual std::string version() const = 0;
  /// What the dictionary says of the actor with this slug; nothing when it does not know one.
  virtual std::optional<Actor> known_actor(std::string_view slug) const = 0;
  /// Never fails: text that cannot be understood has no events. Time grows linearly with the text.
  virtual CodedArticle code(Article const& article) const = 0;
  /// For people: tokens, tree, mentions and which frame matched why, sentence by sentence.
  virtual std::string explain(Article const& article) const = 0;
};

}  // namespace dragoman
