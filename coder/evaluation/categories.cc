#include "coder/evaluation/categories.h"

#include <algorithm>
#include <array>

namespace dragoman {

std::string fold_category(std::string_view category) {
  static constexpr auto kFolds =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"CONCEDE", "YIELD"},
                                                                    {"RETREAT", "YIELD"},
                                                                    {"DEMAND", "REQUEST"},
                                                                    {"DISAPPROVE", "ACCUSE"},
                                                                    {"INVESTIGATE", "ACCUSE"},
                                                                    {"FIGHT", "ASSAULT"}});
  std::string out(category);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  for (auto const& [name, usual] : kFolds)
    if (out == name) return std::string(usual);
  return out;
}

std::set<std::string> found_categories(CodedArticle const& coded) {
  std::set<std::string> out;
  for (auto const& event : coded.events)
    if (auto const* code = find_cameo(event.cameo); code != nullptr && code->plover != Plover::kNone)
      out.insert(fold_category(to_string(code->plover)));
  return out;
}

void CategoryScorer::add(std::set<std::string> const& gold, std::set<std::string> const& found) {
  ++sentences_;
  if (!found.empty()) ++with_events_;
  for (auto const& category : gold) {
    auto& counts = counts_[category];
    ++(found.contains(category) ? counts.right : counts.missed);
  }
  for (auto const& category : found)
    if (!gold.contains(category)) ++counts_[category].wrong;
}

std::map<std::string, Counts> CategoryScorer::labelled() const {
  auto out = counts_;
  std::erase_if(out, [](auto const& item) { return item.second.right + item.second.missed == 0; });
  return out;
}

Counts CategoryScorer::micro() const {
  Counts out;
  for (auto const& [category, counts] : counts_) out += counts;
  return out;
}

double CategoryScorer::macro_f1() const {
  auto const kinds = labelled();
  double sum = 0;
  for (auto const& [category, counts] : kinds) sum += counts.f1();
  return kinds.empty() ? 0 : sum / static_cast<double>(kinds.size());
}

std::size_t CategoryScorer::outside() const {
  std::size_t out = 0;
  for (auto const& [category, counts] : counts_)
    if (counts.right + counts.missed == 0) out += counts.wrong;
  return out;
}

double CategoryScorer::covered() const {
  return sentences_ == 0 ? 0 : static_cast<double>(with_events_) / static_cast<double>(sentences_);
}

}  // namespace dragoman
