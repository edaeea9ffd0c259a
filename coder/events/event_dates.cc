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

std::vector<std::pair<TokenIndex, int>> ancestors(Tree const& tree, TokenIndex from) {
  std::vector<std::pair<TokenIndex, int>> out{{from, 0}};
  while (tree.has_head(out.back().first))
    out.push_back({tree.head(out.back().first), out.back().second + step_cost(tree[out.back().first])});
  return out;
}

}  // namespace

DateMention const* date_of(Tree const& tree, TokenIndex predicate, std::vector<DateMention> const& dates) {
  auto const up = ancestors(tree, predicate);
  DateMention const* best = nullptr;
  auto best_cost = kFarthest + 1;
  for (auto const& date : dates) {
    auto head = date.first;
    for (auto t = date.first; t < date.last; ++t)
      if (!tree.has_head(t) || tree.head(t) < date.first || tree.head(t) >= date.last) {
        head = t;
        break;
      }
    for (auto const& [token, cost] : ancestors(tree, head)) {
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

std::optional<DateRange> resolve_date(DateMention const& mention, bool planned) {
  return planned && mention.future ? mention.future : mention.range;
}

}  // namespace dragoman
