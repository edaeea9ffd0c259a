#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>

#include "graph/graph_impl.h"
#include "graph/pair_meetings.h"

namespace dragoman {

namespace {

/// Puts one delta into a copy of the newest graph. Whatever it does not touch stays shared.
class Change {
 public:
  Change(EventGraph::Impl& graph, std::size_t events) : graph_{graph} {
    listed_.reserve(2 * events);
    participations_.reserve(2 * events);
  }

  void put_actor(ActorId id, Actor const& actor) {
    auto& cell = graph_.actors.edit(id.value);
    auto const hash = std::hash<std::string_view>{};
    if (!cell.actor)
      ++graph_.actor_count;
    else if (cell.actor->slug != actor.slug)
      graph_.slugs.erase({.hash = hash(cell.actor->slug), .actor = id});
    cell.actor = std::make_shared<Actor const>(actor);
    graph_.slugs.put({.hash = hash(actor.slug), .actor = id});
  }

  void erase_event(EventId id) {
    auto const* const found = graph_.packed(id);
    if (found == nullptr) return;
    auto const old = *found;
    graph_.events.edit(id.value) = PackedEvent{};
    unlink(id, old);
  }

  void put_event(Event const& event) {
    auto packed = PackedEvent::of(event);
    if (auto const* const found = graph_.packed(event.id)) {
      auto const old = *found;
      auto const& stored = graph_.events.edit(event.id.value) = std::move(packed);
      if (only_evidence_differs(old, stored)) {
        list(event.id, stored);
        return;
      }
      unlink(event.id, old);
      link(event.id, stored);
    } else {
      link(event.id, graph_.events.edit(event.id.value) = std::move(packed));
    }
  }

  /// Once, at the end. One actor after the other: who has many events is looked up once for all of them.
  void list_by_actor() {
    std::sort(listed_.begin(), listed_.end());
    ActorCell* cell = nullptr;
    for (std::size_t i = 0; i < listed_.size(); ++i) {
      auto const actor = listed_[i] >> 32U;
      if (i == 0 || actor != listed_[i - 1] >> 32U) cell = &graph_.actors.edit(actor);
      cell->events.put(participations_[listed_[i] & UINT32_MAX]);
    }
  }

 private:
  static bool only_evidence_differs(PackedEvent const& a, PackedEvent const& b) {
    return a.day == b.day && a.span == b.span && a.type == b.type && a.status == b.status &&
           a.is_meeting() == b.is_meeting() && std::ranges::equal(a.participants(), b.participants());
  }

  void link(EventId id, PackedEvent const& event) {
    list(id, event);
    if (!event.is_meeting()) return;
    for_each_pair(event, [&](ActorId a, ActorId b) {
      graph_.pair_meetings.put({.pair = pair_of(a, b), .key = {.day = event.day, .event = id}});
      add_meeting(a, b, id, event);
      add_meeting(b, a, id, event);
    });
  }

  /// `event` is no longer what the graph stores under the id.
  void unlink(EventId id, PackedEvent const& event) {
    EventKey const key{.day = event.day, .event = id};
    graph_.order.erase(key);
    for_each_actor(event, [&](ActorId actor) { graph_.actors.edit(actor.value).events.erase(key); });
    if (!event.is_meeting()) return;
    for_each_pair(event, [&](ActorId a, ActorId b) {
      graph_.pair_meetings.erase({.pair = pair_of(a, b), .key = key});
      remove_meeting(a, b, key);
      remove_meeting(b, a, key);
    });
  }

  /// Enters the event, or its new facts, in the lists: in those of actors when all events are known.
  void list(EventId id, PackedEvent const& event) {
    EventKey const key{.day = event.day, .event = id};
    graph_.order.put({.key = key, .facts = event.facts(0)});
    for_each_actor(event, [&](ActorId actor) {
      listed_.emplace_back(std::uint64_t{actor.value} << 32U | participations_.size());
      participations_.push_back(participation_of(event, key, actor));
    });
  }

  void add_meeting(ActorId a, ActorId b, EventId id, PackedEvent const& event) {
    auto& cell = graph_.actors.edit(a.value);
    EventKey const key{.day = event.day, .event = id};
    auto const* const known = cell.meetings.find(b);
    auto record = known != nullptr ? *known : MeetingRecord{.with = b};
    if (known != nullptr) unrank(cell, a, record);
    if (record.count == 0 || key > record.latest) {
      record.latest = key;
      record.latest_span = event.span;
    }
    auto const dated = key.day != EventKey::kUndated;
    if (dated && (record.first.day == EventKey::kUndated || key < record.first)) {
      record.first = key;
      record.first_span = event.span;
    }
    ++record.count;
    keep(cell, a, record);
  }

