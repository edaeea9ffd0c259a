#pragma once
// The HTTP API over one knowledge base.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/article_input.h"
#include "api/http_problem.h"
#include "api/http_types.h"
#include "api/knowledge_base.h"

namespace dragoman {

struct ApiOptions {
  ArticleInputLimits articles;
  std::size_t item_bytes = std::size_t{16} << 20U;              // most for one article's JSON
  std::uint64_t decompressed_bytes = std::uint64_t{16} << 30U;  // most for a body that came compressed
  std::size_t most_errors = 100'000;                            // reported for one bulk; the rest is counted
  std::string ui_directory;              // the explorer's page, read anew each time; empty: built in
  FaultLog log;                          // may be empty
  std::function<bool()> ready;           // what /readyz says; empty: always ready
  std::function<std::string()> metrics;  // what /metrics says, in Prometheus' text form; empty: none kept
};

/// `knowledge` must outlive the API and every BodyReader it makes.
std::unique_ptr<Api> make_api(KnowledgeBase& knowledge, ApiOptions options);

}  // namespace dragoman
