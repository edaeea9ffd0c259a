// Pages of events and of encounters, and the cursors between them.

#include <algorithm>
#include <utility>

#include <boost/algorithm/string/replace.hpp>

#include "api/cursor.h"
#include "api/endpoints/call.h"
#include "api/json.h"

namespace dragoman {
namespace {

Response foreign_cursor(Call const& call) {
  return bad_parameter(call,
                       {"cursor",
                        "\"cursor\" is not one that this list gave out: take it from \"next\" of the page before, "
                        "with the same other parameters."});
}

/// "next" in the body, and the same page as a Link (RFC 8288) for clients that follow those.
void write_next(Call const& call, JsonWriter& json, Response& response, std::string_view cursor) {
  json.member("next", cursor);
  std::string_view const target = call.request.target;
  auto const query = target.find('?');
  std::string link(target.substr(0, query));
  auto separator = '?';
  auto const add = [&](std::string_view param) {
    link += std::exchange(separator, '&');
    link += param;
  };
  for (auto rest = query == target.npos ? std::string_view() : target.substr(query + 1); !rest.empty();) {
    auto const param = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), param.size() + 1));
    if (!param.empty() && !param.starts_with("cursor=")) add(param);
  }
  add("cursor=" + std::string(cursor));
  boost::algorithm::replace_all(link, ">", "%3E");
  response.headers.emplace_back("Link", "<" + link + ">; rel=\"next\"");
}

void write_latest(JsonWriter& json, EventId id, std::optional<DateRange> const& date, std::string_view date_text,
                  Evidence const& evidence) {
  json.begin_object().member("id", event_name(id)).key("date");
  write_date(json, date, date_text);
  json.member("article", evidence.article)
      .member("publisher", evidence.publisher)
      .member("published", evidence.published)
      .member("sentence", evidence.sentence)
      .end_object();
}

/// The latest event of each encounter by its id, date and first sentence of evidence.
class Latest {
 public:
  static Result<Latest> read(std::span<Encounter const> page, View const& view) {
    std::vector<EventId> ids;
    ids.reserve(page.size());
    for (auto const& encounter : page) ids.push_back(encounter.latest);
    auto stored = events_beyond_graph(ids, view);
    if (!stored) return stored.error();
    return Latest(*view.graph, std::move(*stored));
  }

  /// To be called for each of the page in turn.
  void write(JsonWriter& json, EventId id) {
    static Evidence const nothing;
    auto const node = graph_->event(id);
    if (node && node->bare) {
      write_latest(json, id, node->date, {}, nothing);
      return;
    }
    auto const& event = stored_[next_++];
    write_latest(json, id, event.date, event.date_text, event.evidence.empty() ? nothing : event.evidence.front());
  }

 private:
  Latest(EventGraph const& graph, std::vector<Event> stored) : graph_(&graph), stored_(std::move(stored)) {}

  EventGraph const* graph_;
  std::vector<Event> stored_;
  std::size_t next_ = 0;
};

}  // namespace

Response event_page(Call const& call, Query const& query, std::string list,
                    std::function<EventPage(Page const&)> const& find) {
  list += "|" + to_text(query.filter, query.order) + "|" + query.evidence.publisher.value_or("*") + "|" +
          query.evidence.words.value_or("*");
  Page wanted{query.order, {}, query.limit};
  if (query.cursor) {
    std::array<std::uint32_t, 2> position{};
    if (!decode_cursor(*query.cursor, list, position)) return foreign_cursor(call);
    wanted.after = to_event_key(position);
  }
  auto const page = page_by_evidence(find, query.evidence, wanted, call.view);
  if (!page) return failed(call, page.error());

  std::vector<EventId> ids;
  ids.reserve(page->events.size());
  for (auto const& key : page->events) ids.push_back(key.event);
  Response response;
  response.body.reserve(ids.size() * 512 + 64);
  JsonWriter json(response.body);
  json.begin_object().key("items");
  auto const written = write_events(json, ids, call.view);
  if (!written) return failed(call, written.error());
  if (page->next) write_next(call, json, response, encode_cursor(list, to_position(*page->next)));
  json.end_object();
  return response;
}

OrAnswer<EncounterRange> encounter_range(Call const& call, Query const& query, std::string_view list) {
  EncounterRange range{.after = {}, .limit = query.limit};
  if (!query.cursor) return range;
  std::array<std::uint32_t, 5> position{};
  if (!decode_cursor(*query.cursor, list, position)) return foreign_cursor(call);
  range.after = to_encounter_key(position);
  return range;
}

Response encounter_page(Call const& call, EncounterPage const& page, std::string_view list, WriteActors const& write) {
  auto latest = Latest::read(page.encounters, call.view);
  if (!latest) return failed(call, latest.error());

  Response response;
  response.body.reserve(page.encounters.size() * 400 + 64);
  JsonWriter json(response.body);
  json.begin_object().key("items").begin_array();
  for (auto const& encounter : page.encounters) {
    json.begin_object();
    write(json, encounter);
    json.member("count", encounter.count).key("first");
    write_date(json, encounter.first);
    json.key("last");
    write_date(json, encounter.last);
    json.key("latest");
    latest->write(json, encounter.latest);
    json.end_object();
  }
  json.end_array();
  if (page.more) write_next(call, json, response, encode_cursor(list, to_position(key_of(page.encounters.back()))));
  json.member("total", page.total).end_object();
  return response;
}

}  // namespace dragoman
