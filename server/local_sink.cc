#include <utility>

#include "api/api.h"
#include "server/article_sink.h"
#include "server/knowledge.h"

namespace dragoman {
namespace {

class LocalSink final : public ArticleSink {
 public:
  explicit LocalSink(std::unique_ptr<KnowledgeBase> knowledge)
      : knowledge_(std::move(knowledge)), api_(make_api(*knowledge_, {})) {}

  Result<Reply> post(std::string_view collection, std::string_view content_type, PieceSource const& source) override {
    auto begun = api_->begin({.method = "POST",
                              .target = "/v1/" + std::string(collection),
                              .segments = {"v1", std::string(collection)},
                              .params = {},
                              .content_type = std::string(content_type),
                              .content_encoding = {},
                              .accept = {},
                              .id = "load"});
    if (begun.refused) return Reply{begun.refused->status, std::move(begun.refused->body), {}};
    if (!begun.reader) return Error{ErrorCode::kInternal, "The API does not read articles."};
    while (true) {
      auto piece = source();
      if (!piece) return piece.error();
      if (piece->empty() || !begun.reader->feed(*piece)) break;
    }
    auto response = begun.reader->finish();
    return Reply{response.status, std::move(response.body), {}};
  }

 private:
  std::unique_ptr<KnowledgeBase> knowledge_;
  std::unique_ptr<Api> api_;
};

}  // namespace

Result<std::unique_ptr<ArticleSink>> make_local_sink(std::string const& directory, CoderOptions const& coder,
                                                     KnowledgeBaseOptions const& options) {
  auto knowledge = open_knowledge(directory, coder, options);
  if (!knowledge) return knowledge.error();
  return std::unique_ptr<ArticleSink>(std::make_unique<LocalSink>(std::move(*knowledge)));
}

}  // namespace dragoman
