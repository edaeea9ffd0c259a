#pragma once
// The event graph as plain maps, every query as a scan of everything: slow, and easy to believe.

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "graph/queries.h"

namespace dragoman {

class NaiveModel {
 public:
  void apply(GraphDelta const& delta) {
    for (auto const& [id, actor] : delta.put_actors) actors_[id] = actor;
    for (auto const id : delta.erase_events) events_.erase(id);
    for (auto const& event : delta.put_events) events_[event.id] = event;
  }

  std::map<ActorId, Actor> const& actors() const { return actors_; }
  std::map<EventId, Event> const& events() const { return events_; }

  static bool has(Event const& event, ActorId actor) {
    return std::ranges::any_of(event.participants, [&](Participant const& p) { return p.actor == actor; });
  }

  bool is_of(ActorId id, std::string const& country) const {
    auto const& actor = actors_.at(id);
    return actor.country == country || actor.slug == country;
  }

  bool matches(Event const& event, EventFilter const& filter) const {
    return (filter.country.empty() ||
            std::ranges::any_of(event.participants, [&](auto const& p) { return is_of(p.actor, filter.country); })) &&
           filter.types[static_cast<std::size_t>(event.type)] &&
           filter.statuses[static_cast<std::size_t>(event.status)] && event.evidence.size() >= filter.min_evidence &&
           (filter.window.unbounded() || (event.date && filter.window.overlaps(*event.date)));
  }

  static EventKey key(Event const& event) {
    return {.day = event.date ? static_cast<std::int32_t>(event.date->start.time_since_epoch().count())
                              : EventKey::kUndated,
            .event = event.id};
  }

  /// Matching events with all of those actors, ascending.
  std::vector<EventKey> keys(EventFilter const& filter, std::vector<ActorId> const& with) const {
    std::set<EventKey> keys;
    for (auto const& [id, event] : events_)
      if (matches(event, filter) && std::ranges::all_of(with, [&](ActorId a) { return has(event, a); }))
        keys.insert(key(event));
    return {keys.begin(), keys.end()};
  }

  EventPage page(EventFilter const& filter, std::vector<ActorId> const& with, Page const& page) const {
    auto all = keys(filter, with);
    if (page.order == Order::kNewestFirst) std::ranges::reverse(all);
    if (page.after)
      std::erase_if(all, [&](EventKey const& k) {
        return page.order == Order::kNewestFirst ? k >= *page.after : k <= *page.after;
      });
    EventPage out;
    if (all.size() > page.limit) {
      all.resize(page.limit);
      out.next = all.empty() ? page.after : all.back();
    }
    out.events = std::move(all);
    return out;
  }

  /// Whom each actor met, in the order of the query.
  std::vector<Encounter> met(ActorId actor, EventFilter const& filter) const {
    std::vector<Encounter> out;
    for (auto const& [other, unused] : actors_) {
      if (other == actor) continue;
      if (auto const found = pair(actor, other, filter)) out.push_back(*found);
    }
    sort(out);
    return out;
  }

  std::optional<Encounter> pair(ActorId a, ActorId b, EventFilter const& filter) const {
    auto const shared = keys(filter, {a, b});
    if (shared.empty() || a == b) return std::nullopt;
    Encounter out{.a = a, .b = b, .count = static_cast<std::uint32_t>(shared.size())};
    for (auto const& k : shared)
      if (auto const date = events_.at(k.event).date; date && !out.first) out.first = date;
    out.last = events_.at(shared.back().event).date;
    out.latest = shared.back().event;
    return out;
  }

  std::vector<Encounter> meetings(EventFilter const& filter) const {
    std::vector<Encounter> out;
    for (auto const& [a, unused_a] : actors_)
      for (auto const& [b, unused_b] : actors_)
        if (a < b)
          if (auto const found = pair(a, b, filter)) out.push_back(*found);
    sort(out);
    return out;
  }

  /// Breadth first with neighbours by id: the first path found is the first by actor ids.
  std::vector<ActorId> path(ActorId from, ActorId to, EventFilter const& filter) const {
    if (!actors_.contains(from) || !actors_.contains(to)) return {};
    std::map<ActorId, std::set<ActorId>> neighbours;
    for (auto const& [id, event] : events_)
      if (matches(event, filter))
        for (auto const& a : event.participants)
          for (auto const& b : event.participants) neighbours[a.actor].insert(b.actor);
    std::map<ActorId, ActorId> came_from{{from, from}};
    std::vector<ActorId> queue{from};
    for (std::size_t i = 0; i < queue.size() && !came_from.contains(to); ++i)
      for (auto const next : neighbours[queue[i]])
        if (came_from.emplace(next, queue[i]).second) queue.push_back(next);
    if (!came_from.contains(to)) return {};
    std::vector<ActorId> out{to};
    while (out.back() != from) out.push_back(came_from.at(out.back()));
    std::ranges::reverse(out);
    return out;
  }

 private:
  void sort(std::vector<Encounter>& encounters) const {
    std::ranges::sort(encounters, [this](Encounter const& x, Encounter const& y) {
      if (x.count != y.count) return x.count > y.count;
      auto const x_key = key(events_.at(x.latest));
      auto const y_key = key(events_.at(y.latest));
      if (x_key != y_key) return x_key > y_key;
      return std::pair{x.a, x.b} < std::pair{y.a, y.b};
    });
  }

  std::map<ActorId, Actor> actors_;
  std::map<EventId, Event> events_;
};

}  // namespace dragoman
