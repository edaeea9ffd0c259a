#include "api/endpoints/delete_article.h"

#include <future>
#include <utility>

#include "api/body_types.h"
#include "api/http_problem.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

/// Everything referred to outlives the reader.
class ArticleEraser final : public BodyReader {
 public:
  ArticleEraser(KnowledgeBase& knowledge, ApiOptions const& options, std::string request_id, std::string article)
      : knowledge_(knowledge), options_(options), request_id_(std::move(request_id)), article_(std::move(article)) {}

  bool feed(std::string_view) override { return false; }  // a body has no meaning here

  Response finish() override {
    std::promise<IngestOutcome> promise;
    knowledge_.erase(article_, [&promise](IngestOutcome outcome) { promise.set_value(std::move(outcome)); });
    auto const outcome = promise.get_future().get();
    if (outcome.error && outcome.error->code == ErrorCode::kNotFound)
      return problem_with(404, outcome.error->message, request_id_, {{"parameter", json_string("id")}});
    if (outcome.error) return problem_of(*outcome.error, request_id_, options_.log);
    return {.status = 204, .content_type = {}};
  }

 private:
  KnowledgeBase& knowledge_;
  ApiOptions const& options_;
  std::string const request_id_;
  std::string const article_;
};

}  // namespace

Api::Begun begin_delete_article(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                                std::string_view id) {
  if (invalid_utf8_at(id)) return {{}, problem(400, "The path is not valid UTF-8.", request.id)};
  if (auto refused = refuse_unreadable(request)) return {{}, std::move(refused)};
  return {std::make_unique<ArticleEraser>(knowledge, options, request.id, std::string(id)), {}};
}

}  // namespace dragoman
