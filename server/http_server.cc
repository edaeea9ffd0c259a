#include "server/http_server.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_future.hpp>

#include "server/listener.h"
#include "server/log.h"
#include "server/server_state.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Descriptors that the store and the rest of the process may need beside the connections.
constexpr std::size_t kOtherDescriptors = 512;

/// As many connections as asked for, or as the system lets us have.
std::size_t allow_connections(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  auto const needed = static_cast<rlim_t>(wanted + kOtherDescriptors);
  if (limit.rlim_cur < needed) {
    limit.rlim_cur = std::min(limit.rlim_max, needed);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= needed) return wanted;
  auto const open = static_cast<std::size_t>(limit.rlim_cur);
  auto const possible = open > 2 * kOtherDescriptors ? open - kOtherDescriptors : std::max<std::size_t>(open / 2, 1);
  log_warning("The system allows fewer connections than asked for",
              "wanted=" + std::to_string(wanted) + " allowed=" + std::to_string(possible));
  return possible;
}

}  // namespace

struct HttpServer::Running {
  std::atomic<bool> draining = false;
  asio::io_context binding;  // holds the bound socket until the server starts
  tcp::acceptor bound{binding};
  tcp::endpoint
      address;  // set by bind(), then only read: port() and url() may be asked while others close the acceptor
  std::optional<ServerState> state;
  std::optional<tcp::acceptor> acceptor;
  std::future<void> listener;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::vector<std::thread> threads;
};

HttpServer::HttpServer(HttpOptions options, ApiKeys const* keys)
    : options_(std::move(options)), keys_(keys), running_(std::make_unique<Running>()) {
  auto const cores = std::max(2U, std::thread::hardware_concurrency());
  if (options_.worker_threads == 0) options_.worker_threads = cores;
  if (options_.io_threads == 0) options_.io_threads = cores;
}

HttpServer::~HttpServer() { stop(); }

Result<void> HttpServer::bind() {
  auto const place = options_.address + ":" + std::to_string(options_.port);
  auto const failed = [&](boost::system::error_code error) {
    return Error{ErrorCode::kUnavailable, "Cannot listen on " + place + ": " + error.message() + "."};
  };
  boost::system::error_code error;
  tcp::resolver resolver(running_->binding);
  auto const found = resolver.resolve(options_.address, std::to_string(options_.port), tcp::resolver::passive, error);
  if (error) return failed(error);
  auto const endpoint = found.begin()->endpoint();
  auto& acceptor = running_->bound;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) running_->address = acceptor.local_endpoint(error);
  if (error) return failed(error);
  return {};
}

std::string HttpServer::url() const {
  auto const& endpoint = running_->address;
  auto const address = endpoint.address().to_string();
  auto const host = endpoint.address().is_v6() ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(endpoint.port());
}

std::uint16_t HttpServer::port() const { return running_->address.port(); }

bool HttpServer::is_local() const {
  auto const address = running_->address.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
  }
  return address.is_loopback();
}

Result<void> HttpServer::start(Api& api) {
  auto& running = *running_;
  options_.most_connections = allow_connections(options_.most_connections);
  boost::system::error_code error;
  running.bound.listen(asio::socket_base::max_listen_connections, error);
  if (error) return Error{ErrorCode::kUnavailable, "Cannot listen on " + url() + ": " + error.message() + "."};
  auto& state = running.state.emplace(api, options_, keys_);
  running.acceptor.emplace(asio::make_strand(state.io), running.address.protocol(), running.bound.release());
  running.work.emplace(state.io.get_executor());
  running.listener =
      asio::co_spawn(running.acceptor->get_executor(), accept_connections(state, *running.acceptor), asio::use_future);
  for (unsigned i = 0; i < options_.io_threads; ++i) {
    running.threads.emplace_back([&state] { state.io.run(); });
  }
  return {};
}

Traffic const& HttpServer::traffic() const { return running_->state->traffic; }

bool HttpServer::draining() const { return running_->draining; }

bool HttpServer::drain(std::chrono::milliseconds notice, std::chrono::milliseconds most) {
  auto& running = *running_;
  running.draining = true;
  if (!running.state) return true;
  auto& state = *running.state;
  // Answers that say "not ready" are what this time is for.
  if (notice.count() > 0) running.listener.wait_for(notice);
  state.stopping = true;
  state.sessions.close();
  asio::post(running.acceptor->get_executor(), [&running] {
    boost::system::error_code ignored;
    running.acceptor->close(ignored);
  });
  running.listener.wait();
  state.sessions.finish_all();
  return state.sessions.wait_until_empty(most);
}

void HttpServer::stop() {
  auto& running = *running_;
  if (!running.state || !running.work) return;
  drain(std::chrono::milliseconds(0), std::chrono::milliseconds(0));
  running.state->sessions.abort_all();
  running.state->sessions.wait_until_empty();
  running.work.reset();
  for (auto& thread : running.threads) thread.join();
  running.state->workers.join();
  running.state->readers.join();
}

}  // namespace dragoman
