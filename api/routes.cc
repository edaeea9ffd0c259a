#include "api/routes.h"

#include <optional>

#include "api/endpoints/delete_article.h"
#include "api/endpoints/documentation.h"
#include "api/endpoints/endpoints.h"
#include "api/endpoints/explorer.h"
#include "api/endpoints/merge_actor.h"
#include "api/endpoints/post_articles.h"
#include "api/endpoints/post_code.h"
#include "api/endpoints/post_events.h"

namespace dragoman {
namespace {

constexpr std::array kRoutes = {
    Route{"POST", "/v1/articles", nullptr, begin_articles},
    Route{"GET", "/v1/articles/{id}", get_article, nullptr, Quick::kAlways},
    Route{"DELETE", "/v1/articles/{id}", nullptr, begin_delete_article},
    Route{"POST", "/v1/code", nullptr, begin_code},
    Route{"POST", "/v1/events", nullptr, begin_events},
    Route{"GET", "/v1/events", list_events},
    Route{"GET", "/v1/events/{id}", get_event, nullptr, Quick::kAlways},
    Route{"GET", "/v1/actors", search_actors},
    Route{"GET", "/v1/actors/{id}", get_actor, nullptr, Quick::kForIds},
    Route{"GET", "/v1/actors/{id}/timeline", get_timeline, nullptr, Quick::kForIds},
    Route{"GET", "/v1/actors/{id}/met", get_met, nullptr, Quick::kForIds},
    Route{"POST", "/v1/actors/{id}/merge", nullptr, begin_merge},
    Route{"DELETE", "/v1/actors/{id}/merge", nullptr, begin_merge},
    Route{"GET", "/v1/meetings", list_meetings},
    Route{"GET", "/v1/path", get_path},
    Route{"GET", "/v1/stats/timeline", get_histogram},
    Route{"GET", "/v1/stats/actors", get_top_actors},
    Route{"GET", "/v1/stats/dyads", get_dyads},
    Route{"GET", "/v1/stats/pairs", get_pairs},
    Route{"GET", "/v1/changes", get_changes},
    Route{"GET", "/v1/network", get_network},
    Route{"GET", "/v1/export", get_export},
    Route{"GET", "/v1/backup", get_backup},
    Route{"GET", "/", get_explorer},
    Route{"GET", "/openapi.json", get_openapi},
    Route{"GET", "/docs", get_docs},
    Route{"GET", "/assets/{id}", get_asset},
    Route{"GET", "/livez", get_livez, nullptr, Quick::kAlways},
    Route{"GET", "/readyz", get_readyz, nullptr, Quick::kAlways},
    Route{"GET", "/metrics", get_metrics},
};

/// What "{id}" stands for (empty when the pattern has none); nothing when the path is another.
std::optional<std::string_view> match(std::string_view pattern, std::vector<std::string> const& segments) {
  if (pattern == "/") return segments.empty() ? std::optional(std::string_view()) : std::nullopt;
  std::string_view id;
  for (auto const& segment : segments) {
    if (pattern.empty()) return std::nullopt;
    pattern.remove_prefix(1);  // the slash
    auto const expected = pattern.substr(0, pattern.find('/'));
    if (expected == "{id}" && !segment.empty()) {
      id = segment;
    } else if (expected != segment) {
      return std::nullopt;
    }
    pattern.remove_prefix(expected.size());
  }
  return pattern.empty() ? std::optional(id) : std::nullopt;
}

}  // namespace

std::span<Route const> routes() { return kRoutes; }

RouteMatch find_route(Request const& request) {
  auto const method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
  RouteMatch result;
  for (auto const& route : kRoutes) {
    auto const id = match(route.pattern, request.segments);
    if (!id) continue;
    if (route.method == method) return {&route, *id, {}};
    if (!result.allowed.empty()) result.allowed += ", ";
    result.allowed += route.method == "GET" ? "GET, HEAD" : route.method;
  }
  if (!result.allowed.empty()) result.allowed += ", OPTIONS";
  return result;
}

}  // namespace dragoman
