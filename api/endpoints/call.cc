#include "api/endpoints/call.h"

#include <algorithm>

#include "api/json.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostCandidates = 100;

Response candidates(Call const& call, std::string_view name, std::vector<ActorId> actors) {
  auto const& graph = *call.view.graph;
  std::stable_sort(actors.begin(), actors.end(),
                   [&](ActorId a, ActorId b) { return graph.degree(a) > graph.degree(b); });
  Response response{.status = 300};
  JsonWriter json(response.body);
  auto const detail = "\"" + std::string(clip_utf8(name, 100)) + "\" may be any of " + std::to_string(actors.size()) +
                      " actors: ask again with the id of one.";
  json.begin_object().member("title", status_name(300)).member("status", 300).member("detail", detail);
  json.key("candidates").begin_array();
  for (std::size_t i = 0; i < actors.size() && i < kMostCandidates; ++i) {
    auto const* actor = graph.actor(actors[i]);
    json.begin_object();
    write_actor_brief(json, *actor);
    json.member("events", graph.degree(actors[i])).member("link", actor_link(*actor)).end_object();
  }
  json.end_array().member("total", actors.size()).end_object();
  return response;
}

}  // namespace

OrAnswer<Query> read_query(Call const& call, std::span<Parameter const> known, Query defaults) {
  auto query = parse_query(call.request.params, known, std::move(defaults));
  if (!query) return bad_parameter(call, query.error());
  auto const country = find_actor(call, query->country, "country");
  if (!country) return country.error();
  if (*country) query->filter.country = call.view.graph->actor(**country)->slug;
  return std::move(*query);
}

Response bad_parameter(Call const& call, ParamError const& error) {
  return problem_with(400, error.detail, call.request.id, {{"parameter", json_string(error.parameter)}});
}

Response failed(Call const& call, Error const& error) { return problem_of(error, call.request.id, call.options.log); }

Response nothing_here(Call const& call, std::string_view detail) {
  return problem_with(404, detail, call.request.id, {{"parameter", json_string("id")}});
}

OrAnswer<ActorId> find_actor(Call const& call, std::string_view name, std::string_view parameter) {
  auto const& graph = *call.view.graph;
  if (auto const actor = graph.actor_by_slug(name)) return graph.survivor(*actor);
  auto found = call.knowledge.names().resolve(name);
  // The index may know of actors that this view does not.
  std::erase_if(found, [&](ActorId id) { return graph.actor(id) == nullptr; });
  for (auto& id : found) id = graph.survivor(id);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() == 1) return found.front();
  if (!found.empty()) return candidates(call, name, std::move(found));
  auto const detail =
      "No actor is called \"" + std::string(clip_utf8(name, 100)) + "\"; /v1/actors?q= finds similar names.";
  return problem_with(404, detail, call.request.id, {{"parameter", json_string(parameter.empty() ? "id" : parameter)}});
}

OrAnswer<std::optional<ActorId>> find_actor(Call const& call, std::optional<std::string> const& name,
                                            std::string_view parameter) {
  if (!name) return std::optional<ActorId>();
  auto actor = find_actor(call, std::string_view(*name), parameter);
  if (!actor) return actor.error();
  return std::optional(*actor);
}

std::string actor_link(Actor const& actor) { return "/v1/actors/" + actor.slug; }

}  // namespace dragoman
