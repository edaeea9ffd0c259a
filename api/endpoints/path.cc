#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {

Response get_path(Call const& call) {
  auto const query = read_query(call, path_parameters(), {.filter = EventFilter::happened_meetings()});
  if (!query) return query.error();
  auto const from = find_actor(call, std::string_view(*query->path_from), "from");
  if (!from) return from.error();
  auto const to = find_actor(call, std::string_view(*query->path_to), "to");
  if (!to) return to.error();

  auto const& graph = *call.view.graph;
  auto const hops = shortest_path(graph, *from, *to, query->filter);
  std::vector<EventId> ids;
  for (auto const& hop : hops) {
    if (hop.event) ids.push_back(*hop.event);
  }
  Response response;
  JsonWriter json(response.body);
  json.begin_object().member("found", !hops.empty()).key("actors").begin_array();
  for (auto const& hop : hops) {
    json.begin_object();
    write_actor_brief(json, *graph.actor(hop.actor));
    json.end_object();
  }
  json.end_array().key("events");
  auto const written = write_events(json, ids, call.view);
  if (!written) return failed(call, written.error());
  json.end_object();
  return response;
}

}  // namespace dragoman
