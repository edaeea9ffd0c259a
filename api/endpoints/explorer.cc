#include "api/endpoints/explorer.h"

#include "api/ui_directory.h"
#include "api/web_files.h"

namespace dragoman {
namespace {

/// Nothing but what this server itself sends; pictures that the page draws to be saved are its own.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// From the directory, where a name says nothing of the content; nothing when there is no such file.
std::optional<Response> answer_from(std::string const& directory, Call const& call, std::string const& name) {
  auto const bytes = read_ui_file(directory, name);
  if (!bytes) return std::nullopt;
  return static_answer(call.request, {.content_type = content_type_of(name),
                                      .plain = *bytes,
                                      .gzip = {},
                                      .cache_control = "no-cache",
                                      .tag = content_tag(*bytes)});
}

Response page(Call const& call) {
  auto const& directory = call.options.ui_directory;
  if (directory.empty()) return static_answer(call.request, *web_file("explorer/index.html"));
  if (auto answer = answer_from(directory, call, "index.html")) return std::move(*answer);
  // As while it is being built.
  auto response = problem(503, "There is no index.html in the directory that --ui-dir names.", call.request.id);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

Response get_explorer(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto response = page(call);
  if (response.status == 503) return response;
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

std::optional<Response> explorer_asset(Call const& call, std::string const& name) {
  auto const& directory = call.options.ui_directory;
  if (!directory.empty()) return answer_from(directory, call, name);
  auto const* const file = web_file("explorer/" + name);
  if (file == nullptr) return std::nullopt;
  return static_answer(call.request, *file);
}

}  // namespace dragoman
