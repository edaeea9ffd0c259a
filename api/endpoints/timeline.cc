#include "api/endpoints/endpoints.h"

namespace dragoman {

Response get_timeline(Call const& call) {
  auto const query = read_query(call, timeline_parameters());
  if (!query) return query.error();
  auto const actor = find_actor(call, call.id);
  if (!actor) return actor.error();
  auto const with = find_actor(call, query->with, "with");
  if (!with) return with.error();

  auto const list = "timeline|" + std::to_string(actor->value) + "|" + (*with ? std::to_string((*with)->value) : "-");
  return event_page(call, *query, list,
                    [&](Page const& page) { return timeline(*call.view.graph, *actor, *with, query->filter, page); });
}

}  // namespace dragoman