  void remove_meeting(ActorId a, ActorId b, EventKey key) {
    auto& cell = graph_.actors.edit(a.value);
    auto const* const known = cell.meetings.find(b);
    if (known == nullptr) return;
    auto record = *known;
    unrank(cell, a, record);
    if (--record.count == 0) {
      cell.meetings.erase(b);
      return;
    }
    if (key == record.latest) {
      record.latest = neighbour(a, b, key, Direction::kBackward);
      record.latest_span = span_of(record.latest);
    }
    if (key == record.first && key.day != EventKey::kUndated) {
      record.first = neighbour(a, b, key, Direction::kForward);
      record.first_span = span_of(record.first);
    }
    keep(cell, a, record);
  }

  void keep(ActorCell& cell, ActorId a, MeetingRecord const& record) {
    cell.meetings.put(record);
    auto const rank = rank_of(a, record);
    cell.ranks.put(rank);
    if (a < record.with) graph_.pair_ranks.put(rank);
  }

  void unrank(ActorCell& cell, ActorId a, MeetingRecord const& record) {
    auto const rank = rank_of(a, record);
    cell.ranks.erase(rank);
    if (a < record.with) graph_.pair_ranks.erase(rank);
  }

  /// The meeting of the two next to a removed one; an undated key when there is none.
  EventKey neighbour(ActorId a, ActorId b, EventKey key, Direction direction) const {
    EventKey found;
    for_each_meeting(graph_, a, b, direction, &key, [&found](EventKey next) {
      found = next;
      return true;
    });
    return found;
  }

  Span span_of(EventKey key) const {
    return key.day == EventKey::kUndated ? Span{} : graph_.known_event(key.event).span;
  }

  EventGraph::Impl& graph_;
  std::vector<std::uint64_t> listed_;  // actor, then index into participations_
  std::vector<Participation> participations_;
};

/// Imports mostly come in order.
template <class Less>
void sort_unless_sorted(std::vector<Event const*>& events, Less less) {
  if (!std::is_sorted(events.begin(), events.end(), less)) std::sort(events.begin(), events.end(), less);
}

/// The events to put, each id once (the last counts), in date order: neighbours in a list are then put one after the
/// other.
std::vector<Event const*> in_order(std::span<Event const> events) {
  std::vector<Event const*> sorted(events.size());
  std::transform(events.begin(), events.end(), sorted.begin(), [](Event const& event) { return &event; });
  sort_unless_sorted(sorted, [](Event const* a, Event const* b) { return a->id != b->id ? a->id < b->id : a > b; });
  sorted.erase(std::unique(sorted.begin(), sorted.end(), [](Event const* a, Event const* b) { return a->id == b->id; }),
               sorted.end());
  sort_unless_sorted(sorted,
                     [](Event const* a, Event const* b) { return key_of(a->date, a->id) < key_of(b->date, b->id); });
  return sorted;
}

void check_participants(EventGraph::Impl const& graph, Event const& event) {
  for (auto const& p : event.participants)
    if (graph.cell(p.actor) == nullptr)
      throw std::invalid_argument("event " + std::to_string(event.id.value) + " names actor " +
                                  std::to_string(p.actor.value) + ", which the graph does not know");
}

void enter(EventGraph::Impl& graph, GraphChange const& delta) {
  Change change{graph, delta.put_events.size()};
  for (auto const& [id, actor] : delta.put_actors) change.put_actor(id, actor);
  for (auto const id : delta.erase_events) change.erase_event(id);
  for (auto const* const event : in_order(delta.put_events)) {
    check_participants(graph, *event);
    change.put_event(*event);
  }
  change.list_by_actor();
}

}  // namespace

GraphWriter::GraphWriter() : current_{std::make_shared<EventGraph>()} {}
GraphWriter::~GraphWriter() = default;

std::shared_ptr<EventGraph const> GraphWriter::prepare(GraphChange const& change) const {
  auto next = std::make_shared<EventGraph>();
  *next->impl_ = *current_->impl_;
  enter(*next->impl_, change);
  return next;
}

std::shared_ptr<EventGraph const> GraphWriter::apply(GraphDelta const& delta) {
  current_ = prepare({delta.put_actors, delta.erase_events, delta.put_events});
  return current_;
}

void GraphWriter::go_on_from(std::shared_ptr<EventGraph const> graph) { current_ = std::move(graph); }

}  // namespace dragoman
