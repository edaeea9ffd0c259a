#pragma once
// Answers that go on for as long as the client listens.

#include <memory>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "api/http_types.h"
#include "server/options.h"
#include "server/response_writer.h"

namespace dragoman {

/// Writes one of them. Lives on the executor of `stream`, a strand; all must outlive write().
class LiveWriter : public std::enable_shared_from_this<LiveWriter> {
 public:
  LiveWriter(boost::beast::tcp_stream& stream, HttpOptions const& options, boost::asio::thread_pool& workers)
      : stream_(stream), options_(options), workers_(workers), idle_(stream.get_executor()) {}

  /// Until finish(), or an error: that the client went away is seen at the next write. Live::next runs on `workers`.
  boost::asio::awaitable<Written> write(Response response, ResponseFrame frame);
  /// On the executor: end after what is being written.
  void finish();

 private:
  boost::asio::awaitable<boost::system::error_code> send(std::string_view piece, bool chunked);
  /// Until there may be more, or some seconds have passed: then false.
  boost::asio::awaitable<bool> wait();
  void wake();

  boost::beast::tcp_stream& stream_;
  HttpOptions const& options_;
  boost::asio::thread_pool& workers_;
  boost::asio::steady_timer idle_;
  bool more_ = false;
  bool finished_ = false;
  Written written_;
};

}  // namespace dragoman
