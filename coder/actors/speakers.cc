#include "coder/actors/speakers.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::size_t kLongestQuotation = 12;  // sentences

bool is_speech(std::string_view lemma) {
  static constexpr std::string_view kVerbs[] = {"say",     "tell",     "add",    "state",  "claim",  "note",
                                                "write",   "tweet",    "warn",   "argue",  "insist", "declare",
                                                "explain", "continue", "charge", "allege", "stress", "announce"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), lemma) != std::end(kVerbs);
}

bool is_quote(Token const& token) { return token.form == "\"" || token.form == "“" || token.form == "”"; }

/// What one sentence tells of quotation marks and of who speaks.
struct Quoting {
  bool begins_inside = false;
  bool ends_inside = false;
  bool wholly_inside = false;
  std::optional<TokenIndex> subject;       // of a verb of speech outside quotation marks
  std::optional<TokenIndex> according_to;  // "according to the ministry"
};

Quoting read_quotes(Tree const& tree, bool inside) {
  Quoting out{.begins_inside = inside};
  bool outside_words = false;
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    auto const& token = tree[i];
    if (is_quote(token)) {
      // A quotation that goes on in a new paragraph is opened again; a sentence does not begin by closing one.
      if (i == 0)
        inside = true;
      else
        inside = token.form == "“" || (token.form == "\"" && !inside);
      continue;
    }
    if (inside) continue;
    outside_words = outside_words || tree.is_verb(i) || tree.is_noun(i);
    if (tree.is_verb(i) && is_speech(token.lemma) && !out.subject)
      if (auto const subjects = tree.subjects(i); !subjects.empty()) out.subject = subjects.front();
    if (token.lemma == "accord" && i + 1 < tree.size() && tree[i + 1].lemma == "to" && tree.has_head(i) &&
        token.rel == Rel::kCase)
      out.according_to = tree.head(i);
  }
  out.ends_inside = inside;
  out.wholly_inside = !outside_words;
  return out;
}

/// "according to a tweet by Pompeo": the one behind the report.
TokenIndex behind_report(Tree const& tree, TokenIndex report) {
  for (auto const* preposition : {"by", "from", "of"})
    for (auto const child : tree.with_preposition(report, preposition)) return child;
  return report;
}

}  // namespace

std::vector<std::optional<Speaker>> find_speakers(std::vector<Tree> const& trees) {
  std::vector<Quoting> quotes;
  quotes.reserve(trees.size());
  for (auto const& tree : trees) quotes.push_back(read_quotes(tree, !quotes.empty() && quotes.back().ends_inside));

  std::vector<std::optional<Speaker>> out(trees.size());
  std::optional<Speaker> last;  // of the sentence before
  for (std::size_t s = 0; s < trees.size(); ++s) {
    auto const& quote = quotes[s];
    if (quote.according_to) out[s] = Speaker{s, behind_report(trees[s], *quote.according_to)};
    if (quote.subject) {
      last = Speaker{s, *quote.subject};
      continue;
    }
    if (!quote.wholly_inside && !quote.begins_inside) {
      last = out[s];
      continue;
    }
    // The attribution may come when the quotation ends.
    auto end = s;
    while (end + 1 < trees.size() && quotes[end].ends_inside && end - s < kLongestQuotation) ++end;
    if (end > s && quotes[end].subject)
      out[s] = Speaker{end, *quotes[end].subject};
    else if (!out[s])
      out[s] = last;
    last = out[s];
  }
  return out;
}

}  // namespace dragoman
