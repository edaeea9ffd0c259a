#include "api/endpoints/endpoints.h"

namespace dragoman {

Response get_livez(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  return {.body = R"({"status":"ok"})"};
}

Response get_readyz(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  if (call.options.ready && !call.options.ready()) {
    return failed(call, {ErrorCode::kUnavailable, "The server is not ready: it is starting or shutting down."});
  }
  auto const counts = call.knowledge.counts();
  Response response;
  JsonWriter(response.body)
      .begin_object()
      .member("status", "ready")
      .member("articles", counts.articles)
      .member("events", counts.events)
      .member("actors", counts.actors)
      .member("queued", counts.queued)
      .end_object();
  return response;
}

Response get_metrics(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  if (!call.options.metrics) return nothing_here(call, "No metrics are kept here.");
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = call.options.metrics()};
}

}  // namespace dragoman
