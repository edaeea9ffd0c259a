#include "server/live_writer.h"

#include <exception>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>

#include "server/log.h"
#include "server/run_on.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

}  // namespace

void LiveWriter::finish() {
  finished_ = true;
  idle_.cancel();
}

void LiveWriter::wake() {
  more_ = true;
  idle_.cancel();
}

asio::awaitable<bool> LiveWriter::wait() {
  if (!more_ && !finished_) {
    idle_.expires_after(options_.live_idle);
    co_await idle_.async_wait(kTuple);
  }
  co_return std::exchange(more_, false) || finished_;
}

asio::awaitable<boost::system::error_code> LiveWriter::send(std::string_view piece, bool chunked) {
  stream_.expires_after(options_.write_timeout);
  auto const buffer = asio::buffer(piece);
  auto const [error, bytes] = chunked ? co_await asio::async_write(stream_, http::make_chunk(buffer), kTuple)
                                      : co_await asio::async_write(stream_, buffer, kTuple);
  stream_.expires_never();
  written_.bytes += bytes;
  written_.error = error;
  co_return error;
}

asio::awaitable<Written> LiveWriter::write(Response response, ResponseFrame frame) {
  bool const chunked = frame.version >= 11;
  if (!chunked) frame.keep_alive = false;  // the end of the connection is the end of the body
  auto const header = response_header(response, frame, chunked ? BodyEnd::kChunks : BodyEnd::kConnection);
  written_ = {.keep_alive = frame.keep_alive};
  stream_.expires_after(options_.write_timeout);
  std::tie(written_.error, written_.bytes) = co_await asio::async_write(stream_, asio::buffer(header), kTuple);
  if (written_.error || frame.head_only) co_return written_;

  auto const listening = response.live->listen([weak = weak_from_this()] {
    auto const self = weak.lock();
    if (self) asio::post(self->stream_.get_executor(), [self] { self->wake(); });
  });
  while (!finished_) {
    std::string piece;
    try {
      piece = co_await run_on(workers_, [&response] { return response.live->next(); });
    } catch (std::exception const& exception) {
      log_error("An answer broke off", "id=" + frame.request_id + " reason=" + log_quoted(exception.what()));
      written_.error = asio::error::operation_aborted;
    }
    if (written_.error) co_return written_;
    if (piece.empty()) {
      if (co_await wait()) continue;
      piece = response.live->idle;
    }
    if (co_await send(piece, chunked)) co_return written_;
  }
  if (chunked) {
    stream_.expires_after(options_.write_timeout);
    auto const [error, bytes] = co_await asio::async_write(stream_, http::make_chunk_last(), kTuple);
    written_.error = error;
    written_.bytes += bytes;
  }
  co_return written_;
}

}  // namespace dragoman
