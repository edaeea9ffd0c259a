// The least that a Beast server can do: reads a request, sends a body that was prepared for its target. What Dragoman's
// answers are compared with: the same sizes, the same kind of coroutine, the same number of I/O threads.
// Usage: bare_server ANSWERS THREADS   (ANSWERS as http_load save writes it; prints the port it listens on)

#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

using Answers = std::unordered_map<std::string, std::string>;

Answers read_answers(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  Answers answers;
  for (std::string line; std::getline(file, line);) {
    auto const tab = line.find('\t');
    if (tab == std::string::npos) throw std::runtime_error(path + " is not a file of answers");
    std::string body(std::stoul(line.substr(tab + 1)), '\0');
    file.read(body.data(), static_cast<std::streamsize>(body.size()));
    if (file.get() != '\n') throw std::runtime_error(path + " is cut short");
    answers[line.substr(0, tab)] = std::move(body);
  }
  return answers;
}

asio::awaitable<void> serve(beast::tcp_stream stream, Answers const& answers) {
  beast::error_code ignored;
  stream.socket().set_option(tcp::no_delay(true), ignored);
  beast::flat_buffer buffer;
  while (true) {
    stream.expires_after(std::chrono::seconds(60));
    http::request<http::empty_body> request;
    auto const [read_error, read] = co_await http::async_read(stream, buffer, request, kTuple);
    if (read_error) co_return;
    auto const found = answers.find(std::string(request.target()));
    http::response<http::span_body<char const>> response;
    response.version(request.version());
    response.set(http::field::server, "bare");
    response.set(http::field::content_type, "application/json");
    response.keep_alive(request.keep_alive());
    if (found == answers.end()) {
      response.result(http::status::not_found);
    } else {
      response.body() = {found->second.data(), found->second.size()};
    }
    response.prepare_payload();
    http::response_serializer<http::span_body<char const>> serializer(response);
    auto const [error, sent] = co_await http::async_write(stream, serializer, kTuple);
    if (error || !response.keep_alive()) co_return;
  }
}

asio::awaitable<void> accept(asio::io_context& io, tcp::acceptor& acceptor, Answers const& answers) {
  while (true) {
    auto socket = co_await acceptor.async_accept(asio::make_strand(io), asio::use_awaitable);
    auto const executor = socket.get_executor();
    asio::co_spawn(executor, serve(beast::tcp_stream(std::move(socket)), answers), asio::detached);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "Usage: bare_server ANSWERS THREADS\n";
    return 2;
  }
  try {
    auto const answers = read_answers(words[1]);
    auto const threads = std::stoul(words[2]);
    asio::io_context io(static_cast<int>(threads));
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    std::cout << acceptor.local_endpoint().port() << std::endl;
    asio::co_spawn(io, accept(io, acceptor, answers), [](std::exception_ptr const& error) {
      if (error) std::rethrow_exception(error);
    });
    std::vector<std::jthread> others;
    for (unsigned long i = 1; i < threads; ++i) others.emplace_back([&io] { io.run(); });
    io.run();
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "bare_server: " << error.what() << '\n';
    return 1;
  }
}
