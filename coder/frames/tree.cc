#include "coder/frames/tree.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr int kMaxControlDepth = 6;

bool is_passive_subject(Rel rel) { return rel == Rel::kNsubjPass || rel == Rel::kCsubjPass; }

bool is_relative_pronoun(Token const& token) {
  return token.tag == Tag::kWP || token.tag == Tag::kWDT || token.tag == Tag::kWPS;
}

bool is_relative_clause(Rel rel) { return rel == Rel::kAclRelcl || rel == Rel::kAdvclRelcl; }

/// Verbs whose object does what the infinitive says: "invited Choe to visit".
bool gives_object_control(std::string_view lemma) {
  static constexpr std::string_view kVerbs[] = {"invite", "ask",       "urge", "tell",     "order",    "force",
                                                "allow",  "press",     "call", "persuade", "request",  "expect",
                                                "want",   "encourage", "send", "warn",     "help",     "enable",
                                                "permit", "instruct",  "push", "accuse",   "convince", "get"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), lemma) != std::end(kVerbs);
}

/// Words that are said or written by somebody.
bool is_text(std::string_view lemma) {
  static constexpr std::string_view kNouns[] = {"statement", "declaration", "letter",     "message",
                                                "note",      "resolution",  "communique", "appeal"};
  return std::find(std::begin(kNouns), std::end(kNouns), lemma) != std::end(kNouns);
}

/// Who does what is offered or asked for need not be the subject above: "answered a proposal to begin talks".
bool is_offer(std::string_view lemma) {
  return lemma == "proposal" || lemma == "request" || lemma == "call" || lemma == "demand" || lemma == "appeal" ||
         lemma == "offer" || lemma == "invitation" || lemma == "resolution" || lemma == "order";
}

}  // namespace

bool is_of_another_time(std::string_view preposition) {
  return preposition == "after" || preposition == "since" || preposition == "follow" || preposition == "despite" ||
         preposition == "from";
}

bool is_subject(Rel rel) { return rel == Rel::kNsubj || rel == Rel::kNsubjOuter; }

Tree::Tree(Sentence const& sentence) : sentence_(&sentence), offsets_(sentence.tokens.size() + 1), children_() {
  for (auto const& token : sentence.tokens)
    if (token.head != Token::kNoHead) ++offsets_[static_cast<std::size_t>(token.head) + 1];
  for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
  children_.resize(offsets_.back());
  auto next = offsets_;
  for (TokenIndex i = 0; i < size(); ++i)
    if (has_head(i)) children_[next[head(i)]++] = i;
}

std::span<TokenIndex const> Tree::children(TokenIndex i) const {
  return std::span(children_).subspan(offsets_[i], offsets_[i + 1] - offsets_[i]);
}

bool Tree::is_verb(TokenIndex i) const {
  auto const tag = (*this)[i].tag;
  return tag == Tag::kVB || tag == Tag::kVBD || tag == Tag::kVBG || tag == Tag::kVBN || tag == Tag::kVBP ||
         tag == Tag::kVBZ;
}

bool Tree::is_finite(TokenIndex i) const {
  auto const tag = (*this)[i].tag;
  if (tag == Tag::kVBD || tag == Tag::kVBZ || tag == Tag::kVBP) return true;
  // "would press Oslo and blamed Bern": beside an infinitive a participle with an object is a past tense.
  return tag == Tag::kVBN && (*this)[i].rel == Rel::kConj && (*this)[head(i)].tag == Tag::kVB &&
         with_relation(i, Rel::kAux).empty() && with_relation(i, Rel::kAuxPass).empty() &&
         !with_relation(i, Rel::kObj).empty();
}

bool Tree::is_noun(TokenIndex i) const {
  auto const tag = (*this)[i].tag;
  return tag == Tag::kNN || tag == Tag::kNNS || tag == Tag::kNNP || tag == Tag::kNNPS;
}

/// "Protesters Sunday blocked the road": the parser took a past tense for a participle, but nothing makes it a passive
/// and it has what only an active verb has.
bool Tree::is_misread_passive(TokenIndex i) const {
  auto const is_calling = (*this)[i].lemma == "call" || (*this)[i].lemma == "appeal";
  auto active = false;
  for (auto const child : children(i)) {
    auto const rel = (*this)[child].rel;
    if (rel == Rel::kAuxPass || rel == Rel::kAux) return false;
    active |= rel == Rel::kObj || rel == Rel::kCcomp || (rel == Rel::kXcomp && is_verb(child)) ||
              (rel == Rel::kObl && is_calling && (preposition(child) == "for" || preposition(child) == "on"));
  }
  return active;
}

