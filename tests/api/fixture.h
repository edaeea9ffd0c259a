#pragma once
// A small world without sockets: articles in a marked-up text, a coder that reads it, the API over it.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "api/api.h"
#include "api/knowledge_base.h"

namespace dragoman::testing {

/// Reads lines like "meeting|happened|2023-10-19|Sergei Lavrov,Choe Son Hui>Kim Jong Un": type, status, date ("-":
/// none; "2023-10-18/2023-10-19": a range), sources, targets. Equal lines are one event with several sentences. Other
/// lines say nothing. The line "crash" throws.
class MarkedUpCoder final : public Coder {
 public:
  explicit MarkedUpCoder(std::string version = "marked-up 1") : version_(std::move(version)) {}
  std::string version() const override { return version_; }
  std::optional<Actor> known_actor(std::string_view) const override { return {}; }
  CodedArticle code(Article const& article) const override;
  std::string explain(Article const&) const override { return {}; }

 private:
  std::string version_;
};

/// A request for a target like "/v1/actors/Kim%20Jong%20Un/met?limit=5".
Request make_request(std::string_view method, std::string_view target);

/// {"id": id, "text": text, …more}.
std::string article_json(std::string_view id, std::string_view text, std::string_view more = {});

struct World {
  explicit World(std::unique_ptr<EventStore> store = open_memory_store(), KnowledgeBaseOptions const& options = {},
                 ApiOptions api_options = {});

  Response get(std::string_view target) const { return send("GET", target); }
  Response send(std::string_view method, std::string_view target) const;
  /// With a body, in pieces of at most `piece` bytes.
  Response send(std::string_view method, std::string_view target, std::string_view body, std::string_view content_type,
                std::size_t piece = std::size_t{1} << 16U) const;
  /// The parsed body of an answer that must be 200.
  boost::json::value ok(std::string_view target) const;
  /// POST /v1/articles.
  Response post(std::string_view body, std::string_view content_type = "application/json",
                std::size_t piece = std::size_t{1} << 16U) const;
  /// Posts an article that must be accepted.
  boost::json::value put(std::string_view id, std::string_view text, std::string_view more = {}) const;

  std::unique_ptr<KnowledgeBase> knowledge;
  std::unique_ptr<Api> api;
};

boost::json::value parse(Response const& response);

/// The whole of a streamed answer that must be 200.
std::string streamed(World const& world, std::string_view target);
/// Its lines, without line ends.
std::vector<std::string> lines_of(std::string const& text);

/// Every event the store holds as "type status date participants [articles]", sorted.
std::vector<std::string> all_events(KnowledgeBase const& knowledge);

/// Faults found when graph and store are compared, and by the store's own check; empty when sound.
std::vector<std::string> check(World const& world);

}  // namespace dragoman::testing
