#include "coder/frames/matcher.h"

#include <algorithm>

#include "coder/language/features.h"

namespace dragoman {

namespace {

void append(std::vector<TokenIndex>& out, std::vector<TokenIndex> const& more) {
  for (auto const token : more)
    if (std::find(out.begin(), out.end(), token) == out.end()) out.push_back(token);
}

bool is_left_modifier(Rel rel) {
  return rel == Rel::kAmod || rel == Rel::kCompound || rel == Rel::kNmodDesc || rel == Rel::kNmod ||
         rel == Rel::kFlat || rel == Rel::kConj || rel == Rel::kNmodUnmarked || rel == Rel::kNmodPoss ||
         rel == Rel::kDep || rel == Rel::kAppos;
}

/// Modifiers before a noun, with theirs: "the US-North Korea talks", "Israeli and Palestinian negotiations".
void left_modifiers(Tree const& tree, TokenIndex noun, TokenIndex token, std::vector<TokenIndex>& out) {
  for (auto const child : tree.children(token)) {
    if (child >= noun || !is_left_modifier(tree[child].rel) || !tree.preposition(child).empty()) continue;
    if (tree[child].tag != Tag::kPRPS) append(out, {child});
    left_modifiers(tree, noun, child, out);
  }
}

/// "hand over", "call off": the parser may take the particle for an adverb or a preposition without a noun.
std::vector<TokenIndex> particles(Tree const& tree, TokenIndex verb) {
  std::vector<TokenIndex> out;
  for (auto const child : tree.children(verb)) {
    auto const tag = tree[child].tag;
    if (tree[child].rel == Rel::kCompoundPrt || tag == Tag::kRP || tag == Tag::kIN ||
        (tag == Tag::kRB && tree[child].rel == Rel::kAdvmod))
      out.push_back(child);
  }
  return out;
}

/// "will not accept", "cannot agree": who speaks of the future with a no refuses.
bool is_refused(Tree const& tree, TokenIndex predicate) {
  auto const auxiliaries = tree.with_relation(predicate, Rel::kAux);
  return tree.is_negated(predicate) && std::any_of(auxiliaries.begin(), auxiliaries.end(), [&](TokenIndex aux) {
           auto const& lemma = tree[aux].lemma;
           return lemma == "will" || lemma == "would" || lemma == "wo" || lemma == "can" || lemma == "ca";
         });
}

std::vector<TokenIndex> step(Tree const& tree, TokenIndex from, PathStep const& step) {
  switch (step.kind) {
    case PathStep::Kind::kSubject: return tree.subjects(from);
    case PathStep::Kind::kObject: return tree.objects(from);
    case PathStep::Kind::kIndirect: return tree.with_relation(from, Rel::kIobj);
    case PathStep::Kind::kPossessor: return tree.with_relation(from, Rel::kNmodPoss);
    case PathStep::Kind::kCompound: return tree.with_relation(from, Rel::kCompound);
    case PathStep::Kind::kAdjective: {
      std::vector<TokenIndex> out;
      left_modifiers(tree, from, from, out);
      return out;
    }
    case PathStep::Kind::kXcomp: {
      auto out = tree.with_relation(from, Rel::kXcomp);
      append(out, tree.with_relation(from, Rel::kAdvcl));
      return out;
    }
    case PathStep::Kind::kInfinitive: {
      auto out = tree.with_relation(from, Rel::kXcomp);
      append(out, tree.with_relation(from, Rel::kAdvcl));
      append(out, tree.with_relation(from, Rel::kCcomp));
      // "ordered two diplomats to leave": the parser may hang the infinitive on the object.
      for (auto const object : tree.with_relation(from, Rel::kObj)) append(out, tree.with_relation(object, Rel::kAcl));
      std::erase_if(out, [&](TokenIndex token) {
        auto const marks = tree.with_relation(token, Rel::kMark);
        return std::none_of(marks.begin(), marks.end(), [&](TokenIndex mark) { return tree[mark].lemma == "to"; });
      });
      return out;
    }
    case PathStep::Kind::kCcomp: {
      auto out = tree.with_relation(from, Rel::kCcomp);
      if (tree.is_noun(from)) append(out, tree.with_relation(from, Rel::kAcl));  // "allegations that …"
      return out;
    }
    case PathStep::Kind::kReported: return tree.reported(from);
    case PathStep::Kind::kHead: return tree.has_head(from) ? std::vector{tree.head(from)} : std::vector<TokenIndex>{};
    case PathStep::Kind::kUpSubject: {
      for (auto at = from;;) {
        auto const verb = tree.governing_verb(at);
        if (verb == at) return {};
        if (auto found = tree.subjects(verb); !found.empty()) return found;
        if (tree.is_passive(verb))
          if (auto found = tree.objects(verb); !found.empty()) return found;
        at = verb;
      }
    }
    case PathStep::Kind::kApposition: return tree.with_relation(from, Rel::kAppos);
    case PathStep::Kind::kAuxiliary: return tree.with_relation(from, Rel::kAux);
    case PathStep::Kind::kParticle: return particles(tree, from);
    case PathStep::Kind::kHere: {
      std::vector<TokenIndex> out;
      for (auto const child : tree.children(from))
        if (tree[child].lemma == "here") out.push_back(child);
      return out;
    }
    case PathStep::Kind::kPreposition: return tree.with_preposition(from, step.preposition);
    case PathStep::Kind::kAny: {
      std::vector<TokenIndex> out{from};
      for (std::size_t i = 0; i < out.size(); ++i)
        for (auto const child : tree.children(out[i])) out.push_back(child);
      out.erase(out.begin());
      return out;
    }
    case PathStep::Kind::kVerb: return tree.is_verb(from) ? std::vector{from} : std::vector<TokenIndex>{};
    case PathStep::Kind::kPersonOnly:
    case PathStep::Kind::kStateOnly:
    case PathStep::Kind::kAuthor:
    case PathStep::Kind::kHome: return {from};
    case PathStep::Kind::kSpeaker: return {};
  }
  return {};
}

/// "Bolton claims Trump asked": a verb that the tagger took for a noun still has its subject and complement.
bool is_mistaken_noun(Tree const& tree, TokenIndex token) {
  return tree.is_noun(token) && tree.with_relation(token, Rel::kCop).empty() &&
         !tree.with_relation(token, Rel::kNsubj).empty() &&
         !(tree.with_relation(token, Rel::kCcomp).empty() && tree.with_relation(token, Rel::kObj).empty());
}

bool fits_predicate(Tree const& tree, TokenIndex token, PredicateKind kind) {
  switch (kind) {
    case PredicateKind::kVerb: return tree.is_verb(token) || is_mistaken_noun(tree, token);
    case PredicateKind::kNoun: return tree.is_noun(token);
    case PredicateKind::kAdjective:
      return tree[token].tag == Tag::kJJ || tree[token].tag == Tag::kRB || tree[token].tag == Tag::kRP;
  }
  return false;
}

bool holds(Tree const& tree, TokenIndex predicate, FrameCondition const& condition) {
  for (auto const end : follow(tree, predicate, condition.path)) {
    if (condition.lemmas.empty()) return condition.wanted;
    for (auto const token : tree.conjuncts(end))
      if (condition.lemmas.contains(tree[token].lemma)) return condition.wanted;
  }
  return !condition.wanted;
}

void keep_only(Filler& filler, PathStep::Kind kind, ArticleActors const& actors) {
  if (kind != PathStep::Kind::kPersonOnly && kind != PathStep::Kind::kStateOnly) return;
  std::erase_if(filler, [&](LocalActor a) {
    return (actors.actors()[a].actor.kind == ActorKind::kPerson) != (kind == PathStep::Kind::kPersonOnly);
  });
}

/// A phrase and those coordinated with it; long lists ("A, B and C") the parser takes for appositions.
std::vector<TokenIndex> listed(Tree const& tree, TokenIndex token) {
  auto out = tree.conjuncts(token);
  for (std::size_t i = 0; i < out.size(); ++i)
    for (auto const child : tree.children(out[i]))
      if ((tree[child].rel == Rel::kAppos || tree[child].rel == Rel::kList) && tree.is_noun(child))
        append(out, tree.conjuncts(child));
  return out;
}

std::vector<Filler> fill(Tree const& tree, std::size_t sentence, TokenIndex predicate, Slot const& slot,
                         ArticleActors& actors) {
  std::vector<Filler> out;
  auto const add = [&](Filler found) {
    if (!found.empty() && std::find(out.begin(), out.end(), found) == out.end()) out.push_back(std::move(found));
  };
  for (auto const& path : slot.paths) {
    if (path.back().kind == PathStep::Kind::kSpeaker) add(actors.speaker(sentence));
    for (auto const end : follow(tree, predicate, path)) {
      for (auto const token : listed(tree, end)) {
        auto found = path.back().kind == PathStep::Kind::kAuthor ? actors.author_of(sentence, token)
                                                                 : actors.at(sentence, token);
        keep_only(found, path.back().kind, actors);
        add(std::move(found));
      }
    }
    if (!slot.all && !out.empty()) break;
  }
  return out;
}

/// Prepositions that join what is planned or wished: "plans for talks", "hopes of a visit".
bool is_content(std::string_view preposition) {
  return preposition == "for" || preposition == "of" || preposition == "to";
}

std::vector<Filler> fill_place(Tree const& tree, std::size_t sentence, TokenIndex predicate,
                               std::vector<Path> const& paths, ArticleActors& actors) {
  std::vector<Filler> out;
  auto const add = [&](std::optional<LocalActor> state) {
    if (state && std::find(out.begin(), out.end(), Filler{*state}) == out.end()) out.push_back({*state});
  };
  for (auto const& path : paths) {
    for (auto const end : follow(tree, predicate, path)) {
      for (auto const token : tree.conjuncts(end)) {
        if (path.back().kind != PathStep::Kind::kHome) {
          add(actors.state_at(sentence, token));
          continue;
        }
        for (auto const actor : actors.at(sentence, token)) add(actors.home_of(actor));
      }
    }
    if (!out.empty()) break;
  }
  return out;
}

}  // namespace

std::vector<TokenIndex> follow(Tree const& tree, TokenIndex from, Path const& path) {
  std::vector<TokenIndex> at{from};
  for (auto const& one : path) {
    std::vector<TokenIndex> next;
    for (auto const token : at) append(next, step(tree, token, one));
    at = std::move(next);
  }
  return at;
}

/// "The minister said he would visit Oslo": he said "I will". With a condition it stays a wish.
static bool is_backshifted(Tree const& tree, TokenIndex clause) {
  if (!tree.has_head(clause) || tree[clause].rel != Rel::kCcomp) return false;
  auto const speech = tree[tree.head(clause)].tag;
  if (speech != Tag::kVBD && speech != Tag::kVBN) return false;
  auto const inner = tree.children(clause);
  return std::none_of(inner.begin(), inner.end(), [&](TokenIndex child) {
    auto const marks = tree.with_relation(child, Rel::kMark);
    return std::any_of(marks.begin(), marks.end(), [&](TokenIndex mark) { return tree[mark].lemma == "if"; });
  });
}

/// "The president was to meet X later in the day."
bool is_to_be(Tree const& tree, TokenIndex verb) {
  if (tree[verb].tag != Tag::kVB) return false;
  bool be = false;
  bool to = false;
  for (auto const child : tree.children(verb)) {
    be |= (tree[child].rel == Rel::kCop || tree[child].rel == Rel::kAux) && tree[child].lemma == "be";
    to |= tree[child].rel == Rel::kMark && tree[child].lemma == "to";
  }
  return be && to;
}

EventStatus status_of(Tree const& tree, TokenIndex predicate, FrameFile const& frames, EventStatus otherwise) {
  auto at = predicate;
  for (int level = 0; level < 5; ++level) {
    // "No details of their talks": a noun above that plans or wishes nothing denies nothing.
    auto const about_the_event = level == 0 || !tree.is_noun(at) ||
                                 frames.gives_status(EventStatus::kPlanned, PredicateKind::kNoun, tree[at].lemma) ||
                                 frames.gives_status(EventStatus::kHypothetical, PredicateKind::kNoun, tree[at].lemma);
    if (about_the_event && tree.is_negated(at)) return EventStatus::kDenied;
    if (is_to_be(tree, at)) return EventStatus::kPlanned;
    for (auto const child : tree.children(at)) {
      auto const& token = tree[child];
      if (token.rel == Rel::kMark && (token.lemma == "if" || token.lemma == "unless" || token.lemma == "whether"))
        return EventStatus::kHypothetical;
      if (token.rel != Rel::kAux) continue;
      if (token.lemma == "will" || token.lemma == "shall" || token.lemma == "wo") return EventStatus::kPlanned;
      if (token.lemma == "would" && is_backshifted(tree, at)) return EventStatus::kPlanned;
      if (token.lemma == "would" || token.lemma == "may" || token.lemma == "might" || token.lemma == "could" ||
          token.lemma == "should" || token.lemma == "must")
        return EventStatus::kHypothetical;
    }
    if (!tree.has_head(at)) break;
    auto const rel = tree[at].rel;
    auto const above = tree.head(at);
    auto const kind = tree.is_verb(above)   ? PredicateKind::kVerb
                      : tree.is_noun(above) ? PredicateKind::kNoun
                                            : PredicateKind::kAdjective;
    auto const under = rel == Rel::kXcomp || rel == Rel::kCcomp || rel == Rel::kObj || rel == Rel::kAcl ||
                       rel == Rel::kNsubjPass || rel == Rel::kNmod || rel == Rel::kObl || rel == Rel::kNsubj ||
                       rel == Rel::kAdvcl || rel == Rel::kConj || rel == Rel::kCsubj;
    if (!under) break;
    // A coordinated verb with its own tense stands on its own: "would visit Cairo and blamed Tripoli".
    if (rel == Rel::kConj && tree.is_finite(at)) break;
    auto const infinitive = tree[at].tag == Tag::kVB;
    // "a trip expected to help after the September summit": a time or place is not what is planned, but what will be
    // said at a meeting is said at one that will be held.
    auto const beside =
        (rel == Rel::kObl || rel == Rel::kNmod) && !tree.is_verb(at) && !is_content(tree.preposition(at));
    if (beside && is_of_another_time(tree.preposition(at))) break;
    for (auto const status : {EventStatus::kDenied, EventStatus::kPlanned, EventStatus::kHypothetical})
      if (rel != Rel::kConj && !beside &&
          (infinitive || !tree.is_verb(at) || rel == Rel::kXcomp || status == EventStatus::kDenied) &&
          frames.gives_status(status, kind, tree[above].lemma))
        return status;
    // Words in a reported or subordinate clause are not governed by what stands above the report.
    if (rel == Rel::kCcomp || (rel == Rel::kAdvcl && !infinitive)) break;
    at = above;
  }
  return otherwise;
}

std::vector<FrameMatch> match_frames(Tree const& tree, std::size_t sentence, FrameFile const& frames,
                                     ArticleActors& actors) {
  std::vector<FrameMatch> out;
  for (TokenIndex token = 0; token < tree.size(); ++token) {
    auto const* candidates = frames.with_lemma(tree[token].lemma);
    // "the APEC Summit": in a name a noun keeps its capital.
    if (candidates == nullptr && tree[token].tag == Tag::kNNP && !actors.is_in_name(sentence, token))
      candidates = frames.with_lemma(lower_case(tree[token].lemma));
    if (candidates == nullptr) continue;
    for (auto const index : *candidates) {
      auto const& frame = frames.frames()[index];
      if (!fits_predicate(tree, token, frame.predicate)) continue;
      if (!std::all_of(frame.conditions.begin(), frame.conditions.end(),
                       [&](FrameCondition const& c) { return holds(tree, token, c); }))
        continue;
      FrameMatch match{.frame = &frame, .sentence = sentence, .predicate = token};
      match.source = fill(tree, sentence, token, frame.source, actors);
      match.target = frame.place.empty() ? fill(tree, sentence, token, frame.target, actors)
                                         : fill_place(tree, sentence, token, frame.place, actors);
      match.status = status_of(tree, token, frames, frame.status);
      match.refused = is_refused(tree, token);
      out.push_back(std::move(match));
    }
  }
  return out;
}

}  // namespace dragoman
