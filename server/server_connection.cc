#include "server/server_connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dragoman {

namespace asio = boost::asio;

Error exchange_failed(ServerUrl const& server, boost::system::error_code error) {
  return {ErrorCode::kUnavailable,
          "The exchange with http://" + server.host + ":" + server.port + " failed: " + error.message() + "."};
}

asio::awaitable<Result<void>> connect(boost::beast::tcp_stream& stream, ServerUrl const& server,
                                      std::chrono::seconds wait) {
  constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
  asio::ip::tcp::resolver resolver(stream.get_executor());
  auto const [resolve_error, endpoints] = co_await resolver.async_resolve(server.host, server.port, kTuple);
  if (resolve_error) co_return exchange_failed(server, resolve_error);
  stream.expires_after(wait);
  auto const [connect_error, endpoint] = co_await stream.async_connect(endpoints, kTuple);
  if (connect_error) co_return exchange_failed(server, connect_error);
  co_return Result<void>();
}

boost::beast::http::request<boost::beast::http::empty_body> request_to(ServerUrl const& server,
                                                                       boost::beast::http::verb method,
                                                                       std::string_view target) {
  namespace http = boost::beast::http;
  http::request<http::empty_body> request(method, server.path + std::string(target), 11);
  request.set(http::field::host, server.host + ":" + server.port);
  request.set(http::field::user_agent, "dragoman");
  if (!server.api_key.empty()) request.set(http::field::authorization, "Bearer " + server.api_key);
  request.keep_alive(false);
  return request;
}

}  // namespace dragoman
