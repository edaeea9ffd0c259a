#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {

Response get_article(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto const record = call.view.store->article(call.id);
  if (!record) return failed(call, record.error());
  if (!*record) return nothing_here(call, "There is no article with this id.");

  Response response;
  JsonWriter json(response.body);
  json.begin_object();
  write_article(json, (*record)->article);
  json.key("events");
  auto const written = write_events(json, (*record)->events, call.view);
  if (!written) return failed(call, written.error());
  json.end_object();
  return response;
}

}  // namespace dragoman
