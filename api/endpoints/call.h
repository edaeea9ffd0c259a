#pragma once
// What every operation is given, and the answers that several of them make.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "api/api.h"
#include "api/json_writer.h"
#include "api/params.h"

namespace dragoman {

/// One request without a body. Everything outlives the operation.
struct Call {
  KnowledgeBase const& knowledge;
  ApiOptions const& options;
  Request const& request;
  View view;            // the moment that the whole answer is about
  std::string_view id;  // of the article, event or actor in the path
};

/// The answer that ends a request early.
template <class T>
using OrAnswer = boost::system::result<T, Response>;

/// The query of this request; a 400 that names the parameter otherwise. `country` must be an actor that is known.
OrAnswer<Query> read_query(Call const& call, std::span<Parameter const> known, Query defaults = {});

Response bad_parameter(Call const& call, ParamError const& error);
Response failed(Call const& call, Error const& error);
/// A 404 for what the path names.
Response nothing_here(Call const& call, std::string_view detail);

/// The one actor that has this slug, or had it before a merge, or else this name or alias. Several: a 300 that lists
/// them; none: a 404. `parameter` is where the name came from; empty for the path.
OrAnswer<ActorId> find_actor(Call const& call, std::string_view name, std::string_view parameter = {});
OrAnswer<std::optional<ActorId>> find_actor(Call const& call, std::optional<std::string> const& name,
                                            std::string_view parameter);

/// "/v1/actors/sergei-lavrov".
std::string actor_link(Actor const& actor);

/// Those of the events that `find` lists which the query wants, as {"items": […], "next": …}. `list` is what the list
/// depends on beside the filters.
Response event_page(Call const& call, Query const& query, std::string list,
                    std::function<EventPage(Page const&)> const& find);

/// Which encounters the query asks for; a 400 for a cursor that is not of `list`.
OrAnswer<EncounterRange> encounter_range(Call const& call, Query const& query, std::string_view list);

/// A page of encounters as {"items": […], "next": …, "total": …}. `write` adds the members that name the actors.
using WriteActors = std::function<void(JsonWriter&, Encounter const&)>;
Response encounter_page(Call const& call, EncounterPage const& page, std::string_view list, WriteActors const& write);

}  // namespace dragoman
