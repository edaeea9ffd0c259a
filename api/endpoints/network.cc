#include "api/endpoints/endpoints.h"
#include "api/export/export_params.h"
#include "api/export/network_document.h"

namespace dragoman {

Response get_network(Call const& call) {
  auto const query = read_query(call, network_parameters(), {.filter = EventFilter::happened_meetings()});
  if (!query) return query.error();
  auto const actor = find_actor(call, std::string_view(*query->actor), "actor");
  if (!actor) return actor.error();
  auto const& graph = *call.view.graph;
  auto const& format = *find_network_format(query->format);
  Response response{.content_type = std::string(format.content_type),
                    .body = format.write(network(graph, *actor, query->filter, query->limit), graph)};
  if (!format.file_name.empty())
    response.headers.emplace_back("Content-Disposition",
                                  "attachment; filename=\"" + std::string(format.file_name) + "\"");
  return response;
}

}  // namespace dragoman
