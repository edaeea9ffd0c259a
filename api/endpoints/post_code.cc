#include "api/endpoints/post_code.h"

#include <algorithm>
#include <exception>
#include <vector>

#include "api/body_types.h"
#include "api/coded_json.h"
#include "api/whole_article.h"

namespace dragoman {
namespace {

/// Calls actors what they would be called once the article was stored: a record that was merged into another is that
/// one.
void name_as_known(CodedArticle& coded, EventGraph const& graph) {
  auto& actors = coded.actors;
  for (auto& actor : actors) {
    if (auto const known = graph.actor_by_slug(actor.slug)) actor = *graph.actor(graph.survivor(*known));
  }
  coded.as_named.clear();
  for (auto& event : coded.events) {
    std::vector<CodedParticipant> each_once;
    for (auto const& participant : event.participants) {
      auto const same = [&](CodedParticipant const& other) {
        return other.role == participant.role && actors[other.actor].slug == actors[participant.actor].slug;
      };
      if (std::ranges::none_of(each_once, same)) each_once.push_back(participant);
    }
    event.participants = std::move(each_once);
  }
}

/// Everything referred to outlives the reader.
class Trial final : public BodyReader {
 public:
  Trial(KnowledgeBase& knowledge, ApiOptions const& options, std::string request_id)
      : knowledge_(knowledge), options_(options), request_id_(request_id), body_(options, std::move(request_id)) {}

  bool feed(std::string_view piece) override { return body_.feed(piece); }

  Response finish() override {
    body_.drop_byte_order_mark();
    auto const article = body_.read();
    if (!article) return article.error();
    try {
      auto coded = knowledge_.code(*article);
      name_as_known(coded, *knowledge_.view().graph);
      return {.body = events_json(*article, coded)};
    } catch (std::exception const& exception) {
      return problem_of({ErrorCode::kInternal, std::string("Coding failed: ") + exception.what()}, request_id_,
                        options_.log);
    }
  }

 private:
  KnowledgeBase& knowledge_;
  ApiOptions const& options_;
  std::string request_id_;
  WholeArticle body_;
};

}  // namespace

Api::Begun begin_code(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request, std::string_view) {
  if (auto refused = refuse_unreadable(request)) return {{}, std::move(refused)};
  if (request.content_type != "application/json")
    return {{}, refuse_type(request, "application/json (one article)", "application/json")};
  return {std::make_unique<Trial>(knowledge, options, request.id), {}};
}

}  // namespace dragoman
