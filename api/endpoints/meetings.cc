#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {

Response list_meetings(Call const& call) {
  auto const query = read_query(call, meetings_parameters(), {.filter = EventFilter::happened_meetings()});
  if (!query) return query.error();
  auto const actor = find_actor(call, query->actor, "actor");
  if (!actor) return actor.error();
  auto const with = find_actor(call, query->with, "with");
  if (!with) return with.error();

  auto const& graph = *call.view.graph;
  auto const number = [](std::optional<ActorId> id) { return id ? std::to_string(id->value) : std::string("-"); };
  auto const list = "meetings|" + number(*actor) + "|" + number(*with) + "|" + to_text(query->filter, query->order);
  auto const range = encounter_range(call, *query, list);
  if (!range) return range.error();
  return encounter_page(call, meetings(graph, *actor, *with, query->filter, *range), list,
                        [&](JsonWriter& json, Encounter const& encounter) {
                          json.key("actors").begin_array();
                          for (auto const id : {encounter.a, encounter.b}) {
                            json.begin_object();
                            write_actor_brief(json, *graph.actor(id));
                            json.end_object();
                          }
                          json.end_array();
                        });
}

}  // namespace dragoman
