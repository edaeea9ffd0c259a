#include "server/remote_backup.h"

#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>

#include "server/server_connection.h"

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kWait = std::chrono::seconds(120);

/// The answer's body, pulled piece by piece. One thread.
class Download {
 public:
  explicit Download(ServerUrl server) : server_(std::move(server)) { parser_.body_limit(boost::none); }

  Result<void> begin() { return run(ask()); }
  /// Empty at the end of the whole body.
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
    http::request<http::empty_body> request(http::verb::get, server_.path + "/v1/backup", 11);
    request.set(http::field::host, server_.host + ":" + server_.port);
    request.set(http::field::user_agent, "dragoman");
    authorize(request, server_);
    request.keep_alive(false);
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
    boost::system::error_code error;
    auto const problem = boost::json::parse(body, error);
    auto const* object = error ? nullptr : problem.if_object();
    auto const* detail = object != nullptr ? object->if_contains("detail") : nullptr;
    auto const reason =
        detail != nullptr && detail->is_string() ? std::string(detail->get_string()) : "no reason was given.";
    co_return Error{ErrorCode::kUnavailable,
                    "The server answered " + std::to_string(parser_.get().result_int()) + ": " + reason};
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
  asio::io_context io_{1};
  beast::tcp_stream stream_{io_};
  beast::flat_buffer buffer_;
  http::response_parser<http::buffer_body> parser_;
  std::vector<char> piece_ = std::vector<char>(std::size_t{64} << 10U);
};

/// What libarchive reads from.
struct Source {
  Download& download;
  std::optional<Error> error;
};

la_ssize_t read_piece(archive* tar, void* from, void const** bytes) {
  auto& source = *static_cast<Source*>(from);
  auto const piece = source.download.next();
  if (!piece) {
    source.error = piece.error();
    archive_set_error(tar, EIO, "the transfer broke off");
    return ARCHIVE_FATAL;
  }
  *bytes = piece->data();
  return static_cast<la_ssize_t>(piece->size());
}

Result<void> take_file(archive* tar, archive_entry* entry, DatabaseCopy& copy) {
  if (archive_entry_filetype(entry) != AE_IFREG)
    return Error{ErrorCode::kCorruption, "The backup holds something that is not a file."};
  if (auto const begun = copy.begin_file(archive_entry_pathname(entry)); !begun) return begun;
  void const* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  while (true) {
    auto const status = archive_read_data_block(tar, &bytes, &size, &offset);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK)
      return Error{ErrorCode::kCorruption,
                   std::string("The backup can not be read: ") + archive_error_string(tar) + "."};
    if (auto const written = copy.write({static_cast<char const*>(bytes), size}); !written) return written;
  }
  return copy.end_file();
}

}  // namespace

Result<void> fetch_backup(ServerUrl const& server, DatabaseCopy& copy) {
  Download download(server);
  if (auto const begun = download.begin(); !begun) return begun;
  Source source{download, {}};
  std::unique_ptr<archive, decltype(&archive_read_free)> const tar(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(tar.get());
  auto status = archive_read_open(tar.get(), &source, nullptr, read_piece, nullptr);
  archive_entry* entry = nullptr;
  while (status == ARCHIVE_OK && (status = archive_read_next_header(tar.get(), &entry)) == ARCHIVE_OK) {
    auto const taken = take_file(tar.get(), entry, copy);
    if (!taken) return source.error ? *source.error : taken.error();
  }
  if (source.error) return *source.error;
  if (status != ARCHIVE_EOF)
    return Error{ErrorCode::kCorruption,
                 std::string("The backup can not be read: ") + archive_error_string(tar.get()) + "."};
  // The end of the tar is not yet the end of the answer: only that says that all was sent.
  while (true) {
    auto const rest = download.next();
    if (!rest) return rest.error();
    if (rest->empty()) return {};
  }
}

}  // namespace dragoman
