#include "server/session.h"

#include <algorithm>
#include <exception>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/read.hpp>

#include "server/log.h"
#include "server/run_on.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

Response fault(std::string const& id, char const* reason) {
  log_error("A request failed", "id=" + id + " reason=" + log_quoted(reason));
  return problem(500, "The server failed to answer this request; its log has the reason.", id);
}

Response busy(std::string const& id, std::string_view what) {
  auto response = problem(503, what, id);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

/// Asked when a server is at its limits: must not be refused with the rest.
bool is_probe(Request const& request) {
  if (request.segments.size() != 1) return false;
  auto const& name = request.segments[0];
  return name == "livez" || name == "readyz" || name == "metrics";
}

/// One request for the time that it takes.
class InFlight {
 public:
  explicit InFlight(Traffic& traffic) : traffic_(traffic) {
    traffic_.in_flight.fetch_add(1, std::memory_order_relaxed);
  }
  ~InFlight() { traffic_.in_flight.fetch_sub(1, std::memory_order_relaxed); }
  InFlight(InFlight const&) = delete;
  InFlight& operator=(InFlight const&) = delete;

 private:
  Traffic& traffic_;
};

}  // namespace

Session::Session(ServerState& state, asio::ip::tcp::socket socket)
    : state_(state), stream_(std::move(socket)), buffer_(state.options.header_bytes + (std::size_t{64} << 10U)) {}

void Session::finish() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] {
    if (self->receiving_) self->stream_.cancel();
    if (self->live_) self->live_->finish();
  });
}

void Session::abort() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] { self->stream_.close(); });
}

asio::ip::tcp::socket Session::release() { return stream_.release_socket(); }

asio::awaitable<void> Session::run() {
  beast::error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  client_ = stream_.socket().remote_endpoint(ignored).address();
  client_text_ = client_.to_string();
  while (!state_.stopping) {
    receiving_ = true;
    auto const arrived = co_await wait_for_request();
    if (arrived == Arrived::kNothing) co_return;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(state_.options.header_bytes));
    parser.body_limit(state_.options.body_bytes);
    auto const error = co_await read_header(parser, arrived);
    if (error) {
      if (breaks_http_rules(error)) co_await refuse(parser, error);
      break;
    }
    bool const keep = co_await exchange(parser);
    if (!keep) break;
  }
  co_await close_gently(stream_, state_.options);
}

asio::awaitable<Session::Arrived> Session::wait_for_request() {
  constexpr std::size_t kFirstRead = 2048;
  stream_.expires_after(state_.options.idle_timeout);
  for (auto arrived = Arrived::kLeftOver;; arrived = Arrived::kFresh) {
    // Some old clients send an empty line after a body.
    auto const* bytes = static_cast<char const*>(buffer_.data().data());
    auto const* end = bytes + buffer_.size();
    auto const skip = std::find_if(bytes, end, [](char c) { return c != '\r' && c != '\n'; }) - bytes;
    buffer_.consume(static_cast<std::size_t>(skip));
    if (buffer_.size() != 0) co_return arrived;

    // Thousands of idle connections hold next to nothing.
    if (buffer_.capacity() > kFirstRead) buffer_.shrink_to_fit();
    auto const [error, count] = co_await stream_.async_read_some(buffer_.prepare(kFirstRead), kTuple);
    if (error) co_return Arrived::kNothing;
    buffer_.commit(count);
  }
}

asio::awaitable<boost::system::error_code> Session::read_header(Parser& parser, Arrived arrived) {
  // Nearly always what was read is the whole header. Requests sent in one go must not keep others waiting: those after
  // the first take their turn in async_read_header().
  if (arrived == Arrived::kFresh) {
    beast::error_code error;
    buffer_.consume(parser.put(buffer_.data(), error));
    if (error && error != http::error::need_more) co_return error;
    if (parser.is_header_done()) co_return beast::error_code();
  }
  stream_.expires_after(state_.options.header_timeout);
  auto const [error, bytes] = co_await http::async_read_header(stream_, buffer_, parser, kTuple);
  co_return error;
}

