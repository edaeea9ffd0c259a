// Events as they come: server-sent events (WHATWG HTML, section 9.2).

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "api/change_log.h"
#include "api/endpoints/endpoints.h"
#include "api/json.h"

namespace dragoman {
namespace {

constexpr std::size_t kAtOnce = 256;
constexpr std::string_view kMissed =
    R"({"detail":"Changes were missed: read what you need anew, then go on from here."})";

/// "9f86d081884c7d65-42": the run of the server and the number of the change that comes next.
std::string run_name(ChangeLog const& log) {
  std::array<char, 16> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), log.instance(), 16);
  return {digits.data(), end.ptr};
}

std::string position(ChangeLog const& log, std::uint64_t next) { return run_name(log) + "-" + std::to_string(next); }

/// Nothing for what is not a position of this run.
std::optional<std::uint64_t> parse_position(ChangeLog const& log, std::string_view text) {
  auto const dash = text.find('-');
  if (dash == text.npos || text.substr(0, dash) != run_name(log)) return std::nullopt;
  text.remove_prefix(dash + 1);
  std::uint64_t next = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), next);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return next;
}

/// One client's way through the log.
class Follower {
 public:
  Follower(KnowledgeBase const& knowledge, Query query, std::optional<ActorId> actor, std::optional<ActorId> with,
           std::string_view after)
      : knowledge_(knowledge), query_(std::move(query)), actor_(actor), with_(with) {
    auto const& log = knowledge.changes();
    auto const known = parse_position(log, after);
    next_ = known.value_or(log.next());
    lost_ = !after.empty() && !known;
  }

  /// What there is now; empty: nothing yet.
  std::string next() {
    std::string out;
    auto part = knowledge_.changes().since(next_, kAtOnce);
    if (!part) lost_ = true;
    if (std::exchange(lost_, false)) {
      if (!part) next_ = knowledge_.changes().next();
      opened_ = true;
      return "retry: 2000\n" + message("reset", kMissed);
    }
    if (!std::exchange(opened_, true)) out = "retry: 2000\nid: " + position(knowledge_.changes(), next_) + "\n\n";
    while (!part->events.empty()) {
      out += describe(std::move(part->events));
      next_ = part->next;
      out += "id: " + position(knowledge_.changes(), next_) + "\n\n";
      if (out.size() >= kEnough) break;
      part = knowledge_.changes().since(next_, kAtOnce);
      if (!part) {
        lost_ = true;
        break;
      }
    }
    return out;
  }

 private:
  static constexpr std::size_t kEnough = std::size_t{64} << 10U;

  std::string message(std::string_view event, std::string_view data) const {
    std::string out = "id: " + position(knowledge_.changes(), next_) + "\nevent: ";
    return out.append(event).append("\ndata: ").append(data).append("\n\n");
  }

  bool wanted(EventGraph const& graph, EventId id) const {
    return matches(graph, query_.filter, id) && (!actor_ || takes_part(graph, *actor_, id)) &&
           (!with_ || takes_part(graph, *with_, id));
  }
  static bool takes_part(EventGraph const& graph, ActorId actor, EventId id) {
    auto const node = graph.event(id);
    return node && std::ranges::any_of(node->participants, [&](Participant const& p) { return p.actor == actor; });
  }

  /// All under the position before the first: a client that is cut off in between gets them again.
  std::string describe(std::vector<EventId> events) {
    std::ranges::sort(events);
    events.erase(std::unique(events.begin(), events.end()), events.end());
    auto const view = knowledge_.view();
    std::string out;
    for (auto const id : events) {
      std::string data;
      JsonWriter json(data);
      if (!view.graph->event(id)) {
        json.begin_object().member("id", event_name(id)).end_object();
        out += message("gone", data);
      } else if (wanted(*view.graph, id)) {
        auto const written = write_events(json, {&id, 1}, view);
        if (!written) throw std::runtime_error(written.error().message);
        out += message("event", std::string_view(data).substr(1, data.size() - 2));
      }
    }
    return out;
  }

  KnowledgeBase const& knowledge_;
  Query const query_;
  std::optional<ActorId> const actor_;
  std::optional<ActorId> const with_;
  std::uint64_t next_ = 0;
  bool lost_ = false;
  bool opened_ = false;
};

}  // namespace

Response get_changes(Call const& call) {
  auto const query = read_query(call, changes_parameters());
  if (!query) return query.error();
  auto const actor = find_actor(call, query->actor, "actor");
  if (!actor) return actor.error();
  auto const with = find_actor(call, query->with, "with");
  if (!with) return with.error();
  auto const follower = std::make_shared<Follower>(call.knowledge, *query, *actor, *with,
                                                   query->cursor ? *query->cursor : call.request.last_event_id);
  Response response{.content_type = "text/event-stream", .headers = {{"Cache-Control", "no-store"}}};
  response.live = Live{
      .next = [follower] { return follower->next(); },
      .idle = ":\n\n",
      .listen = [&log = call.knowledge.changes()](std::function<void()> wake) { return log.listen(std::move(wake)); }};
  return response;
}

}  // namespace dragoman
