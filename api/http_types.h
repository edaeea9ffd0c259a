#pragma once
// HTTP as the API sees it: no sockets, no Beast.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dragoman {

/// A request without its body. `path` is percent-decoded segment by segment in `segments`; `params` are decoded, in
/// order.
struct Request {
  std::string method;  // "GET"
  std::string target;  // as sent
  std::vector<std::string> segments;
  std::vector<std::pair<std::string, std::string>> params;
  std::string content_type;      // lower case, without parameters
  std::string content_encoding;  // lower case
  std::string accept;
  std::string accept_encoding;  // lower case
  std::string if_none_match;    // as sent
  std::string last_event_id;    // likewise
  std::string id;               // of this request, for logs and problem documents
};

/// Produces the next piece of a long body; empty at the end. Called from a worker thread, never concurrently.
using BodyProducer = std::function<std::string()>;

/// A body that goes on for as long as the client listens.
struct Live {
  BodyProducer next;  // what there is by now; empty: nothing yet
  std::string idle;   // sent now and then when there is nothing, to see whether anybody listens
  /// Calls `wake`, from any thread, whenever there may be more, as long as the result lives.
  std::function<std::shared_ptr<void>(std::function<void()> wake)> listen;
};

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  BodyProducer stream;            // when set, `body` is ignored and the answer is chunked
  std::optional<Live> live = {};  // likewise
};

/// What ends a body before its time.
struct BodyFault {
  unsigned status = 400;  // of the answer
  std::string detail;     // one sentence
};

/// Takes a request body piece by piece. Calls may block (that is the backpressure) and come from one thread at a time.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  /// False: stop reading, finish() has the answer (an error that makes the rest pointless).
  virtual bool feed(std::string_view piece) = 0;
  /// The body is complete.
  virtual Response finish() = 0;
  /// Instead of finish(): the body ends here and is not whole. Nothing when a plain problem document says it all, as
  /// nothing came of what was fed.
  virtual std::optional<Response> broken(BodyFault const&) { return std::nullopt; }
};

struct RouteName {
  std::string_view method;
  std::string_view pattern;  // "/v1/actors/{id}/met"
};

/// The API as a server sees it. Any thread.
class Api {
 public:
  virtual ~Api() = default;
  /// What there is, always the same; for statistics, whose labels must be few.
  virtual std::vector<RouteName> routes() const { return {}; }
  /// Which of routes() a request is for; their number when it is for none.
  virtual std::size_t route(Request const&) const { return 0; }
  /// For requests that may have a body, DELETE included: how to read it, or the answer when the request is refused
  /// before its body. Null `reader`: answer with handle().
  struct Begun {
    std::unique_ptr<BodyReader> reader;
    std::optional<Response> refused;
  };
  virtual Begun begin(Request const& request) = 0;
  /// Whether handle() takes no longer than handing the request to another thread is worth, and never waits for the
  /// writer: a thread that serves other connections too may call it.
  virtual bool quick(Request const& request) const = 0;
  /// Requests without a body. Blocks for the time of a query, and for the writer where begin() would have given a
  /// reader.
  virtual Response handle(Request const& request) = 0;
};

/// RFC 9457 problem document. `title` is the status's name when empty.
Response problem(unsigned status, std::string_view detail, std::string_view request_id = {},
                 std::string_view title = {});

}  // namespace dragoman
