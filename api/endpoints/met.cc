#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {

Response get_met(Call const& call) {
  auto const query = read_query(call, met_parameters(), {.filter = EventFilter::happened_meetings()});
  if (!query) return query.error();
  auto const actor = find_actor(call, call.id);
  if (!actor) return actor.error();

  auto const& graph = *call.view.graph;
  auto const list = "met|" + std::to_string(actor->value) + "|" + to_text(query->filter, query->order);
  auto const range = encounter_range(call, *query, list);
  if (!range) return range.error();
  return encounter_page(call, met(graph, *actor, query->filter, *range), list,
                        [&](JsonWriter& json, Encounter const& encounter) {
                          json.key("actor").begin_object();
                          write_actor_brief(json, *graph.actor(encounter.b));
                          json.end_object();
                        });
}

}  // namespace dragoman
