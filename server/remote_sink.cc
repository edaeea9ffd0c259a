#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "server/article_sink.h"
#include "server/server_connection.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kShortWait = std::chrono::seconds(30);
/// A server that codes what it was sent takes its time before it reads on or answers.
constexpr auto kLongWait = std::chrono::minutes(15);

std::chrono::seconds retry_after(std::string_view field) {
  constexpr unsigned kLongest = 600;
  unsigned seconds = 0;
  std::from_chars(field.data(), field.data() + field.size(), seconds);
  return std::chrono::seconds(std::min(seconds, kLongest));
}

class RemoteSink final : public ArticleSink {
 public:
  explicit RemoteSink(ServerUrl server) : server_(std::move(server)) {}

  Result<Reply> post(std::string_view collection, std::string_view content_type, PieceSource const& source) override {
    asio::io_context io(1);
    auto done = asio::co_spawn(io, exchange("/v1/" + std::string(collection), std::string(content_type), source),
                               asio::use_future);
    io.run();
    return done.get();
  }

 private:
  asio::awaitable<Result<Reply>> exchange(std::string path, std::string content_type, PieceSource const& source) {
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    if (auto const connected = co_await connect(stream, server_, kShortWait); !connected) co_return connected.error();

    auto request = request_to(server_, http::verb::post, path);
    request.set(http::field::content_type, content_type);
    // A refusal then comes before the file is sent, not in the middle of it.
    request.set(http::field::expect, "100-continue");
    request.chunked(true);
    http::request_serializer<http::empty_body> serializer(request);
    auto const [header_error, header_bytes] = co_await http::async_write_header(stream, serializer, kTuple);
    if (header_error) co_return exchange_failed(server_, header_error);

    beast::flat_buffer buffer;
    auto reply = co_await read_reply(stream, buffer);
    if (!reply || reply->status != 100) co_return reply;
    auto const sent = co_await send_body(stream, source);
    if (!sent) co_return sent.error();
    stream.expires_after(kLongWait);
    co_return co_await read_reply(stream, buffer);
  }

  asio::awaitable<Result<void>> send_body(beast::tcp_stream& stream, PieceSource const& source) {
    while (true) {
      auto const piece = source();
      if (!piece) co_return piece.error();
      if (piece->empty()) break;
      stream.expires_after(kLongWait);
      auto const [error, bytes] = co_await asio::async_write(stream, http::make_chunk(asio::buffer(*piece)), kTuple);
      // The server has answered before the end; its answer says why.
      if (error == asio::error::broken_pipe || error == asio::error::connection_reset) co_return Result<void>();
      if (error) co_return exchange_failed(server_, error);
    }
    auto const [error, bytes] = co_await asio::async_write(stream, http::make_chunk_last(), kTuple);
    if (error && error != asio::error::broken_pipe && error != asio::error::connection_reset)
      co_return exchange_failed(server_, error);
    co_return Result<void>();
  }

  asio::awaitable<Result<Reply>> read_reply(beast::tcp_stream& stream, beast::flat_buffer& buffer) {
    http::response_parser<http::string_body> parser;
    parser.body_limit(boost::none);
    auto const [error, bytes] = co_await http::async_read(stream, buffer, parser, kTuple);
    if (error) co_return exchange_failed(server_, error);
    auto& answer = parser.get();
    auto const waits = answer[http::field::retry_after];
    co_return Reply{answer.result_int(), std::move(answer.body()), retry_after({waits.data(), waits.size()})};
  }

  ServerUrl server_;
};

}  // namespace

Result<std::unique_ptr<ArticleSink>> make_remote_sink(ServerUrl server) {
  return std::unique_ptr<ArticleSink>(std::make_unique<RemoteSink>(std::move(server)));
}

}  // namespace dragoman
