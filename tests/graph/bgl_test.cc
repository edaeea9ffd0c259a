#include "graph/bgl.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>
#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/graph_concepts.hpp>

#include "tests/graph/sample.h"

namespace dragoman {
namespace {

using namespace sample;

BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraph<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraph<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraph<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraph<EncounterView>));
BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraph<EncounterView>));

std::shared_ptr<EventGraph const> small_graph() {
  GraphWriter writer;
  auto delta = actors(6);
  auto both_roles = meeting(2, on(2020, 1, 3), {2, 3});
  both_roles.participants.push_back({.actor = ActorId{2}, .role = Role::kTarget});
  delta.put_events = {meeting(0, on(2020, 1, 1), {0, 1}), meeting(1, on(2020, 1, 2), {1, 2}), both_roles,
                      event(3, EventType::kVisit, {}, {4, 5}), meeting(4, {}, {0, 4})};
  writer.apply(delta);
  return writer.apply({.erase_events = {EventId{4}}});
}

TEST(BoostGraph, EveryEdgeIsSeenFromBothEnds) {
  auto const graph = small_graph();
  auto const& g = *graph;
  EXPECT_EQ(num_vertices(g), 6U + 5U);
  std::multiset<std::pair<VertexIndex, VertexIndex>> out;
  std::multiset<std::pair<VertexIndex, VertexIndex>> in;
  for (auto [v, end] = vertices(g); v != end; ++v) {
    std::size_t edges = 0;
    for (auto [e, last] = out_edges(*v, g); e != last; ++e, ++edges) {
      EXPECT_EQ(source(*e, g), *v);
      EXPECT_NE(source(*e, g) < 6, target(*e, g) < 6) << "an actor and an event";
      out.emplace(source(*e, g), target(*e, g));
    }
    EXPECT_EQ(edges, out_degree(*v, g));
    for (auto [e, last] = in_edges(*v, g); e != last; ++e) {
      EXPECT_EQ(target(*e, g), *v);
      in.emplace(source(*e, g), target(*e, g));
    }
  }
  EXPECT_EQ(out.size(), 16U) << "eight participations";
  EXPECT_EQ(out, in);
  for (auto const& [from, to] : out) EXPECT_TRUE(out.contains({to, from}));
  EXPECT_EQ(out_degree(vertex_of(g, EventId{4}), g), 0U) << "erased";
}

TEST(BoostGraph, EdgesTellRoles) {
  auto const graph = small_graph();
  for (auto const v : {vertex_of(*graph, ActorId{2}), vertex_of(*graph, EventId{2})}) {
    bool seen = false;
    for (auto [e, end] = out_edges(v, *graph); e != end; ++e) {
      auto const other = v == 2 ? vertex_of(*graph, EventId{2}) : VertexIndex{2};
      if (target(*e, *graph) != other) continue;
      EXPECT_EQ((*e).roles, 3);
      seen = true;
    }
    EXPECT_TRUE(seen);
  }
}

TEST(BoostGraph, StandardAlgorithmsRun) {
  auto const graph = small_graph();
  std::vector<std::size_t> component(num_vertices(*graph));
  auto const index = get(boost::vertex_index, *graph);
  auto const components =
      boost::connected_components(*graph, boost::make_iterator_property_map(component.begin(), index));
  EXPECT_EQ(components, 3) << "0-1-2-3, 4-5, and the erased event";
  EXPECT_EQ(component[0], component[3]);
  EXPECT_NE(component[0], component[4]);

  EncounterView const all{*graph, {}};
  std::vector<int> distance(num_vertices(all), -1);
  distance[0] = 0;
  boost::breadth_first_search(
      all, 0,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(distance.data(), boost::on_tree_edge())))
          .vertex_index_map(get(boost::vertex_index, all)));
  EXPECT_EQ(distance, (std::vector<int>{0, 1, 2, 3, -1, -1}));
}

TEST(BoostGraph, EncounterEdgesFollowTheFilter) {
  auto const graph = small_graph();
  EncounterView const meetings{*graph, EventFilter::happened_meetings()};
  EventFilter visits;
  visits.types.reset().set(static_cast<std::size_t>(EventType::kVisit));
  EncounterView const visited{*graph, visits};
  EXPECT_TRUE(meetings.by_records());
  EXPECT_FALSE(visited.by_records());
  EXPECT_EQ(out_degree(2, meetings), 2U);
  EXPECT_EQ(out_degree(2, visited), 0U);
  EXPECT_EQ(out_degree(4, meetings), 0U);
  EXPECT_EQ(out_degree(4, visited), 1U);
  auto const [edge, end] = out_edges(4, visited);
  ASSERT_NE(edge, end);
  EXPECT_EQ(target(*edge, visited), 5U);
  EXPECT_EQ((*edge).event, EventId{3});
}

}  // namespace
}  // namespace dragoman
