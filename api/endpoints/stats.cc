// What is counted instead of listed.

#include "api/endpoints/endpoints.h"
#include "api/json.h"
#include "graph/aggregates.h"

namespace dragoman {
namespace {

OrAnswer<EventScope> scope_of(Call const& call, Query const& query) {
  auto const actor = find_actor(call, query.actor, "actor");
  if (!actor) return actor.error();
  auto const with = find_actor(call, query.with, "with");
  if (!with) return with.error();
  return EventScope{.actor = *actor, .with = *with, .filter = query.filter};
}

std::string_view period_name(TimeUnit period) {
  switch (period) {
    case TimeUnit::kDay: return "day";
    case TimeUnit::kMonth: return "month";
    case TimeUnit::kYear: return "year";
  }
  return {};
}

/// "2023-10-19", "2023-10", "2023".
std::string name_of(Day start, TimeUnit period) {
  auto name = to_string(start);
  constexpr std::size_t kDayPart = 3;  // "-19"
  if (period != TimeUnit::kDay) name.resize(name.size() - kDayPart);
  if (period == TimeUnit::kYear) name.resize(name.size() - kDayPart);
  return name;
}

void write_tally(JsonWriter& json, Tally const& tally) {
  json.member("events", tally.events).key("by_quad").begin_object();
  for (std::size_t i = 0; i < kQuadClassCount; ++i) json.member(to_string(static_cast<QuadClass>(i)), tally.by_quad[i]);
  json.end_object()
      .member("goldstein_mean", tally.goldstein.mean())
      .member("first", tally.first)
      .member("last", tally.last);
}

void write_actor(JsonWriter& json, std::string_view key, Call const& call, ActorId id) {
  json.key(key).begin_object();
  write_actor_brief(json, *call.view.graph->actor(id));
  json.end_object();
}

Response dyads(Call const& call, DyadRanking (*rank)(EventGraph const&, EventScope const&, std::size_t),
               std::string_view a, std::string_view b) {
  auto const query = read_query(call, ranking_parameters());
  if (!query) return query.error();
  auto const scope = scope_of(call, *query);
  if (!scope) return scope.error();
  auto const ranking = rank(*call.view.graph, *scope, query->limit);
  Response response;
  JsonWriter json(response.body);
  json.begin_object().key("items").begin_array();
  for (auto const& dyad : ranking.dyads) {
    json.begin_object();
    write_actor(json, a, call, dyad.a);
    write_actor(json, b, call, dyad.b);
    write_tally(json, dyad.tally);
    json.end_object();
  }
  json.end_array().member("total", ranking.total).end_object();
  return response;
}

}  // namespace

Response get_histogram(Call const& call) {
  auto const query = read_query(call, histogram_parameters());
  if (!query) return query.error();
  auto const scope = scope_of(call, *query);
  if (!scope) return scope.error();
  auto const counted = histogram(*call.view.graph, *scope, query->period);
  Response response;
  JsonWriter json(response.body);
  json.begin_object().member("by", period_name(query->period)).key("items").begin_array();
  for (auto const& bar : counted.bars) {
    json.begin_object().member("period", name_of(bar.start, query->period)).member("events", bar.total);
    json.key("by_type").begin_object();
    for (std::size_t i = 0; i < kEventTypeCount; ++i)
      if (bar.by_type[i] > 0) json.member(to_string(static_cast<EventType>(i)), bar.by_type[i]);
    json.end_object().end_object();
  }
  json.end_array().member("events", counted.total).member("undated", counted.undated).end_object();
  return response;
}

Response get_top_actors(Call const& call) {
  auto const query = read_query(call, ranking_parameters());
  if (!query) return query.error();
  auto const scope = scope_of(call, *query);
  if (!scope) return scope.error();
  auto const ranking = top_actors(*call.view.graph, *scope, query->limit);
  Response response;
  JsonWriter json(response.body);
  json.begin_object().key("items").begin_array();
  for (auto const& each : ranking.actors) {
    json.begin_object();
    write_actor(json, "actor", call, each.actor);
    json.member("as_source", each.as_source).member("as_target", each.as_target);
    write_tally(json, each.tally);
    json.end_object();
  }
  json.end_array().member("total", ranking.total).end_object();
  return response;
}

Response get_dyads(Call const& call) { return dyads(call, top_dyads, "source", "target"); }

Response get_pairs(Call const& call) { return dyads(call, top_pairs, "a", "b"); }

}  // namespace dragoman
