// How a session takes the body of a request.

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

#include "server/log.h"
#include "server/run_on.h"
#include "server/session.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
using Clock = std::chrono::steady_clock;

std::string_view reason_of(boost::system::error_code error) {
  if (error == beast::error::timeout) return "the body came too slowly";
  if (error == asio::error::operation_aborted) return "the server is stopping";
  return "the client went away in the middle of the body";
}

}  // namespace

asio::awaitable<Session::Received> Session::receive(Parser& parser, RequestHead const& head, BodyReader& reader) {
  auto const& id = head.request.id;
  if (head.expects_continue && !parser.is_done()) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream_.expires_after(state_.options.write_timeout);
    auto const [error, bytes] = co_await asio::async_write(stream_, asio::buffer(kContinue), kTuple);
    if (error) co_return Received{std::nullopt, reason_of(error)};
  }

  std::vector<char> piece(state_.options.piece_bytes);
  Pace pace(state_.options.body_timeout, state_.options.slowest_rate);
  std::optional<Response> failed;
  try {
    bool wants_more = true;
    while (wants_more && !parser.is_done()) {
      if (state_.stopping) co_return Received{std::nullopt, "the server is stopping"};
      std::size_t filled = 0;
      auto const error = co_await fill(parser, piece, filled, pace);
      if (error && !breaks_http_rules(error)) co_return Received{std::nullopt, reason_of(error)};
      if (error) co_return Received{refusal_of(error, parser.get().base(), state_.options, id), {}};
      body_bytes_ += filled;
      if (filled == 0) continue;
      std::string_view const bytes(piece.data(), filled);
      wants_more = co_await run_on(state_.readers, [&reader, bytes] { return reader.feed(bytes); });
    }
    receiving_ = false;
    auto response = co_await run_on(state_.readers, [&reader] { return reader.finish(); });
    receiving_ = true;
    co_return Received{std::move(response), {}};
  } catch (std::exception const& exception) {
    log_error("A request failed", "id=" + id + " reason=" + log_quoted(exception.what()));
    failed = problem(500, "The server failed to answer this request; its log has the reason.", id);
  }
  co_return Received{std::move(failed), {}};
}

asio::awaitable<boost::system::error_code> Session::fill(Parser& parser, std::vector<char>& piece, std::size_t& filled,
                                                         Pace& pace) {
  constexpr std::size_t kMostRead = std::size_t{64} << 10U;
  parser.eager(true);
  auto& body = parser.get().body();
  while (!parser.is_done()) {
    body.data = piece.data() + filled;
    body.size = piece.size() - filled;
    // What is here goes on its way before anything is waited for: Beast's own reading would first wait for what follows
    // a chunk.
    beast::error_code error;
    auto const used = buffer_.size() > 0 ? parser.put(buffer_.data(), error) : 0;
    buffer_.consume(used);
    filled = piece.size() - body.size;
    if (error && error != http::error::need_buffer && error != http::error::need_more) co_return error;
    if (used > 0 && filled < piece.size()) continue;
    if (filled > 0) break;

    if (buffer_.size() >= kMostRead) co_return http::error::buffer_overflow;
    auto const expected = std::min<std::uint64_t>(parser.content_length_remaining().value_or(kMostRead), kMostRead);
    auto const room = std::max<std::size_t>(static_cast<std::size_t>(expected), 1);
    buffer_.reserve(buffer_.size() + room);
    if (pace.credit() <= Pace::Duration::zero()) co_return beast::error::timeout;
    stream_.expires_after(pace.credit());
    auto const started = Clock::now();
    auto const [failed, bytes] = co_await stream_.async_read_some(buffer_.prepare(room), kTuple);
    pace.spend(std::chrono::duration_cast<Pace::Duration>(Clock::now() - started), bytes);
    buffer_.commit(bytes);
    if (failed == asio::error::eof) {
      parser.put_eof(error);
      co_return error;
    }
    if (failed) co_return failed;
  }
  co_return beast::error_code();
}

asio::awaitable<bool> Session::drain(Parser& parser, bool awaits_continue) {
  auto const most = state_.options.drain_bytes;
  auto const remaining = parser.content_length_remaining();
  if (awaits_continue || (remaining && *remaining > most)) co_return false;
  constexpr std::size_t kScratch = std::size_t{16} << 10U;
  std::vector<char> scratch(kScratch);
  Pace pace(state_.options.linger_timeout, state_.options.slowest_rate);
  receiving_ = true;
  for (std::size_t total = 0; !parser.is_done() && total <= most && !state_.stopping;) {
    std::size_t filled = 0;
    auto const error = co_await fill(parser, scratch, filled, pace);
    if (error) co_return false;
    total += filled;
  }
  co_return parser.is_done();
}

}  // namespace dragoman
