#pragma once
// Who is who within one article: mentions, short names, titles, pronouns and noun phrases → actors.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "coder/actors/dictionary.h"
#include "coder/actors/mentions.h"
#include "coder/actors/speakers.h"
#include "coder/frames/tree.h"
#include "graph/actor.h"

namespace dragoman {

/// An actor of the article: index into ArticleActors::actors().
using LocalActor = std::uint32_t;

struct LocalActorInfo {
  Actor actor;
  std::string as_named;                // the fullest form in the article
  std::optional<std::uint32_t> entry;  // of the dictionary
  std::optional<TitleClass> title_class;
  std::string office;     // normalised, current as far as the text says
  std::string office_of;  // slug of state or body
  bool excluded = false;  // reporters, experts, media: never participants
  enum class Gender : std::uint8_t { kUnknown, kFemale, kMale } gender = Gender::kUnknown;
};

/// Built once per article; then sentences are asked in text order, because pronouns look back.
class ArticleActors {
 public:
  ArticleActors(std::vector<Tree> const& trees, ActorDictionary const& dictionary, std::optional<Day> published);

  std::vector<LocalActorInfo> const& actors() const { return actors_; }
  std::vector<Mention> const& mentions(std::size_t sentence) const { return mentions_[sentence]; }

  /// Somebody whose doings are politics: a state, a body, an armed group, a party, whoever holds or held an office.
  /// Others take part in events only beside these.
  bool is_political(LocalActor actor) const;

  /// Is the word part of a name or title?
  bool is_in_name(std::size_t sentence, TokenIndex token) const { return mention_at(sentence, token) != nullptr; }

  /// What a name or title itself means, without looking around it.
  std::vector<LocalActor> const& meant_by(std::size_t sentence, Mention const& mention) const {
    return resolved_[sentence][static_cast<std::size_t>(&mention - mentions_[sentence].data())];
  }

  /// Actors meant by a noun phrase, whose head is `token`; its coordinated phrases are not included. Empty when it
  /// names none.
  std::vector<LocalActor> at(std::size_t sentence, TokenIndex token);
  /// The state in which a phrase's place lies, or that it names; nothing when neither.
  std::optional<LocalActor> state_at(std::size_t sentence, TokenIndex token);
  /// The state a person or body belongs to.
  std::optional<LocalActor> country_of(LocalActor actor);
  /// Likewise; of a state it is the state.
  std::optional<LocalActor> home_of(LocalActor actor);

  /// Who speaks a sentence that does not say so itself: the speaker of its quotation, or "according to …".
  std::vector<LocalActor> speaker(std::size_t sentence);
  /// Whose deed "the attack", "this move" was: the doers of the act last told of.
  std::vector<LocalActor> author_of(std::size_t sentence, TokenIndex token) const;

  /// Coordinated subjects of the sentence may be meant by a later "they".
  void note_subjects(std::size_t sentence);
  /// Tells that these did something that a later noun may refer to.
  void note_act(std::vector<LocalActor> doers) { last_act_ = std::move(doers); }
  /// Tells that these took part in one event together: "the two leaders", "they", "both sides" may mean them later.
  void note_pair(std::vector<LocalActor> actors) { last_pair_ = std::move(actors); }

 private:
  struct Seen {
    std::size_t sentence;
    TokenIndex token;
    LocalActor actor;
    bool subject;
  };

  void find_dateline();
  void collect_names();
  Mention completed(std::size_t sentence, Mention mention);
  void resolve_mentions();
  std::vector<LocalActor> resolve(std::size_t sentence, Mention const& mention);
  std::optional<LocalActor> resolve_person(Mention const& mention);
  std::vector<LocalActor> hyphenated(Mention const& mention);
  std::vector<LocalActor> resolve_title(std::size_t sentence, Mention const& mention);
  std::vector<LocalActor> meant_at(std::size_t sentence, TokenIndex token);
  std::vector<LocalActor> common_noun(std::size_t sentence, TokenIndex token);
  std::vector<LocalActor> named_group(std::size_t sentence, TokenIndex token, ActorKind kind);
  std::vector<TokenIndex> left_modifiers(std::size_t sentence, TokenIndex token) const;
  std::optional<LocalActor> state_around(std::size_t sentence, TokenIndex token);
  std::vector<LocalActor> pronoun(std::size_t sentence, TokenIndex token);
  bool is_generic_body(Mention const& mention, Tree const& tree) const;
  std::vector<LocalActor> plural_pronoun(std::size_t sentence, TokenIndex token);
  std::vector<LocalActor> body_named_before(std::size_t sentence, TokenIndex token) const;
  std::size_t seen_before(std::size_t sentence, TokenIndex token) const;
  void find_home();
  void collect_named();
  void set_office(LocalActor person, std::string office, std::string of);
  std::optional<LocalActor> holder_here(std::string const& owner, std::vector<std::string> const& offices) const;
  std::vector<LocalActor> group(std::size_t sentence, TokenIndex token);
  std::vector<LocalActor> counterpart(std::size_t sentence, TokenIndex token);
  std::vector<LocalActor> states_modifying(std::size_t sentence, TokenIndex token);
  Mention const* mention_at(std::size_t sentence, TokenIndex token) const;
  LocalActor known(std::uint32_t entry);
  LocalActor unknown(Actor actor);
  std::optional<LocalActor> by_short_name(std::string const& key, Mention const& mention) const;
  void learn(LocalActor actor, Mention const& mention);
  void learn_affiliation(std::size_t sentence, TokenIndex name, LocalActor person);

  std::vector<Tree> const& trees_;
  ActorDictionary const& dictionary_;
  std::optional<Day> published_;
  std::vector<std::vector<Mention>> mentions_;
  std::vector<std::vector<std::vector<LocalActor>>> resolved_;  // per sentence, per mention
  std::vector<LocalActorInfo> actors_;
  std::unordered_map<std::string, LocalActor> by_slug_;
  std::unordered_map<std::string, std::vector<LocalActor>> by_name_part_;  // folded first and last words of full names
  std::unordered_map<std::string, std::vector<LocalActor>> by_office_of_;  // persons by slug of state or body
  std::vector<LocalActor> groups_;                                         // "the rebels"
  std::vector<Seen> seen_;                                                 // in text order
  std::vector<std::size_t> last_seen_;                                     // per actor, index into seen_ + 1
  std::unordered_set<std::string> named_;                                  // slugs of the states and bodies spoken of
  std::vector<LocalActor> last_pair_;
  std::vector<LocalActor> last_act_;
  int depth_ = 0;         // of at() within at(): phrases may refer to each other in a circle
  bool in_they_ = false;  // "they and their ministers": inside, the group spoken of before is meant
  std::vector<std::optional<Speaker>> speakers_;  // per sentence
  std::optional<LocalActor> home_;                // the state that the article is most about: "the government"
  std::optional<LocalActor> dateline_;            // the state from which the article reports: "here"
};

}  // namespace dragoman
