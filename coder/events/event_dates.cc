#include "coder/events/event_dates.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr int kFarthest = 6;

/// What one step up costs: clause borders separate times.
int step_cost(Token const& token) {
  switch (token.rel) {
    case Rel::kCcomp:
    case Rel::kParataxis:
    case Rel::kAclRelcl:
    case Rel::kAdvclRelcl: return 4;
    case Rel::kAdvcl:
    case Rel::kAcl: return 2;
    default: return 1;
  }
}

/// "A visit was announced on Tuesday": the day belongs to the announcement.
bool is_announcement(std::string_view lemma) {
  static constexpr std::string_view kVerbs[] = {"announce", "report", "confirm", "disclose",
                                                "say",      "reveal", "plan",    "agree"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), lemma) != std::end(kVerbs);
}

std::vector<std::pair<TokenIndex, int>> ancestors(Tree const& tree, TokenIndex from, bool is_event) {
  std::vector<std::pair<TokenIndex, int>> out{{from, 0}};
  if (auto const verb = is_event ? tree.verb_beside(from) : std::nullopt) out.push_back({*verb, 1});
  while (tree.has_head(out.back().first)) {
    auto const [at, cost] = out.back();
    // "said on Saturday during a visit" is on that day.
    auto const beside = tree[at].rel == Rel::kObl && !tree.preposition(at).empty() && tree.preposition(at) != "about";
    auto const announced =
        is_event && at == from && !beside && !tree.is_verb(from) && is_announcement(tree[tree.head(at)].lemma);
    // "Following his visit, X will attend talks on Tuesday."
    auto const elsewhere =
        is_event && at == from && (is_of_another_time(tree.preposition(at)) || tree.preposition(at) == "before");
    auto const step = announced ? kFarthest : elsewhere ? 4 : step_cost(tree[at]);
    out.push_back({tree.head(at), cost + step});
  }
  return out;
}

}  // namespace

DateMention const* date_of(Tree const& tree, TokenIndex predicate, std::vector<DateMention> const& dates) {
  auto const up = ancestors(tree, predicate, true);
  DateMention const* best = nullptr;
  auto best_cost = kFarthest + 1;
  for (auto const& date : dates) {
    auto const head = tree.head_of(date.first, date.last);
    for (auto const& [token, cost] : ancestors(tree, head, false)) {
      auto const meets =
          std::find_if(up.begin(), up.end(), [token = token](auto const& step) { return step.first == token; });
      if (meets == up.end()) continue;
      if (auto const total = cost + meets->second; total < best_cost) {
        best = &date;
        best_cost = total;
      }
      break;
    }
  }
  return best;
}

DateRange with_duration(Tree const& tree, TokenIndex predicate, DateRange const& date) {
  static constexpr std::string_view kNumbers[] = {"two",   "three", "four", "five", "six",
                                                  "seven", "eight", "nine", "ten"};
  if (date.precision != DatePrecision::kDay) return date;
  for (TokenIndex i = 0; i + 2 < tree.size(); ++i) {
    if (tree[i + 1].form != "-" || tree[i + 2].lemma != "day") continue;
    auto const found = std::find(std::begin(kNumbers), std::end(kNumbers), tree[i].lemma);
    if (found == std::end(kNumbers)) continue;
    auto const days = std::chrono::days{found - std::begin(kNumbers) + 1};
    auto const& above = tree[tree.governing_verb(predicate)].lemma;
    auto const ends =
        above == "end" || above == "conclude" || above == "wrap" || above == "finish" || above == "complete";
    auto const from = ends ? date.start - days : date.start;
    return {from, from + days, DatePrecision::kRange};
  }
  return date;
}

std::optional<DateRange> resolve_date(DateMention const& mention, bool planned) {
  return planned && mention.future ? mention.future : mention.range;
}

}  // namespace dragoman
