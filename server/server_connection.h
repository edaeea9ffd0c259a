#pragma once
// Reaching a server as a client.

#include <chrono>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include "common/error.h"
#include "server/server_url.h"

namespace dragoman {

/// kUnavailable: the exchange with that server came to nothing.
Error exchange_failed(ServerUrl const& server, boost::system::error_code error);

/// Both must outlive it. `wait`: the longest for connecting.
boost::asio::awaitable<Result<void>> connect(boost::beast::tcp_stream& stream, ServerUrl const& server,
                                             std::chrono::seconds wait);

/// Without a body, for a connection that ends with the answer. `target` is below the server's own path.
boost::beast::http::request<boost::beast::http::empty_body> request_to(ServerUrl const& server,
                                                                       boost::beast::http::verb method,
                                                                       std::string_view target);

}  // namespace dragoman
