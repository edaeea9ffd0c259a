#pragma once
// The operations without a request body, one function each.

#include "api/endpoints/call.h"

namespace dragoman {

Response get_article(Call const& call);
Response list_events(Call const& call);
Response get_event(Call const& call);
Response search_actors(Call const& call);
Response get_actor(Call const& call);
Response get_timeline(Call const& call);
Response get_met(Call const& call);
Response list_meetings(Call const& call);
Response get_path(Call const& call);
Response get_histogram(Call const& call);
Response get_top_actors(Call const& call);
Response get_dyads(Call const& call);
Response get_pairs(Call const& call);
Response get_changes(Call const& call);
Response get_network(Call const& call);
Response get_export(Call const& call);
Response get_backup(Call const& call);
Response get_livez(Call const& call);
Response get_readyz(Call const& call);
Response get_metrics(Call const& call);

}  // namespace dragoman
