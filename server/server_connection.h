#pragma once
// Reaching a server as a client.

#include <chrono>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/field.hpp>

#include "common/error.h"
#include "server/server_url.h"

namespace dragoman {

/// kUnavailable: the exchange with that server came to nothing.
Error exchange_failed(ServerUrl const& server, boost::system::error_code error);

/// Both must outlive it. `wait`: the longest for connecting.
boost::asio::awaitable<Result<void>> connect(boost::beast::tcp_stream& stream, ServerUrl const& server,
                                             std::chrono::seconds wait);

/// Adds the server's key to a request.
template <class Request>
void authorize(Request& request, ServerUrl const& server) {
  if (!server.api_key.empty()) request.set(boost::beast::http::field::authorization, "Bearer " + server.api_key);
}

}  // namespace dragoman