bool Tree::is_passive(TokenIndex i) const {
  if (!with_relation(i, Rel::kNsubjPass).empty()) return !is_misread_passive(i);
  for (auto const child : children(i))
    if ((*this)[child].rel == Rel::kAuxPass || is_passive_subject((*this)[child].rel)) return true;
  // "the talks hosted by Oman"
  if ((*this)[i].tag != Tag::kVBN || (*this)[i].rel != Rel::kAcl) return false;
  // With an object of its own it is a past tense that the parser took for a participle.
  return with_relation(i, Rel::kObj).empty();
}

bool Tree::is_negated(TokenIndex i) const {
  for (auto const child : children(i)) {
    auto const& token = (*this)[child];
    if ((token.rel == Rel::kAdvmod && (token.lemma == "not" || token.lemma == "never" || token.lemma == "n't")) ||
        (token.rel == Rel::kDet && token.lemma == "no"))
      return true;
  }
  return false;
}

bool Tree::is_definite(TokenIndex i) const {
  auto const inner = children(i);
  return std::any_of(inner.begin(), inner.end(), [&](TokenIndex c) { return (*this)[c].lemma == "the"; });
}

std::string_view Tree::preposition(TokenIndex i) const {
  for (auto const child : children(i)) {
    auto const& token = (*this)[child];
    if (token.rel == Rel::kCase && token.tag != Tag::kPOS) return token.lemma;
  }
  // The parser may hang the preposition on a modifier: "with deputy prime minister Aziz".
  for (auto const child : children(i)) {
    auto const rel = (*this)[child].rel;
    if (child > i || (rel != Rel::kNmodDesc && rel != Rel::kCompound && rel != Rel::kAmod)) continue;
    for (auto const inner : children(child))
      if ((*this)[inner].rel == Rel::kCase && (*this)[inner].tag != Tag::kPOS) return (*this)[inner].lemma;
  }
  return {};
}

std::vector<TokenIndex> Tree::with_relation(TokenIndex predicate, Rel rel) const {
  std::vector<TokenIndex> out;
  for (auto const child : children(predicate))
    if ((*this)[child].rel == rel) out.push_back(child);
  return out;
}

std::vector<TokenIndex> Tree::with_preposition(TokenIndex predicate, std::string_view preposition) const {
  std::vector<TokenIndex> out;
  for (auto const child : children(predicate)) {
    auto const rel = (*this)[child].rel;
    if (rel != Rel::kObl && rel != Rel::kNmod && rel != Rel::kOblAgent && rel != Rel::kAdvcl && rel != Rel::kAcl &&
        rel != Rel::kObj)
      continue;
    auto const is_case = [&](TokenIndex c) {
      auto const& token = (*this)[c];
      return (token.rel == Rel::kCase || token.rel == Rel::kMark || token.rel == Rel::kFixed) &&
             token.lemma == preposition;
    };
    auto const inner = children(child);
    if (!std::any_of(inner.begin(), inner.end(), is_case) && this->preposition(child) != preposition) continue;
    // "a meeting with visiting President X": the parser may take the participle for the head.
    auto const visitors = (*this)[child].tag == Tag::kVBG && (*this)[child].lemma == "visit"
                              ? with_relation(child, Rel::kObj)
                              : std::vector<TokenIndex>{};
    if (visitors.empty())
      out.push_back(child);
    else
      out.insert(out.end(), visitors.begin(), visitors.end());
  }
  return out;
}

/// "Pavlou proposed talks": the parser may make the subject a compound of the object, or the verb a modifier of it.
void Tree::stranded_subject(TokenIndex predicate, std::vector<TokenIndex>& out) const {
  auto nouns = with_relation(predicate, Rel::kObj);
  if (nouns.empty() && (*this)[predicate].rel == Rel::kAmod && (*this)[predicate].tag == Tag::kVBN &&
      has_head(predicate) && head(predicate) > predicate)
    nouns.push_back(head(predicate));
  for (auto const noun : nouns)
    for (auto const child : children(noun))
      if (child < predicate && is_noun(child) && preposition(child).empty() &&
          ((*this)[child].rel == Rel::kCompound || (*this)[child].rel == Rel::kNmodDesc ||
           (*this)[child].rel == Rel::kNmod))
        out.push_back(child);
}

