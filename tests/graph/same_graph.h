#pragma once
// Whether two graphs are the same in every list that queries read.

#include <string>

#include "graph/graph_impl.h"

namespace dragoman {

template <class Tree, class Same>
bool same_tree(Tree const& a, Tree const& b, Same&& same) {
  using Walk = typename Tree::template Walk<typename Tree::WantsAll>;
  std::vector<typename Tree::Entry> of_a;
  std::vector<typename Tree::Entry> of_b;
  for (auto const& [tree, entries] : {std::pair{&a, &of_a}, std::pair{&b, &of_b}}) {
    Walk walk{*tree, Direction::kForward, {}};
    for (auto block = walk.next(); !block.empty(); block = walk.next())
      entries->insert(entries->end(), block.begin(), block.end());
  }
  return a.size() == b.size() && a.size() == of_a.size() && std::ranges::equal(of_a, of_b, same);
}

/// What differs; empty when nothing does.
inline std::string difference(EventGraph const& x, EventGraph const& y) {
  auto const& a = x.impl();
  auto const& b = y.impl();
  auto const same_event = [](auto const& p, auto const& q) { return p.key == q.key && p.facts.bits == q.facts.bits; };
  auto const same_record = [](MeetingRecord const& p, MeetingRecord const& q) {
    return p.with == q.with && p.count == q.count && p.first == q.first && p.latest == q.latest &&
           p.first_span == q.first_span && p.latest_span == q.latest_span;
  };
  if (a.actor_count != b.actor_count) return "number of actors";
  if (!same_tree(a.order, b.order, same_event)) return "order of all events";
  if (!same_tree(a.pair_meetings, b.pair_meetings, std::equal_to{})) return "meetings of pairs";
  if (!same_tree(a.pair_ranks, b.pair_ranks, std::equal_to{})) return "ranks of pairs";
  if (!same_tree(a.slugs, b.slugs, std::equal_to{})) return "slugs";
  for (std::uint32_t i = 0; i < std::max(a.actors.slots(), b.actors.slots()); ++i) {
    auto const* const p = a.cell(ActorId{i});
    auto const* const q = b.cell(ActorId{i});
    auto const name = "actor " + std::to_string(i);
    if ((p == nullptr) != (q == nullptr)) return name;
    if (p == nullptr) continue;
    if (*p->actor != *q->actor) return name;
    auto const same_part = [&](Participation const& s, Participation const& t) {
      return same_event(s, t) && s.other == t.other;
    };
    if (!same_tree(p->events, q->events, same_part)) return "events of " + name;
    if (!same_tree(p->meetings, q->meetings, same_record)) return "records of " + name;
    if (!same_tree(p->ranks, q->ranks, std::equal_to{})) return "ranks of " + name;
  }
  for (std::uint32_t i = 0; i < std::max(a.events.slots(), b.events.slots()); ++i) {
    auto const* const p = a.packed(EventId{i});
    auto const* const q = b.packed(EventId{i});
    if ((p == nullptr) != (q == nullptr)) return "event " + std::to_string(i);
    if (p != nullptr &&
        (p->day != q->day || p->span != q->span || p->evidence != q->evidence || p->cameo != q->cameo ||
         p->type != q->type || p->status != q->status || !std::ranges::equal(p->participants(), q->participants())))
      return "event " + std::to_string(i);
  }
  return {};
}

}  // namespace dragoman
