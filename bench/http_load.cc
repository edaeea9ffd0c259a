// Asks a server on many keep-alive connections, as fast as it answers.
// Usage: http_load ask  HOST PORT TARGETS CONNECTIONS SECONDS   prints requests/s, p50, p99 and the
//                                                               slowest in microseconds, bytes/s
//        http_load save HOST PORT TARGETS ANSWERS               asks each target once and keeps the bodies
// TARGETS has one request target a line; each connection draws from them at random. Answers must be 200 with a
// Content-Length: anything else ends the run with an error.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace {

namespace asio = boost::asio;
using asio::use_awaitable;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

std::vector<std::string> read_lines(std::string const& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  if (lines.empty()) throw std::runtime_error("no targets in " + path);
  return lines;
}

std::string request_for(std::string const& target) { return "GET " + target + " HTTP/1.1\r\nHost: bench\r\n\r\n"; }

class Connection {
 public:
  explicit Connection(asio::io_context& io) : socket_(io) {}

  asio::awaitable<void> open(tcp::endpoint const& server) {
    co_await socket_.async_connect(server, use_awaitable);
    socket_.set_option(tcp::no_delay(true));
  }

  /// The whole answer; body_of() finds its body. Valid until the next call.
  asio::awaitable<std::string_view> ask(std::string const& request) {
    co_await asio::async_write(socket_, asio::buffer(request), use_awaitable);
    std::size_t have = 0;
    std::size_t need = 0;
    while (need == 0 || have < need) {
      if (have == buffer_.size()) buffer_.resize(2 * buffer_.size());
      have += co_await socket_.async_read_some(asio::buffer(&buffer_[have], buffer_.size() - have), use_awaitable);
      if (need == 0) need = length({buffer_.data(), have});
      if (need > buffer_.size()) buffer_.resize(need);
    }
    if (have != need) throw std::runtime_error("the server sent more than it announced");
    co_return std::string_view(buffer_.data(), have);
  }

  static std::string_view body_of(std::string_view answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

 private:
  /// Of header and body together; 0 while the header is not whole.
  static std::size_t length(std::string_view answer) {
    auto const end = answer.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    auto const header = answer.substr(0, end + 2);
    constexpr std::string_view kField = "\r\nContent-Length: ";
    auto const field = header.find(kField);
    if (!header.starts_with("HTTP/1.1 200 ") || field == std::string_view::npos) {
      throw std::runtime_error("not an answer to measure: " + std::string(header));
    }
    std::size_t body = 0;
    auto const* const digits = header.data() + field + kField.size();
    std::from_chars(digits, header.data() + header.size(), body);
    return end + 4 + body;
  }

  tcp::socket socket_;
  std::string buffer_ = std::string(std::size_t{64} << 10U, '\0');
};

struct Tally {
  std::vector<float> microseconds;
  std::size_t bytes = 0;
};

asio::awaitable<void> keep_asking(asio::io_context& io, tcp::endpoint server, std::vector<std::string> const& requests,
                                  unsigned seed, Clock::time_point begin, Clock::time_point end, Tally& tally) {
  Connection connection(io);
  co_await connection.open(server);
  std::mt19937 random(seed);
  for (auto start = Clock::now(); start < end;) {
    auto const answer = co_await connection.ask(requests[random() % requests.size()]);
    auto const now = Clock::now();
    if (start >= begin && now < end) {
      tally.microseconds.push_back(std::chrono::duration<float, std::micro>(now - start).count());
      tally.bytes += answer.size();
    }
    start = now;
  }
}

/// Lets what is thrown in a coroutine out of io_context::run().
void rethrow(std::exception_ptr const& error) {
  if (error) std::rethrow_exception(error);
}

void ask(tcp::endpoint const& server, std::vector<std::string> const& targets, unsigned connections, double seconds) {
  std::vector<std::string> requests;
  for (auto const& target : targets) requests.push_back(request_for(target));
  asio::io_context io(1);
  Tally tally;
  auto const begin = Clock::now() + std::chrono::seconds(1);  // the first second warms up
  auto const end = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  for (unsigned i = 0; i < connections; ++i) {
    asio::co_spawn(io, keep_asking(io, server, requests, i, begin, end, tally), rethrow);
  }
  io.run();
  auto& times = tally.microseconds;
  if (times.empty()) throw std::runtime_error("nothing was answered");
  std::ranges::sort(times);
  auto const at = [&times](std::size_t percent) {
    return static_cast<double>(times[(times.size() - 1) * percent / 100]);
  };
  std::cout << static_cast<double>(times.size()) / seconds << '\t' << at(50) << '\t' << at(99) << '\t' << at(100)
            << '\t' << static_cast<double>(tally.bytes) / seconds << '\n';
}

asio::awaitable<void> save_each(asio::io_context& io, tcp::endpoint server, std::vector<std::string> const& targets,
                                std::ofstream& out) {
  Connection connection(io);
  co_await connection.open(server);
  for (auto const& target : targets) {
    auto const answer = co_await connection.ask(request_for(target));
    auto const body = Connection::body_of(answer);
    out << target << '\t' << body.size() << '\n' << body << '\n';
  }
}

void save(tcp::endpoint const& server, std::vector<std::string> const& targets, std::string const& path) {
  std::ofstream out(path, std::ios::binary);
  asio::io_context io(1);
  asio::co_spawn(io, save_each(io, server, targets, out), rethrow);
  io.run();
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int count, char** words) {
  std::string const what = count > 1 ? words[1] : "";
  if (!(what == "ask" && count == 7) && !(what == "save" && count == 6)) {
    std::cerr << "Usage: http_load ask HOST PORT TARGETS CONNECTIONS SECONDS | save HOST PORT TARGETS ANSWERS\n";
    return 2;
  }
  try {
    auto const port = static_cast<std::uint16_t>(std::stoul(words[3]));
    tcp::endpoint const server(asio::ip::make_address(words[2]), port);
    auto const targets = read_lines(words[4]);
    if (what == "ask") {
      ask(server, targets, static_cast<unsigned>(std::stoul(words[5])), std::stod(words[6]));
    } else {
      save(server, targets, words[5]);
    }
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "http_load: " << error.what() << '\n';
    return 1;
  }
}
