#include "server/remote_download.h"

#include <chrono>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "server/problem_detail.h"
#include "server/server_connection.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kWait = std::chrono::seconds(120);

}  // namespace

class RemoteDownload::Work {
 public:
  Work(ServerUrl server, std::string target) : server_(std::move(server)), target_(std::move(target)) {
    parser_.body_limit(boost::none);
  }

  Result<void> begin() { return run(ask()); }
  Result<std::string_view> next() { return run(read()); }

 private:
  template <class T>
  Result<T> run(asio::awaitable<Result<T>> work) {
    io_.restart();
    auto done = asio::co_spawn(io_, std::move(work), asio::use_future);
    io_.run();
    return done.get();
  }

  asio::awaitable<Result<void>> ask() {
    if (auto const connected = co_await connect(stream_, server_, kWait); !connected) co_return connected.error();
    auto const request = request_to(server_, http::verb::get, target_);
    auto const [write_error, written] = co_await http::async_write(stream_, request, kTuple);
    if (write_error) co_return exchange_failed(server_, write_error);
    auto const [header_error, bytes] = co_await http::async_read_header(stream_, buffer_, parser_, kTuple);
    if (header_error) co_return exchange_failed(server_, header_error);
    if (parser_.get().result_int() != 200) co_return co_await refused();
    co_return Result<void>();
  }

  asio::awaitable<Result<void>> refused() {
    constexpr std::size_t kMost = 4096;
    std::string body;
    while (body.size() < kMost) {
      auto const piece = co_await read();
      if (!piece || piece->empty()) break;
      body += *piece;
    }
    auto const detail = problem_detail(body);
    co_return Error{ErrorCode::kUnavailable, "The server answered " + std::to_string(parser_.get().result_int()) +
                                                 ": " + (detail.empty() ? "no reason was given." : detail)};
  }

  asio::awaitable<Result<std::string_view>> read() {
    while (!parser_.is_done()) {
      auto& body = parser_.get().body();
      body.data = piece_.data();
      body.size = piece_.size();
      stream_.expires_after(kWait);
      auto const [error, bytes] = co_await http::async_read_some(stream_, buffer_, parser_, kTuple);
      if (error && error != http::error::need_buffer) co_return exchange_failed(server_, error);
      if (auto const filled = piece_.size() - body.size; filled > 0) co_return std::string_view(piece_.data(), filled);
    }
    co_return std::string_view();
  }

  ServerUrl server_;
  std::string target_;
  asio::io_context io_{1};
  beast::tcp_stream stream_{io_};
  beast::flat_buffer buffer_;
  http::response_parser<http::buffer_body> parser_;
  std::vector<char> piece_ = std::vector<char>(std::size_t{64} << 10U);
};

RemoteDownload::RemoteDownload(ServerUrl server, std::string target)
    : work_(std::make_unique<Work>(std::move(server), std::move(target))) {}

RemoteDownload::~RemoteDownload() = default;

Result<void> RemoteDownload::begin() { return work_->begin(); }

Result<std::string_view> RemoteDownload::next() { return work_->next(); }

}  // namespace dragoman
