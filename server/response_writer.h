#pragma once
// Puts a Response on the wire.

#include <cstdint>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "api/http_types.h"
#include "server/options.h"

namespace dragoman {

struct ResponseFrame {
  std::string request_id;
  unsigned version = 11;  // of the request: 10 or 11
  bool head_only = false;
  bool keep_alive = true;
};

/// How the reader knows where the body ends.
enum class BodyEnd : std::uint8_t { kLength, kChunks, kConnection };
/// Status line and fields up to the empty line.
std::string response_header(Response const& response, ResponseFrame const& frame, BodyEnd end);

struct Written {
  boost::system::error_code error;  // also when the body's producer failed: the answer is cut off
  std::uint64_t bytes = 0;
  bool keep_alive = false;
};

/// Runs on the stream's executor; Response::stream runs on `workers`.
boost::asio::awaitable<Written> write_response(boost::beast::tcp_stream& stream, Response response, ResponseFrame frame,
                                               HttpOptions const& options, boost::asio::thread_pool& workers);

/// Lets the client read what was sent: ends our side, then discards what still comes, for a limited time.
boost::asio::awaitable<void> close_gently(boost::beast::tcp_stream& stream, HttpOptions const& options);

}  // namespace dragoman
