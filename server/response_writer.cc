#include "server/response_writer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http.hpp>

#include "server/log.h"
#include "server/run_on.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

std::string http_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::now()));
}

bool may_have_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

template <class Body>
void fill_header(http::response<Body>& message, Response const& response, ResponseFrame const& frame) {
  message.version(frame.version);
  message.result(response.status);
  message.set(http::field::server, "dragoman");
  message.set(http::field::date, http_date());
  message.set("X-Request-Id", frame.request_id);
  if (may_have_body(response.status)) {
    message.set(http::field::content_type, response.content_type);
    message.set("X-Content-Type-Options", "nosniff");
  }
  for (auto const& [name, value] : response.headers) {
    auto safe = value;  // a line break would be a header of its own
    std::ranges::replace_if(
        safe, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    message.insert(name, safe);
  }
  message.keep_alive(frame.keep_alive);
}

std::chrono::milliseconds time_for(std::size_t bytes, HttpOptions const& options) {
  return options.write_timeout + std::chrono::milliseconds(bytes * 1000 / options.slowest_rate);
}

asio::awaitable<Written> write_whole(beast::tcp_stream& stream, Response response, ResponseFrame const& frame,
                                     HttpOptions const& options) {
  http::response<http::string_body> message;
  fill_header(message, response, frame);
  if (may_have_body(response.status)) {
    message.content_length(response.body.size());
    if (!frame.head_only) message.body() = std::move(response.body);
  }
  stream.expires_after(time_for(message.body().size(), options));
  http::response_serializer<http::string_body> serializer(message);
  auto const [error, bytes] = co_await http::async_write(stream, serializer, kTuple);
  co_return Written{error, bytes, frame.keep_alive};
}

asio::awaitable<Written> write_stream(beast::tcp_stream& stream, Response response, ResponseFrame frame,
                                      HttpOptions const& options, asio::thread_pool& workers) {
  bool const chunked = frame.version >= 11;
  if (!chunked) frame.keep_alive = false;  // the end of the connection is the end of the body
  http::response<http::empty_body> message;
  fill_header(message, response, frame);
  message.chunked(chunked);
  http::response_serializer<http::empty_body> serializer(message);
  stream.expires_after(options.write_timeout);
  auto const [header_error, header_bytes] = co_await http::async_write_header(stream, serializer, kTuple);
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
