#include <chrono>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "server/query/asker.h"
#include "server/server_connection.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kWait = std::chrono::seconds(120);
/// A page of a thousand events, each with some hundred sentences.
constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20U;

class RemoteAsker final : public Asker {
 public:
  explicit RemoteAsker(ServerUrl server) : server_(std::move(server)) {}

  Result<Answer> ask(Question const& question) override {
    asio::io_context io(1);
    auto done = asio::co_spawn(io, exchange(target_of(question)), asio::use_future);
    io.run();
    auto answer = done.get();
    if (answer) return answer;
    return Error{answer.error().code, answer.error().message +
                                          " Is a server running there? --server or DRAGOMAN_SERVER says where it is; " +
                                          "--data DIR asks a database without one."};
  }

 private:
  asio::awaitable<Result<Answer>> exchange(std::string target) {
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    if (auto const connected = co_await connect(stream, server_, kWait); !connected) co_return connected.error();
    auto request = request_to(server_, http::verb::get, target);
    request.set(http::field::accept, "application/json");
    auto const [write_error, written] = co_await http::async_write(stream, request, kTuple);
    if (write_error) co_return exchange_failed(server_, write_error);

    stream.expires_after(kWait);
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kMostBytes);
    auto const [read_error, read] = co_await http::async_read(stream, buffer, parser, kTuple);
    if (read_error) co_return exchange_failed(server_, read_error);
    co_return Answer{parser.get().result_int(), std::move(parser.get().body())};
  }

  ServerUrl server_;
};

}  // namespace

std::unique_ptr<Asker> make_remote_asker(ServerUrl server) { return std::make_unique<RemoteAsker>(std::move(server)); }

}  // namespace dragoman
