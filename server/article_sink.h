#pragma once
// Where `dragoman load` puts articles and events: a server, or a database of its own.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "common/error.h"
#include "server/serve_options.h"
#include "server/server_url.h"

namespace dragoman {

/// The next piece of a body; empty at its end.
using PieceSource = std::function<Result<std::string>()>;

struct Reply {
  unsigned status = 0;
  std::string body;
};

class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  /// One body of POST /v1/articles or POST /v1/events: `collection` is "articles" or "events". An error: there is no
  /// reply, the source's or the sink's fault.
  virtual Result<Reply> post(std::string_view collection, std::string_view content_type, PieceSource const& source) = 0;
};

Result<std::unique_ptr<ArticleSink>> make_remote_sink(ServerUrl server);
Result<std::unique_ptr<ArticleSink>> make_local_sink(std::string const& directory, CoderOptions const& coder,
                                                     KnowledgeBaseOptions const& options);

}  // namespace dragoman