asio::awaitable<void> Session::refuse(Parser& parser, boost::system::error_code error) {
  auto const started = Clock::now();
  auto const& header = parser.get().base();
  auto const id = new_request_id();
  auto response = refusal_of(error, header, state_.options, id);
  auto const method = std::string(header.method_string());
  auto const target = std::string(header.target());
  auto const status = response.status;
  ResponseFrame frame{.request_id = id, .keep_alive = false};
  auto const written =
      co_await write_response(stream_, std::move(response), std::move(frame), state_.options, state_.workers);
  auto const took = Clock::now() - started;
  state_.traffic.ended(state_.traffic.routes().size(), status, took, 0, written.bytes);
  log_request({.id = id,
               .method = method,
               .target = target,
               .status = status,
               .sent = written.bytes,
               .milliseconds = milliseconds(took),
               .client = client_text_});
}

asio::awaitable<bool> Session::exchange(Parser& parser) {
  auto const started = Clock::now();
  InFlight const in_flight(state_.traffic);
  auto const& header = parser.get().base();
  auto head = read_request_head(header, state_.options, request_id(header));
  body_bytes_ = 0;
  key_ = state_.access.key_of(header);
  auto received = co_await answer(parser, head);
  RequestLine line{.id = head.request.id,
                   .method = head.request.method,
                   .target = head.request.target,
                   .received = body_bytes_,
                   .note = received.note,
                   .client = client_text_,
                   .key = key_ ? std::string_view(key_->name) : std::string_view()};
  if (!received.response) {
    finish_line(line, head.request, started);
    co_return false;
  }

  bool whole = parser.is_done();
  if (!whole) whole = co_await drain(parser, head.expects_continue);
  receiving_ = false;
  ResponseFrame frame{.request_id = head.request.id,
                      .version = header.version() == 10 ? 10U : 11U,
                      .head_only = head.request.method == "HEAD",
                      .keep_alive = whole && parser.keep_alive() && !state_.stopping};
  line.status = received.response->status;
  state_.access.add_cors(header, *received.response);
  Written written;
  if (received.response->live) {
    live_ = std::make_shared<LiveWriter>(stream_, state_.options, state_.workers);
    if (state_.stopping) live_->finish();
    written = co_await live_->write(std::move(*received.response), std::move(frame));
    live_.reset();
  } else {
    written = co_await write_response(stream_, std::move(*received.response), std::move(frame), state_.options,
                                      state_.workers);
  }
  line.sent = written.bytes;
  if (written.error) line.note = "the client did not take the whole answer";
  finish_line(line, head.request, started);
  co_return !written.error && written.keep_alive;
}

void Session::finish_line(RequestLine& line, Request const& request, std::chrono::steady_clock::time_point started) {
  auto const took = Clock::now() - started;
  state_.traffic.ended(state_.api.route(request), line.status, took, line.received, line.sent);
  line.milliseconds = milliseconds(took);
  log_request(line);
}

asio::awaitable<Session::Received> Session::answer(Parser& parser, RequestHead& head) {
  auto const& id = head.request.id;
  if (head.refused) co_return Received{std::move(*head.refused), {}};
  if (auto early = state_.access.answer(parser.get().base(), head.request, client_, key_.get())) {
    co_return Received{std::move(*early), {}};
  }
  Api::Begun begun;
  if (head.takes_body) {
    try {
      begun = state_.api.begin(head.request);
    } catch (std::exception const& exception) {
      begun.refused = fault(id, exception.what());
    }
  }
  if (begun.refused) co_return Received{std::move(*begun.refused), {}};
  if (!begun.reader) {
    receiving_ = false;
    auto response = co_await handle(head.request);
    receiving_ = true;
    co_return Received{std::move(response), {}};
  }
  auto const pass = state_.bodies.enter();
  if (!pass) co_return Received{busy(id, "The server is receiving as many bodies as it can; try again soon."), {}};
  co_return co_await receive(parser, head, *begun.reader);
}

asio::awaitable<Response> Session::handle(Request const& request) {
  auto const pass = state_.requests.enter();
  if (!pass && !is_probe(request)) {
    co_return busy(request.id, "The server has as many requests as it can answer; try again soon.");
  }
  std::optional<Response> response;
  try {
    if (state_.api.quick(request)) {
      response = state_.api.handle(request);
    } else {
      response = co_await run_on(state_.workers, [this, &request] { return state_.api.handle(request); });
    }
  } catch (std::exception const& exception) {
    response = fault(request.id, exception.what());
  }
  co_return std::move(*response);
}

}  // namespace dragoman