void Tree::subjects_into(TokenIndex predicate, int depth, std::vector<TokenIndex>& out) const {
  if (depth > kMaxControlDepth) return;
  auto const passive = is_passive(predicate);
  auto const before = out.size();
  for (auto const child : children(predicate)) {
    auto const& token = (*this)[child];
    if (passive ? token.rel == Rel::kOblAgent || (token.rel == Rel::kObl && preposition(child) == "by")
                : is_subject(token.rel) || is_passive_subject(token.rel) ||
                      // "it is willing to": the parser takes any such "it" for a dummy.
                      (token.rel == Rel::kExpl && token.tag == Tag::kPRP && !is_verb(predicate))) {
      // A relative pronoun stands for the noun its clause belongs to.
      if (is_relative_pronoun(token)) {
        auto clause = predicate;
        while (has_head(clause) && !is_relative_clause((*this)[clause].rel) &&
               ((*this)[clause].rel == Rel::kConj || (*this)[clause].rel == Rel::kXcomp ||
                (*this)[clause].rel == Rel::kCcomp))
          clause = head(clause);
        if (has_head(clause) && is_relative_clause((*this)[clause].rel)) out.push_back(head(clause));
        continue;
      }
      out.push_back(child);
    }
  }
  if (out.size() == before && !passive) stranded_subject(predicate, out);
  if (out.size() > before || passive || !has_head(predicate)) return;
  auto const above = head(predicate);
  switch ((*this)[predicate].rel) {
    case Rel::kParataxis:
      // "X, spokesman of the party, accused Y": the parser took the name for the main clause.
      if (is_noun(above) && above < predicate && is_finite(predicate)) out.push_back(above);
      break;
    case Rel::kConj:
      if (auto const verb = verb_beside(predicate)) {
        subjects_into(*verb, depth + 1, out);
      } else if (is_verb(above)) {
        subjects_into(above, depth + 1, out);
        // "was met and praised" is all passive; "troops massed there crossed and attacked" turns active.
        auto const tag = (*this)[predicate].tag;
        if (out.size() == before && is_passive(above) && tag != Tag::kVBN) {
          auto const patients = objects(above);
          out.insert(out.end(), patients.begin(), patients.end());
        }
      }
      break;
    case Rel::kXcomp:
    case Rel::kCcomp: {
      if ((*this)[predicate].rel == Rel::kCcomp && (*this)[predicate].tag != Tag::kVB &&
          (*this)[predicate].tag != Tag::kVBG) {
        // "Levy planned to go, the ministry said": the parser may give both subjects to the verb of speech.
        auto const of_speech = with_relation(above, Rel::kNsubj);
        if (of_speech.size() > 1 && of_speech.front() < predicate && of_speech.back() > predicate)
          out.push_back(of_speech.front());
        break;
      }
      auto const patients = objects(above);
      // "alleged the government are hiding figures": the clause's subject taken for an object.
      auto const misplaced = (*this)[predicate].rel == Rel::kCcomp && !is_passive(above);
      if (!patients.empty() && (misplaced || gives_object_control((*this)[above].lemma) || is_passive(above)))
        out.insert(out.end(), patients.begin(), patients.end());
      else
        subjects_into(above, depth + 1, out);
      break;
    }
    case Rel::kAdvcl:  // "Arriving in Cairo, Arafat said …", "invited him to visit", "guilty of violating"
      if (!is_verb(above) && (*this)[above].tag == Tag::kJJ) subjects_into(above, depth + 1, out);
      if (is_verb(above)) {
        auto const infinitive = (*this)[predicate].tag == Tag::kVB && gives_object_control((*this)[above].lemma);
        if (is_passive(above) || (infinitive && !objects(above).empty())) {
          auto const patients = objects(above);
          out.insert(out.end(), patients.begin(), patients.end());
        } else {
          subjects_into(above, depth + 1, out);
        }
      }
      break;
    case Rel::kAcl:  // "a minister visiting Cairo", "plans to visit Cairo"
      if ((*this)[predicate].tag == Tag::kVBG && is_text((*this)[above].lemma)) {
        auto const verb = governing_verb(above);  // "issued a statement demanding …": who issued it
        if (verb != above) subjects_into(verb, depth + 1, out);
      } else if ((*this)[predicate].tag == Tag::kVBN && !with_relation(predicate, Rel::kObj).empty()) {
        // "Biden, in a message to donors, accused Trump": a past tense taken for a participle of the last noun.
        auto noun = above;
        while ((*this)[noun].tag != Tag::kNNP && has_head(noun) && is_noun(head(noun)) &&
               ((*this)[noun].rel == Rel::kNmod || (*this)[noun].rel == Rel::kAppos))
          noun = head(noun);
        out.push_back(noun);
      } else if ((*this)[predicate].tag == Tag::kVBG || (*this)[predicate].tag == Tag::kVBN) {
        out.push_back(above);
      } else {
        for (auto const child : children(above))
          if ((*this)[child].rel == Rel::kNmodPoss) out.push_back(child);
        if (out.size() == before && !is_offer((*this)[above].lemma)) {
          auto const verb = governing_verb(above);
          if (verb != above) subjects_into(verb, depth + 1, out);
        }
      }
      break;
    case Rel::kAclRelcl:
      // No subject inside: a reduced clause, unless the gap is the object ("the man Lavrov met" has its subject).
      out.push_back(above);
      break;
    default: break;
  }
}

