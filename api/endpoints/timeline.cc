#include "api/endpoints/endpoints.h"

namespace dragoman {

Response get_timeline(Call const& call) {
  auto const query = read_query(call, timeline_parameters());
  if (!query) return query.error();
  auto const actor = find_actor(call, call.id);
  if (!actor) return actor.error();
  auto const with = find_actor(call, query->with, "with");
  if (!with) return with.error();

  auto const list = "timeline|" + std::to_string(actor->value) + "|" + (*with ? std::to_string((*with)->value) : "-") +
                    "|" + to_text(query->filter, query->order);
  auto const after = event_cursor(call, *query, list);
  if (!after) return after.error();
  return event_page(
      call, timeline(*call.view.graph, *actor, *with, query->filter, {query->order, *after, query->limit}), list);
}

}  // namespace dragoman
