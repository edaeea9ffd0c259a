#pragma once
// Takes new connections.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "server/server_state.h"

namespace dragoman {

/// Ends when `acceptor` is closed. Both must outlive it; runs on the acceptor's executor.
boost::asio::awaitable<void> accept_connections(ServerState& state, boost::asio::ip::tcp::acceptor& acceptor);

}  // namespace dragoman
