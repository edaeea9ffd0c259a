#pragma once
// The whole route table.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/endpoints/call.h"

namespace dragoman {

using Handler = Response (*)(Call const& call);

/// For what takes a body or waits for the writer; `id` as in RouteMatch.
using Begin = Api::Begun (*)(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                             std::string_view id);

/// Whether an answer takes microseconds, so that it is not worth another thread: any, or one about an actor that the
/// path names by its id (other names are searched for). With filters in the query, never.
enum class Quick : std::uint8_t { kNever, kAlways, kForIds };

/// "{id}" in a pattern takes any one segment. One of `handler` and `begin` is set.
struct Route {
  std::string_view method;
  std::string_view pattern;  // "/v1/actors/{id}/met"
  Handler handler = nullptr;
  Begin begin = nullptr;
  Quick quick = Quick::kNever;
};

std::span<Route const> routes();

struct RouteMatch {
  Route const* route = nullptr;  // null: see `allowed`
  std::string_view id;           // into the request
  std::string allowed;           // methods of this path for the Allow header; empty: there is no such path
};
/// HEAD finds what GET finds.
RouteMatch find_route(Request const& request);

}  // namespace dragoman
