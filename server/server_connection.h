#pragma once
// Reaching a server as a client.

#include <chrono>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "common/error.h"
#include "server/server_url.h"

namespace dragoman {

/// kUnavailable: the exchange with that server came to nothing.
Error exchange_failed(ServerUrl const& server, boost::system::error_code error);

/// Both must outlive it. `wait`: the longest for connecting.
boost::asio::awaitable<Result<void>> connect(boost::beast::tcp_stream& stream, ServerUrl const& server,
                                             std::chrono::seconds wait);

}  // namespace dragoman
