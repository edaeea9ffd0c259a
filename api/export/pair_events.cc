#include "api/export/pair_events.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "api/export/dyads.h"

namespace dragoman {
namespace {

auto edge_of(PairEvent const& event) { return std::tie(event.source, event.target, event.type); }

}  // namespace

std::vector<PairEvent> PairEvents::next() {
  while (at_ == gathered_.size()) {
    gathered_.clear();
    at_ = 0;
    if (!gather_more()) return {};
  }
  auto const begin = gathered_.begin() + static_cast<std::ptrdiff_t>(at_);
  auto const end =
      std::find_if(begin, gathered_.end(), [&](auto const& event) { return edge_of(event) != edge_of(*begin); });
  at_ = static_cast<std::size_t>(end - gathered_.begin());
  return {begin, end};
}

/// False when all were looked at.
bool PairEvents::gather_more() {
  if (gathered_all_) return false;
  if (scope_.selection.actor) {
    // All of it are events of one actor already.
    gather(scope_.selection, std::nullopt);
    gathered_all_ = true;
    return true;
  }
  if (!actors_) actors_ = participants_of(scope_);
  while (actor_ < actors_->size() && !(*actors_)[actor_]) ++actor_;
  if (actor_ == actors_->size()) return false;
  auto selection = scope_.selection;
  selection.actor = ActorId{actor_++};
  gather(selection, selection.actor);
  return true;
}

/// Of the selected events those pairs in which `source` is the source; all without one.
void PairEvents::gather(EventSelection const& selection, std::optional<ActorId> source) {
  auto const& graph = *scope_.view.graph;
  EventScan scan(scope_.view, selection);
  while (true) {
    auto const ids = scan.next_ids();
    if (!ids) throw std::runtime_error(ids.error().message);
    if (ids->empty()) break;
    for (auto const id : *ids) {
      auto const event = *graph.event(id);
      bool const mutual = is_mutual_event(event.type, event.cameo);
      for (auto const& dyad : dyads(event.participants, mutual)) {
        if (!dyad.is_pair()) continue;
        auto pair = std::pair(*dyad.source, *dyad.target);
        if (mutual && pair.second < pair.first) std::swap(pair.first, pair.second);
        if (source && pair.first != *source) continue;
        gathered_.push_back(
            {pair.first, pair.second, event.type, event.date, event.cameo == nullptr ? 0.0F : event.cameo->goldstein});
      }
    }
  }
  // Stable: the scan goes by date.
  std::stable_sort(gathered_.begin(), gathered_.end(),
                   [](auto const& a, auto const& b) { return edge_of(a) < edge_of(b); });
}

}  // namespace dragoman
