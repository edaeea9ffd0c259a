#pragma once
// Internal to graph/: what Boost.Graph algorithms see. Include it only where they run.
//
// EventGraph is an undirected graph of actors and events; an edge is an actor's participation in an event. Vertices
// are numbered: first every actor id, then every event id. Erased events stay as vertices without edges.
// EncounterView is the projection on actors: an edge joins two that take part in the same matching event.

#include <cstdint>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>

#include "graph/compiled_filter.h"
#include "graph/graph_impl.h"

namespace dragoman {

using VertexIndex = std::uint32_t;
using VertexIterator = boost::counting_iterator<VertexIndex>;

inline VertexIndex actor_vertices(EventGraph const& g) { return static_cast<VertexIndex>(g.impl().actors.slots()); }
inline VertexIndex vertex_of(EventGraph const&, ActorId actor) { return actor.value; }
inline VertexIndex vertex_of(EventGraph const& g, EventId event) { return actor_vertices(g) + event.value; }

/// Seen from `from`. `roles`: bit 0 source, bit 1 target.
struct ParticipationEdge {
  VertexIndex from = 0;
  VertexIndex to = 0;
  std::uint8_t roles = 0;

  friend bool operator==(ParticipationEdge const&, ParticipationEdge const&) = default;
};

/// Edges of one vertex. With kReversed, each edge leads to the vertex instead of away from it.
template <bool kReversed>
class ParticipationIterator : public boost::iterator_facade<ParticipationIterator<kReversed>, ParticipationEdge,
                                                            boost::forward_traversal_tag, ParticipationEdge> {
 public:
  ParticipationIterator() = default;
  /// The end: equal to any iterator with nothing left.
  explicit ParticipationIterator(VertexIndex vertex) : vertex_{vertex} {}
  ParticipationIterator(EventGraph const& g, VertexIndex vertex) : vertex_{vertex}, events_begin_{actor_vertices(g)} {
    auto const& impl = g.impl();
    if (vertex < events_begin_) {
      if (auto const* const cell = impl.cell(ActorId{vertex})) {
        walk_ = Walk{cell->events, Direction::kForward, {}};
        block_ = walk_.next();
      }
    } else if (auto const* const event = impl.packed(EventId{vertex - events_begin_})) {
      participants_ = event->participants();
    }
  }

 private:
  friend class boost::iterator_core_access;
  using Walk = ActorEvents::Walk<ActorEvents::WantsAll>;

  ParticipationEdge dereference() const {
    ParticipationEdge edge{.from = vertex_};
    if (!block_.empty()) {
      edge.to = events_begin_ + block_[at_].key.event.value;
      edge.roles = static_cast<std::uint8_t>(block_[at_].facts.roles());
    } else {
      edge.to = participants_[at_].actor.value;
      for (auto const& p : participants_)
        if (p.actor == participants_[at_].actor)
          edge.roles |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(p.role));
    }
    if (kReversed) std::swap(edge.from, edge.to);
    return edge;
  }
  void increment() {
    ++at_;
    if (!block_.empty()) {
      if (at_ < block_.size()) return;
      at_ = 0;
      block_ = walk_.next();
      return;
    }
    while (at_ < participants_.size() && seen_before(at_)) ++at_;
    if (at_ == participants_.size()) participants_ = {}, at_ = 0;
  }
  bool seen_before(std::size_t at) const {
    for (std::size_t i = 0; i < at; ++i)
      if (participants_[i].actor == participants_[at].actor) return true;
    return false;
  }
  bool equal(ParticipationIterator const& other) const {
    return vertex_ == other.vertex_ && at_ == other.at_ && block_.data() == other.block_.data() &&
           participants_.data() == other.participants_.data();
  }

  VertexIndex vertex_ = 0;
  VertexIndex events_begin_ = 0;
  Walk walk_;
  std::span<Participation const> block_;
  std::span<Participant const> participants_;
  std::size_t at_ = 0;
};

