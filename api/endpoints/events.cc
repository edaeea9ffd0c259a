#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {

Response list_events(Call const& call) {
  auto const query = read_query(call, event_list_parameters());
  if (!query) return query.error();
  auto const actor = find_actor(call, query->actor, "actor");
  if (!actor) return actor.error();
  auto const with = find_actor(call, query->with, "with");
  if (!with) return with.error();

  auto const number = [](std::optional<ActorId> id) { return id ? std::to_string(id->value) : std::string("-"); };
  auto const& graph = *call.view.graph;
  return event_page(call, *query, "events|" + number(*actor) + "|" + number(*with), [&](Page const& page) {
    return *actor ? timeline(graph, **actor, *with, query->filter, page) : find_events(graph, query->filter, page);
  });
}

Response get_event(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto const id = parse_event_name(call.id);
  if (!id) return nothing_here(call, "There is no event with this id; ids of events look like e123.");
  Response response;
  JsonWriter json(response.body);
  auto const& graph = *call.view.graph;
  if (auto const node = graph.event(*id); node && node->bare) {
    write_bare_event(json, *id, *node, graph);
    return response;
  }
  auto const event = call.view.store->event(*id);
  if (!event) return failed(call, event.error());
  if (!*event) return nothing_here(call, "There is no event with this id.");

  write_event(json, **event, graph);
  return response;
}

}  // namespace dragoman