std::vector<TokenIndex> Tree::subjects(TokenIndex predicate) const {
  std::vector<TokenIndex> out;
  subjects_into(predicate, 0, out);
  if (out.size() > 1 && (*this)[out.front()].head == (*this)[out.back()].head && out.front() < out.back() &&
      std::any_of(children(predicate).begin(), children(predicate).end(),
                  [&](TokenIndex c) { return (*this)[c].rel == Rel::kCcomp && c > out.front() && c < out.back(); }))
    return {out.back()};
  return out;
}

std::vector<TokenIndex> Tree::objects(TokenIndex predicate) const {
  std::vector<TokenIndex> out;
  auto const passive = is_passive(predicate);
  bool own_subject = false;
  for (auto const child : children(predicate)) {
    auto const& token = (*this)[child];
    own_subject |= is_subject(token.rel) && !is_relative_pronoun(token);
    if (token.rel == (passive ? Rel::kNsubjPass : Rel::kObj)) {
      if (is_relative_pronoun(token)) {
        if (has_head(predicate) && is_relative_clause((*this)[predicate].rel)) out.push_back(head(predicate));
      } else {
        out.push_back(child);
      }
    }
  }
  if (!out.empty() || !has_head(predicate)) return out;
  auto const rel = (*this)[predicate].rel;
  if (rel == Rel::kAmod && (*this)[predicate].tag == Tag::kVBN) {
    std::vector<TokenIndex> stranded;
    stranded_subject(predicate, stranded);
    if (!stranded.empty()) return {head(predicate)};
  }
  if (passive && rel == Rel::kAcl) out.push_back(head(predicate));
  if (passive && rel == Rel::kConj && is_verb(head(predicate)) && is_passive(head(predicate)))
    return objects(head(predicate));
  if (passive && rel == Rel::kXcomp) return subjects(head(predicate));
  // "Kim, whom Lavrov met" / "the man Lavrov met"
  if (!passive && own_subject && is_relative_clause(rel)) out.push_back(head(predicate));
  return out;
}

std::vector<TokenIndex> Tree::reported(TokenIndex speech) const {
  std::vector<TokenIndex> out;
  for (auto const child : children(speech)) {
    auto const rel = (*this)[child].rel;
    if (rel == Rel::kCcomp || (rel == Rel::kParataxis && is_verb(child))) out.push_back(child);
  }
  auto const rel = (*this)[speech].rel;
  // "Iraq alleged X was a spy": the parser may take the speech for the subject of what was said.
  auto const is_misplaced =
      rel == Rel::kCsubj && has_head(speech) && head(speech) > speech && !with_relation(speech, Rel::kNsubj).empty();
  if ((rel == Rel::kParataxis && has_head(speech)) || is_misplaced) out.push_back(head(speech));
  auto const first = out.size();
  for (std::size_t i = 0; i < first; ++i)
    for (auto const child : children(out[i]))
      if ((*this)[child].rel == Rel::kConj && is_verb(child) && child != speech) out.push_back(child);
  return out;
}

TokenIndex Tree::head_of(TokenIndex first, TokenIndex last) const {
  for (auto i = first; i < last; ++i)
    if (!has_head(i) || head(i) < first || head(i) >= last) return i;
  return first;
}

std::optional<TokenIndex> Tree::verb_beside(TokenIndex i) const {
  if ((*this)[i].rel != Rel::kConj || !is_finite(i) || (*this)[head(i)].tag != Tag::kVB) return std::nullopt;
  for (auto at = head(i); has_head(at);) {
    at = head(at);
    if (is_finite(at)) return at;
  }
  return std::nullopt;
}

TokenIndex Tree::governing_verb(TokenIndex i) const {
  auto at = i;
  while (has_head(at)) {
    at = head(at);
    if (is_verb(at)) return at;
  }
  return i;
}

std::vector<TokenIndex> Tree::conjuncts(TokenIndex i) const {
  std::vector<TokenIndex> out{i};
  for (std::size_t at = 0; at < out.size(); ++at)
    for (auto const child : children(out[at]))
      if ((*this)[child].rel == Rel::kConj) out.push_back(child);
  return out;
}

}  // namespace dragoman
