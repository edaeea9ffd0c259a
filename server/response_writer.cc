#include "server/response_writer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <exception>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_suffix.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/status.hpp>

#include "server/log.h"
#include "server/run_on.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

/// Valid until the thread's next call.
std::string_view http_date() {
  thread_local std::time_t second = -1;
  thread_local std::string text;
  auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (now != second) {
    text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
    second = now;
  }
  return text;
}

bool may_have_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

/// Written as text: Beast's fields are a node each.
std::string response_header(Response const& response, ResponseFrame const& frame, BodyEnd end) {
  std::string text;
  text.reserve(320);
  auto const add = [&text](std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
  };
  auto const reason = http::obsolete_reason(http::int_to_status(response.status));
  text.append(frame.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  text.append(reason.data(), reason.size()).append("\r\n");
  add("Server", "dragoman");
  add("Date", http_date());
  add("X-Request-Id", frame.request_id);
  if (may_have_body(response.status)) {
    add("Content-Type", response.content_type);
    add("X-Content-Type-Options", "nosniff");
    if (end == BodyEnd::kLength) add("Content-Length", std::to_string(response.body.size()));
    if (end == BodyEnd::kChunks) add("Transfer-Encoding", "chunked");
  }
  for (auto const& [name, value] : response.headers) {
    auto safe = value;  // a line break would be a header of its own
    std::ranges::replace_if(
        safe, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    add(name, safe);
  }
  if (frame.version == 10 && frame.keep_alive) add("Connection", "keep-alive");
  if (frame.version != 10 && !frame.keep_alive) add("Connection", "close");
  text += "\r\n";
  return text;
}

namespace {

std::chrono::milliseconds time_for(std::size_t bytes, HttpOptions const& options) {
  return options.write_timeout + std::chrono::milliseconds(bytes * 1000 / options.slowest_rate);
}

asio::awaitable<Written> write_whole(beast::tcp_stream& stream, Response response, ResponseFrame const& frame,
                                     HttpOptions const& options) {
  auto const header = response_header(response, frame, BodyEnd::kLength);
  bool const has_body = may_have_body(response.status) && !frame.head_only;
  beast::buffers_suffix<std::array<asio::const_buffer, 2>> left(
      {asio::buffer(header), asio::buffer(response.body.data(), has_body ? response.body.size() : 0)});
  Written written{.keep_alive = frame.keep_alive};
  // Most answers fit into the socket's buffer: what does need not wait for its turn.
  auto& socket = stream.socket();
  if (!socket.non_blocking()) socket.non_blocking(true, written.error);
  if (!written.error) written.bytes = socket.write_some(left, written.error);
  if (written.error == asio::error::would_block) written.error = {};
  left.consume(written.bytes);
  auto const rest = beast::buffer_bytes(left);
  if (written.error || rest == 0) co_return written;
  stream.expires_after(time_for(rest, options));
  auto const [error, bytes] = co_await asio::async_write(stream, left, kTuple);
  written.error = error;
  written.bytes += bytes;
  co_return written;
}

asio::awaitable<Written> write_stream(beast::tcp_stream& stream, Response response, ResponseFrame frame,
                                      HttpOptions const& options, asio::thread_pool& workers) {
  bool const chunked = frame.version >= 11;
  if (!chunked) frame.keep_alive = false;  // the end of the connection is the end of the body
  auto const header = response_header(response, frame, chunked ? BodyEnd::kChunks : BodyEnd::kConnection);
  stream.expires_after(options.write_timeout);
  auto const [header_error, header_bytes] = co_await asio::async_write(stream, asio::buffer(header), kTuple);
  Written written{header_error, header_bytes, frame.keep_alive};
  if (written.error || frame.head_only) co_return written;

  while (true) {
    std::string piece;
    bool failed = false;
    try {
      piece = co_await run_on(workers, [&response] { return response.stream(); });
    } catch (std::exception const& exception) {
      log_error("An answer broke off", "id=" + frame.request_id + " reason=" + log_quoted(exception.what()));
      failed = true;
    }
    if (failed) {
      written.error = asio::error::operation_aborted;
      co_return written;
    }
    if (piece.empty()) break;
    stream.expires_after(time_for(piece.size(), options));
    if (chunked) {
      auto const [error, bytes] = co_await asio::async_write(stream, http::make_chunk(asio::buffer(piece)), kTuple);
      written.error = error;
      written.bytes += bytes;
    } else {
      auto const [error, bytes] = co_await asio::async_write(stream, asio::buffer(piece), kTuple);
      written.error = error;
      written.bytes += bytes;
    }
    if (written.error) co_return written;
  }
  if (chunked) {
    auto const [error, bytes] = co_await asio::async_write(stream, http::make_chunk_last(), kTuple);
    written.error = error;
    written.bytes += bytes;
  }
  co_return written;
}

}  // namespace

asio::awaitable<Written> write_response(beast::tcp_stream& stream, Response response, ResponseFrame frame,
                                        HttpOptions const& options, asio::thread_pool& workers) {
  if (response.stream) {
    co_return co_await write_stream(stream, std::move(response), std::move(frame), options, workers);
  }
  co_return co_await write_whole(stream, std::move(response), frame, options);
}

asio::awaitable<void> close_gently(beast::tcp_stream& stream, HttpOptions const& options) {
  beast::error_code error;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  if (error) co_return;
  stream.expires_after(options.linger_timeout);
  std::array<char, 4096> ignored{};
  for (std::size_t total = 0; total < options.drain_bytes;) {
    auto const [read_error, bytes] = co_await stream.async_read_some(asio::buffer(ignored), kTuple);
    if (read_error) co_return;
    total += bytes;
  }
}

}  // namespace dragoman
