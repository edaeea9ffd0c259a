#pragma once
// What an operator may set about the HTTP side.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dragoman {

struct HttpOptions {
  std::string address = "127.0.0.1";  // or a host name
  std::uint16_t port = 8080;          // 0: any that is free

  unsigned io_threads = 0;      // also answer what is quick; 0: as many as cores, at least 2
  unsigned worker_threads = 0;  // answer what is long; 0: as many as cores, at least 2
  unsigned body_threads = 16;   // may all block in BodyReader::feed

  std::size_t most_connections = 4096;
  std::size_t most_bodies = 64;    // received at the same time
  std::size_t most_waiting = 256;  // requests that workers have or will have

  std::size_t header_bytes = std::size_t{16} << 10U;  // request line and fields together
  std::size_t target_bytes = std::size_t{8} << 10U;
  std::uint64_t body_bytes = std::uint64_t{16} << 30U;
  std::size_t piece_bytes = std::size_t{128} << 10U;  // most that is held of a body
  std::size_t drain_bytes = std::size_t{64} << 20U;   // of a refused body, read to keep its connection

  std::chrono::milliseconds idle_timeout{60'000};    // between requests
  std::chrono::milliseconds header_timeout{10'000};  // first byte to last of a header
  std::chrono::milliseconds body_timeout{30'000};    // how far a body may fall behind the slowest rate
  std::chrono::milliseconds write_timeout{30'000};   // the same for an answer
  std::chrono::milliseconds live_idle{15'000};       // how long a live answer is silent at most
  std::size_t slowest_rate = 1024;                   // bytes a second
  std::chrono::milliseconds linger_timeout{2'000};   // to let a client read the last answer

  double requests_per_second = 0;         // of one client: a key, else an address; 0: as many as it likes
  double burst = 0;                       // that it may send at once; 0: twice as many as in a second
  std::vector<std::string> cors_origins;  // whose pages may read the answers
};

}  // namespace dragoman
