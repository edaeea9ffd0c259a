#include <set>

#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {

namespace {

/// Everyone that is this actor now, also by way of others.
void write_merged(JsonWriter& json, EventGraph const& graph, ActorId id) {
  auto pending = graph.actor(id)->merged;
  if (pending.empty()) return;
  json.key("merged").begin_array();
  while (!pending.empty()) {
    auto const& actor = *graph.actor(pending.front());
    pending.erase(pending.begin());
    pending.insert(pending.end(), actor.merged.begin(), actor.merged.end());
    json.begin_object().member("id", actor.slug).member("name", actor.name).end_object();
  }
  json.end_array();
}

}  // namespace

Response search_actors(Call const& call) {
  auto const query = read_query(call, actor_search_parameters());
  if (!query) return query.error();
  auto const& graph = *call.view.graph;

  Response response;
  JsonWriter json(response.body);
  json.begin_object().key("items").begin_array();
  std::set<ActorId> shown;
  for (auto const& match : call.knowledge.names().search(query->text, query->limit)) {
    auto const id = graph.survivor(match.actor);
    auto const* actor = graph.actor(id);
    if (actor == nullptr) continue;          // newer than this view
    if (!shown.insert(id).second) continue;  // by another of its names before
    json.begin_object();
    write_actor_brief(json, *actor);
    json.member("events", graph.degree(id)).member("score", match.score).member("link", actor_link(*actor));
    json.end_object();
  }
  json.end_array().end_object();
  return response;
}

Response get_actor(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto const id = find_actor(call, call.id);
  if (!id) return id.error();
  auto const& graph = *call.view.graph;
  auto const active = activity(graph, *id, {});

  Response response;
  JsonWriter json(response.body);
  json.begin_object();
  write_actor(json, *graph.actor(*id));
  write_merged(json, graph, *id);
  json.member("events", active.total).key("by_type").begin_object();
  for (std::size_t i = 0; i < active.by_type.size(); ++i) {
    if (active.by_type[i] > 0) json.member(to_string(static_cast<EventType>(i)), active.by_type[i]);
  }
  json.end_object().member("first", active.first).member("last", active.last).end_object();
  return response;
}

}  // namespace dragoman
