#include "api/endpoints/documentation.h"

#include "api/endpoints/explorer.h"
#include "api/openapi.h"
#include "api/web_files.h"

namespace dragoman {
namespace {

/// Nothing but what this server itself sends; styles that scripts set are not meant by it.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

Response get_openapi(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  static StaticFile const file{.content_type = "application/json",
                               .plain = openapi_document(),
                               .gzip = {},
                               .cache_control = "no-cache",
                               .tag = content_tag(openapi_document())};
  return static_answer(call.request, file);
}

Response get_docs(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto response = static_answer(call.request, *web_file("docs.html"));
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

Response get_asset(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto const name = "assets/" + std::string(call.id);
  if (auto answer = explorer_asset(call, name)) return std::move(*answer);
  auto const* const file = web_file(name);
  if (file == nullptr)
    return nothing_here(call, "There is no file of this name; / and /docs name those that there are.");
  return static_answer(call.request, *file);
}

}  // namespace dragoman
