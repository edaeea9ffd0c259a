#include "api/api.h"

#include <algorithm>
#include <utility>

#include "api/compressed_body.h"
#include "api/etag.h"
#include "api/routes.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

class KnowledgeApi final : public Api {
 public:
  KnowledgeApi(KnowledgeBase& knowledge, ApiOptions options) : knowledge_(knowledge), options_(std::move(options)) {}

  std::vector<RouteName> routes() const override {
    std::vector<RouteName> names;
    for (auto const& route : dragoman::routes()) names.push_back({route.method, route.pattern});
    return names;
  }

  std::size_t route(Request const& request) const override {
    auto const* const found = find_route(request).route;
    auto const all = dragoman::routes();
    return found == nullptr ? all.size() : static_cast<std::size_t>(found - all.data());
  }

  Begun begin(Request const& request) override {
    auto const match = find_route(request);
    if (match.route == nullptr || match.route->begin == nullptr) return {};
    auto begun = match.route->begin(knowledge_, options_, request, match.id);
    if (!begun.reader) return begun;
    if (auto const compression = parse_compression(request.content_encoding)) {
      begun.reader =
          make_compressed_body(std::move(begun.reader), *compression, options_.decompressed_bytes, request.id);
    }
    return begun;
  }

  bool quick(Request const& request) const override {
    auto const match = find_route(request);
    if (match.route == nullptr || match.route->quick == Quick::kNever) return false;
    // What a filter leaves out must be walked over all the same.
    auto const filters = [](auto const& param) {
      return param.first != "limit" && param.first != "cursor" && param.first != "sort";
    };
    if (std::ranges::any_of(request.params, filters)) return false;
    return match.route->quick == Quick::kAlways || knowledge_.view().graph->actor_by_slug(match.id);
  }

  Response handle(Request const& request) override {
    for (auto const& segment : request.segments) {
      if (invalid_utf8_at(segment)) return problem(400, "The path is not valid UTF-8.", request.id);
    }
    auto const match = find_route(request);
    if (match.route == nullptr) return no_route(request, match.allowed);
    if (match.route->begin != nullptr) return without_body(match, request);
    auto response = match.route->handler({knowledge_, options_, request, knowledge_.view(), match.id});
    if (!request.segments.empty() && request.segments.front() == "v1") tag(request, response);
    return response;
  }

 private:
  Response without_body(RouteMatch const& match, Request const& request) {
    auto begun = match.route->begin(knowledge_, options_, request, match.id);
    return begun.refused ? std::move(*begun.refused) : begun.reader->finish();
  }

  static Response no_route(Request const& request, std::string const& allowed) {
    if (allowed.empty()) return problem(404, "There is nothing at this path.", request.id);
    auto response = request.method == "OPTIONS" ? Response{.status = 204, .content_type = {}}
                                                : problem(405, "This path answers " + allowed + " only.", request.id);
    response.headers.emplace_back("Allow", allowed);
    return response;
  }

  KnowledgeBase& knowledge_;
  ApiOptions const options_;
};

}  // namespace

std::unique_ptr<Api> make_api(KnowledgeBase& knowledge, ApiOptions options) {
  return std::make_unique<KnowledgeApi>(knowledge, std::move(options));
}

}  // namespace dragoman
