#pragma once
// Questions about one sentence's dependency tree that frames ask: who is the subject, also where a passive, a control
// verb, a relative clause or a coordination hides it.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "coder/language/sentence.h"

namespace dragoman {

using TokenIndex = std::uint32_t;

/// A sentence with its children lists. Refers to the sentence, which must outlive it.
class Tree {
 public:
  explicit Tree(Sentence const& sentence);

  Sentence const& sentence() const { return *sentence_; }
  Token const& operator[](TokenIndex i) const { return sentence_->tokens[i]; }
  TokenIndex size() const { return static_cast<TokenIndex>(sentence_->tokens.size()); }
  /// In text order.
  std::span<TokenIndex const> children(TokenIndex i) const;
  bool has_head(TokenIndex i) const { return (*this)[i].head != Token::kNoHead; }
  TokenIndex head(TokenIndex i) const { return static_cast<TokenIndex>((*this)[i].head); }

  bool is_verb(TokenIndex i) const;
  bool is_noun(TokenIndex i) const;
  /// A verb with a tense of its own.
  bool is_finite(TokenIndex i) const;
  /// A verb with a passive auxiliary or subject, or a bare participle that modifies a noun.
  bool is_passive(TokenIndex i) const;
  bool is_negated(TokenIndex i) const;
  /// With "the".
  bool is_definite(TokenIndex i) const;

  /// The lemma of the first `case` (or `mark`) of a token: its preposition; empty when none.
  std::string_view preposition(TokenIndex i) const;

  // Who fills a slot. Heads of noun phrases; coordination is not yet taken apart.
  std::vector<TokenIndex> subjects(TokenIndex predicate) const;  // who does it
  std::vector<TokenIndex> objects(TokenIndex predicate) const;   // to whom it is done
  std::vector<TokenIndex> with_preposition(TokenIndex predicate, std::string_view preposition) const;
  std::vector<TokenIndex> with_relation(TokenIndex predicate, Rel rel) const;
  /// The clauses that say what was said: a clausal complement, or the quoted clause that this verb is attached to.
  std::vector<TokenIndex> reported(TokenIndex speech) const;
  /// The token of a span on which its others hang.
  TokenIndex head_of(TokenIndex first, TokenIndex last) const;
  /// The verb beside which a coordinated one with a tense belongs, when the parser put it beside an infinitive: "said
  /// he would press Oslo and blamed Bern".
  std::optional<TokenIndex> verb_beside(TokenIndex i) const;
  /// The nearest verb above; the token itself when there is none.
  TokenIndex governing_verb(TokenIndex i) const;

  /// A head and the heads coordinated with it.
  std::vector<TokenIndex> conjuncts(TokenIndex i) const;

 private:
  bool is_misread_passive(TokenIndex i) const;
  void stranded_subject(TokenIndex predicate, std::vector<TokenIndex>& out) const;
  void subjects_into(TokenIndex predicate, int depth, std::vector<TokenIndex>& out) const;
  Sentence const* sentence_;
  std::vector<std::uint32_t> offsets_;
  std::vector<TokenIndex> children_;
};

/// Prepositions that join what happens at another time: "will stay on after the talks".
bool is_of_another_time(std::string_view preposition);

/// Is this a relation of a subject (active)?
bool is_subject(Rel rel);

}  // namespace dragoman