/// `event` is one in which both took part: of a view of happened meetings, the latest; else each in turn, oldest first.
struct EncounterEdge {
  VertexIndex from = 0;
  VertexIndex to = 0;
  EventId event;

  friend bool operator==(EncounterEdge const&, EncounterEdge const&) = default;
};

/// Holds a reference to the graph.
class EncounterView {
 public:
  EncounterView(EventGraph const& graph, EventFilter const& filter)
      : graph_{&graph.impl()}, filter_{graph.impl(), filter}, by_records_{filter_.is_happened_meetings()} {}

  EventGraph::Impl const& graph() const { return *graph_; }
  CompiledFilter const& filter() const { return filter_; }
  /// One edge a pair, from the records that the graph keeps, instead of one an event.
  bool by_records() const { return by_records_; }

 private:
  EventGraph::Impl const* graph_;
  CompiledFilter filter_;
  bool by_records_;
};

class EncounterIterator
    : public boost::iterator_facade<EncounterIterator, EncounterEdge, boost::forward_traversal_tag, EncounterEdge> {
 public:
  EncounterIterator() = default;
  explicit EncounterIterator(VertexIndex actor) : actor_{actor} {}
  EncounterIterator(EncounterView const& view, VertexIndex actor) : view_{&view}, actor_{actor} {
    auto const* const cell = view.graph().cell(ActorId{actor});
    if (cell == nullptr) return;
    if (view.by_records()) {
      record_walk_ = RecordWalk{cell->meetings, Direction::kForward, {}};
      records_ = record_walk_.next();
    } else {
      event_walk_ = EventWalk{cell->events, Direction::kForward, {&view.filter()}};
      events_ = event_walk_.next();
      settle();
    }
  }

 private:
  friend class boost::iterator_core_access;
  using RecordWalk = ActorMeetings::Walk<ActorMeetings::WantsAll>;
  using EventWalk = ActorEvents::Walk<FilterWants>;

  EncounterEdge dereference() const {
    if (!records_.empty()) return {.from = actor_, .to = records_[at_].with.value, .event = records_[at_].latest.event};
    auto const& entry = events_[at_];
    return {
        .from = actor_, .to = crowd_.empty() ? entry.other : crowd_[in_crowd_].actor.value, .event = entry.key.event};
  }
  void increment() {
    if (!records_.empty()) {
      if (++at_ == records_.size()) records_ = record_walk_.next(), at_ = 0;
      return;
    }
    if (!crowd_.empty() && next_in_crowd(in_crowd_ + 1)) return;
    ++at_;
    settle();
  }
  /// Moves on to the next entry, from the current one on, that matches and has somebody else in it.
  void settle() {
    while (!events_.empty()) {
      for (; at_ < events_.size(); ++at_) {
        auto const& entry = events_[at_];
        if (entry.other == Participation::kNobody || !view_->filter().matches(entry)) continue;
        if (entry.other != Participation::kSeveral) return;
        crowd_ = view_->graph().known_event(entry.key.event).participants();
        if (next_in_crowd(0)) return;
      }
      events_ = event_walk_.next();
      at_ = 0;
    }
  }
  bool next_in_crowd(std::size_t from) {
    for (in_crowd_ = from; in_crowd_ < crowd_.size(); ++in_crowd_)
      if (crowd_[in_crowd_].actor.value != actor_) return true;
    crowd_ = {};
    in_crowd_ = 0;
    return false;
  }
  bool equal(EncounterIterator const& other) const {
    return actor_ == other.actor_ && at_ == other.at_ && in_crowd_ == other.in_crowd_ &&
           records_.data() == other.records_.data() && events_.data() == other.events_.data();
  }

  EncounterView const* view_ = nullptr;
  VertexIndex actor_ = 0;
  RecordWalk record_walk_;
  EventWalk event_walk_;
  std::span<MeetingRecord const> records_;
  std::span<Participation const> events_;
  std::span<Participant const> crowd_;  // of the current entry, when more than two take part
  std::size_t at_ = 0;
  std::size_t in_crowd_ = 0;
};

}  // namespace dragoman

