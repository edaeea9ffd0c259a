#include "api/endpoints/merge_actor.h"

#include <array>
#include <future>
#include <memory>
#include <utility>

#include "api/body_types.h"
#include "api/endpoints/call.h"
#include "api/http_problem.h"
#include "api/json_fields.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 10U;

/// Everything referred to outlives the reader.
class Merger final : public BodyReader {
 public:
  Merger(KnowledgeBase& knowledge, ApiOptions const& options, Request request, std::string id)
      : knowledge_(knowledge), options_(options), request_(std::move(request)), id_(std::move(id)) {}

  bool feed(std::string_view piece) override {
    if (undoes()) return false;  // a body has no meaning there
    body_.append(piece.substr(0, kMostBytes + 1 - body_.size()));
    return body_.size() <= kMostBytes;
  }

  Response finish() override {
    if (body_.size() > kMostBytes)
      return problem(413, "A merge takes no more than " + std::to_string(kMostBytes) + " bytes.", request_.id);
    Call const call{knowledge_, options_, request_, knowledge_.view(), id_};
    std::optional<ActorId> into;
    if (!undoes()) {
      auto const other = read_into(call);
      if (!other) return other.error();
      into = *other;
    }
    // By its own id an actor that is merged already is meant itself.
    auto const own = call.view.graph->actor_by_slug(id_);
    auto const actor = own ? OrAnswer<ActorId>(*own) : find_actor(call, id_);
    if (!actor) return actor.error();
    std::promise<MergeOutcome> promise;
    knowledge_.merge(*actor, into, [&promise](MergeOutcome const& outcome) { promise.set_value(outcome); });
    auto const outcome = promise.get_future().get();
    if (outcome.error) return failed(call, *outcome.error);
    return report(*actor, outcome);
  }

 private:
  bool undoes() const { return request_.method == "DELETE"; }

  OrAnswer<ActorId> read_into(Call const& call) const {
    auto const object = parse_object(body_, "A merge");
    if (!object) return refuse(object.error());
    for (auto const& member : *object) {
      if (member.key() != "into")
        return refuse({std::string(member.key()), "There is no such field; a merge has \"into\" only."});
    }
    constexpr std::array<std::string_view, 1> kInto = {"into"};
    constexpr std::size_t kLongestName = 1000;
    auto const name = read_string(find_field(*object, kInto), kLongestName);
    if (!name) return refuse(name.error());
    if (name->empty()) return refuse({"into", "Say which actor it is: an id, a name or an alias."});
    return find_actor(call, std::string_view(*name), "into");
  }

  Response refuse(InputError const& error) const {
    ProblemMembers members;
    if (!error.field.empty()) members.emplace_back("field", json_string(error.field));
    return problem_with(400, error.detail, request_.id, members);
  }

  Response report(ActorId actor, MergeOutcome const& outcome) const {
    auto const view = knowledge_.view();
    auto const& graph = *view.graph;
    auto const& survivor = *graph.actor(graph.survivor(actor));
    Response response;
    JsonWriter json(response.body);
    json.begin_object().member("actor", graph.actor(actor)->slug).member("is", survivor.slug);
    json.member("events_changed", outcome.events);
    if (undoes()) {
      json.member("events_created", outcome.created);
    } else {
      json.member("events_folded", outcome.folded);
    }
    json.member("link", actor_link(survivor)).end_object();
    return response;
  }

  KnowledgeBase& knowledge_;
  ApiOptions const& options_;
  Request const request_;
  std::string const id_;
  std::string body_;
};

}  // namespace

Api::Begun begin_merge(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                       std::string_view id) {
  if (invalid_utf8_at(id)) return {{}, problem(400, "The path is not valid UTF-8.", request.id)};
  if (auto refused = refuse_unreadable(request)) return {{}, std::move(refused)};
  if (request.method == "POST" && request.content_type != "application/json")
    return {{}, refuse_type(request, "application/json ({\"into\": \"the other actor\"})", "application/json")};
  return {std::make_unique<Merger>(knowledge, options, request, std::string(id)), {}};
}

}  // namespace dragoman
