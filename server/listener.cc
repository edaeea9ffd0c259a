#include "server/listener.h"

#include <chrono>
#include <exception>
#include <memory>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/log.h"
#include "server/session.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

/// Says why before it closes, because a bare reset tells a client nothing.
asio::awaitable<void> turn_away(ServerState& state, tcp::socket socket, Gate::Pass) {
  beast::tcp_stream stream(std::move(socket));
  auto const id = new_request_id();
  auto response = problem(503, "The server has as many connections as it can keep; try again soon.", id);
  response.headers.emplace_back("Retry-After", "1");
  ResponseFrame frame{.request_id = id, .keep_alive = false};
  auto const written =
      co_await write_response(stream, std::move(response), std::move(frame), state.options, state.workers);
  if (!written.error) co_await close_gently(stream, state.options);
}

void report_end(std::exception_ptr const& fault) {
  if (!fault) return;
  try {
    std::rethrow_exception(fault);
  } catch (std::exception const& exception) {
    log_error("A connection failed", "reason=" + log_quoted(exception.what()));
  }
}

void start_session(ServerState& state, std::shared_ptr<Session> session, asio::any_io_executor const& strand) {
  auto* const address = session.get();
  state.traffic.connections_taken.fetch_add(1, std::memory_order_relaxed);
  state.traffic.connections_open.fetch_add(1, std::memory_order_relaxed);
  asio::co_spawn(
      strand, [address] { return address->run(); },
      [&state, kept = std::move(session)](std::exception_ptr fault) mutable {
        report_end(fault);
        auto const* const gone = kept.get();
        kept.reset();
        state.traffic.connections_open.fetch_sub(1, std::memory_order_relaxed);
        state.sessions.remove(gone);
      });
}

}  // namespace

asio::awaitable<void> accept_connections(ServerState& state, tcp::acceptor& acceptor) {
  asio::steady_timer pause(acceptor.get_executor());
  while (acceptor.is_open()) {
    asio::any_io_executor const strand = asio::make_strand(state.io);
    auto [error, socket] = co_await acceptor.async_accept(strand, kTuple);
    if (error == asio::error::operation_aborted || !acceptor.is_open()) co_return;
    if (error == asio::error::no_descriptors || error == asio::error::no_memory ||
        error == asio::error::no_buffer_space || error == boost::system::errc::too_many_files_open_in_system) {
      log_warning("Cannot take a connection", "reason=" + log_quoted(error.message()));
      pause.expires_after(std::chrono::milliseconds(100));
      auto const [waited] = co_await pause.async_wait(kTuple);
      if (waited) co_return;
      continue;
    }
    if (error) continue;  // the client gave up before it was taken
    auto session = std::make_shared<Session>(state, std::move(socket));
    if (state.sessions.add(session)) {
      start_session(state, std::move(session), strand);
      continue;
    }
    state.traffic.connections_refused.fetch_add(1, std::memory_order_relaxed);
    if (auto pass = state.refusals.enter()) {
      asio::co_spawn(strand, turn_away(state, session->release(), std::move(pass)),
                     [](std::exception_ptr const& fault) { report_end(fault); });
    }
  }
}

}  // namespace dragoman
