#include <iostream>
#include <utility>

#include "api/api.h"
#include "server/knowledge.h"
#include "server/query/asker.h"

namespace dragoman {
namespace {

class LocalAsker final : public Asker {
 public:
  explicit LocalAsker(std::unique_ptr<KnowledgeBase> knowledge)
      : knowledge_(std::move(knowledge)), api_(make_api(*knowledge_, {.log = say})) {}

  Result<Answer> ask(Question const& question) override {
    auto response = api_->handle({.method = "GET",
                                  .target = target_of(question),
                                  .segments = question.segments,
                                  .params = question.params,
                                  .content_type = {},
                                  .content_encoding = {},
                                  .accept = {},
                                  .id = "query"});
    return Answer{response.status, std::move(response.body)};
  }

 private:
  /// The answer to a fault says only that there is one.
  static void say(std::string_view, Error const& error) { std::cerr << "dragoman: " << error.message << '\n'; }

  std::unique_ptr<KnowledgeBase> knowledge_;
  std::unique_ptr<Api> api_;
};

}  // namespace

Result<std::unique_ptr<Asker>> make_local_asker(std::string const& directory) {
  auto knowledge = open_existing_knowledge(directory);
  if (!knowledge) {
    auto error = knowledge.error();
    if (error.code == ErrorCode::kUnavailable) error.message += "; when it is a server, ask that: --server URL";
    return error;
  }
  return std::unique_ptr<Asker>(std::make_unique<LocalAsker>(std::move(*knowledge)));
}

}  // namespace dragoman
