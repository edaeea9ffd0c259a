#pragma once
// One connection: requests in, answers out, in order.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "server/live_writer.h"
#include "server/log.h"
#include "server/pace.h"
#include "server/request_head.h"
#include "server/response_writer.h"
#include "server/server_state.h"

namespace dragoman {

/// Lives on the strand of its socket; finish() and abort() may be called from any thread.
class Session : public std::enable_shared_from_this<Session> {
 public:
  /// `socket`'s executor is a strand.
  Session(ServerState& state, boost::asio::ip::tcp::socket socket);

  boost::asio::awaitable<void> run();

  /// End with the request that is being answered; one that is still being received is given up.
  void finish();
  /// Cut the connection.
  void abort();
  /// Instead of run(): gives the socket back.
  boost::asio::ip::tcp::socket release();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
  /// A body's answer, or why there is none.
  struct Received {
    std::optional<Response> response;
    std::string_view note;
  };

  /// How much of a request is there: nothing, as the connection ended; bytes just read; bytes that came with the
  /// request before.
  enum class Arrived { kNothing, kFresh, kLeftOver };
  boost::asio::awaitable<Arrived> wait_for_request();
  boost::asio::awaitable<boost::system::error_code> read_header(Parser& parser, Arrived arrived);
  /// False: the connection ends.
  boost::asio::awaitable<bool> exchange(Parser& parser);
  boost::asio::awaitable<void> refuse(Parser& parser, boost::system::error_code error);

  /// Counts and logs a request that has ended.
  void finish_line(RequestLine& line, Request const& request, std::chrono::steady_clock::time_point started);

  boost::asio::awaitable<Received> answer(Parser& parser, RequestHead& head);
  boost::asio::awaitable<Response> handle(Request const& request);
  boost::asio::awaitable<Received> receive(Parser& parser, RequestHead const& head, BodyReader& reader);
  boost::asio::awaitable<boost::system::error_code> fill(Parser& parser, std::vector<char>& piece, std::size_t& filled,
                                                         Pace& pace);
  /// Reads the rest of a body nobody wants; false: too much of it, or it never came.
  boost::asio::awaitable<bool> drain(Parser& parser, bool awaits_continue);

  ServerState& state_;
  boost::asio::ip::address client_;
  std::string client_text_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::uint64_t body_bytes_ = 0;  // of the present request
  std::shared_ptr<LiveWriter> live_;
  bool receiving_ = true;              // waiting for bytes of a request, as opposed to answering it
  std::uint64_t body_bytes_ = 0;       // of the present request
  std::shared_ptr<ApiKey const> key_;  // of the present request; null: none that is known
  bool receiving_ = true;              // waiting for bytes of a request, as opposed to answering it
};

}  // namespace dragoman
