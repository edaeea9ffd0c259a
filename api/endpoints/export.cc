#include <algorithm>

#include "api/endpoints/endpoints.h"
#include "api/export/export_params.h"
#include "api/export/formats.h"

namespace dragoman {
namespace {

Response unknown_format(Call const& call, Query const& query) {
  std::string known;
  for (auto const& format : export_formats()) {
    if (format.what != query.what) continue;
    if (!known.empty()) known += ", ";
    known += format.name;
  }
  return bad_parameter(call, {"format", "There is no format \"" + query.format + "\" for " + query.what +
                                            "; known ones are " + known + "."});
}

}  // namespace

Response get_export(Call const& call) {
  auto query = read_query(call, export_parameters());
  if (!query) return query.error();
  auto const* format = find_export_format(query->what, query->format);
  if (format == nullptr) return unknown_format(call, *query);
  auto const actor = find_actor(call, query->actor, "actor");
  if (!actor) return actor.error();
  auto const with = find_actor(call, query->with, "with");
  if (!with) return with.error();

  auto const& params = call.request.params;
  bool const status_asked =
      std::any_of(params.begin(), params.end(), [](auto const& p) { return p.first == "status"; });
  if (!format->says_status && !status_asked)
    query->filter.statuses.reset().set(static_cast<std::size_t>(EventStatus::kHappened));
  auto const disposition = "attachment; filename=\"" + std::string(format->file_name) + "\"";
  return {.content_type = std::string(format->content_type),
          .headers = {{"Content-Disposition", disposition}},
          .stream = document(format->make({call.view, {query->filter, query->evidence, *actor, *with}}))};
}

}  // namespace dragoman