namespace boost {

template <>
struct graph_traits<dragoman::EventGraph> {
  using vertex_descriptor = dragoman::VertexIndex;
  using edge_descriptor = dragoman::ParticipationEdge;
  using directed_category = undirected_tag;
  using edge_parallel_category = disallow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, bidirectional_graph_tag {};
  using vertex_iterator = dragoman::VertexIterator;
  using out_edge_iterator = dragoman::ParticipationIterator<false>;
  using in_edge_iterator = dragoman::ParticipationIterator<true>;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return UINT32_MAX; }
};

template <>
struct graph_traits<dragoman::EncounterView> {
  using vertex_descriptor = dragoman::VertexIndex;
  using edge_descriptor = dragoman::EncounterEdge;
  using directed_category = undirected_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, incidence_graph_tag {};
  using vertex_iterator = dragoman::VertexIterator;
  using out_edge_iterator = dragoman::EncounterIterator;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return UINT32_MAX; }
};

template <>
struct property_map<dragoman::EventGraph, vertex_index_t> {
  using type = typed_identity_property_map<dragoman::VertexIndex>;
  using const_type = type;
};
template <>
struct property_map<dragoman::EncounterView, vertex_index_t> {
  using type = typed_identity_property_map<dragoman::VertexIndex>;
  using const_type = type;
};

}  // namespace boost

namespace dragoman {

inline std::size_t num_vertices(EventGraph const& g) { return actor_vertices(g) + g.impl().events.slots(); }
inline std::pair<VertexIterator, VertexIterator> vertices(EventGraph const& g) {
  return {VertexIterator{0}, VertexIterator{static_cast<VertexIndex>(num_vertices(g))}};
}
inline std::pair<ParticipationIterator<false>, ParticipationIterator<false>> out_edges(VertexIndex v,
                                                                                       EventGraph const& g) {
  return {ParticipationIterator<false>{g, v}, ParticipationIterator<false>{v}};
}
inline std::pair<ParticipationIterator<true>, ParticipationIterator<true>> in_edges(VertexIndex v,
                                                                                    EventGraph const& g) {
  return {ParticipationIterator<true>{g, v}, ParticipationIterator<true>{v}};
}
inline std::size_t out_degree(VertexIndex v, EventGraph const& g) {
  if (v < actor_vertices(g)) return g.degree(ActorId{v});
  auto const [begin, end] = out_edges(v, g);
  return static_cast<std::size_t>(std::distance(begin, end));
}
inline std::size_t in_degree(VertexIndex v, EventGraph const& g) { return out_degree(v, g); }
inline std::size_t degree(VertexIndex v, EventGraph const& g) { return out_degree(v, g); }
inline VertexIndex source(ParticipationEdge const& e, EventGraph const&) { return e.from; }
inline VertexIndex target(ParticipationEdge const& e, EventGraph const&) { return e.to; }
inline boost::typed_identity_property_map<VertexIndex> get(boost::vertex_index_t, EventGraph const&) { return {}; }

inline std::size_t num_vertices(EncounterView const& v) { return v.graph().actors.slots(); }
inline std::pair<VertexIterator, VertexIterator> vertices(EncounterView const& v) {
  return {VertexIterator{0}, VertexIterator{static_cast<VertexIndex>(num_vertices(v))}};
}
inline std::pair<EncounterIterator, EncounterIterator> out_edges(VertexIndex actor, EncounterView const& v) {
  return {EncounterIterator{v, actor}, EncounterIterator{actor}};
}
inline std::size_t out_degree(VertexIndex actor, EncounterView const& v) {
  auto const [begin, end] = out_edges(actor, v);
  return static_cast<std::size_t>(std::distance(begin, end));
}
inline VertexIndex source(EncounterEdge const& e, EncounterView const&) { return e.from; }
inline VertexIndex target(EncounterEdge const& e, EncounterView const&) { return e.to; }
inline boost::typed_identity_property_map<VertexIndex> get(boost::vertex_index_t, EncounterView const&) { return {}; }

}  // namespace dragoman
