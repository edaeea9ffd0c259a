#pragma once
// The HTTP side of the process: socket, threads, and an orderly end.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "api/http_types.h"
#include "common/error.h"
#include "server/api_keys.h"
#include "server/options.h"
#include "server/traffic.h"

namespace dragoman {

/// bind(), start(), drain(), stop(), in this order, from one thread.
class HttpServer {
 public:
  /// `keys`: who may ask; null: everybody. They must outlive the server.
  explicit HttpServer(HttpOptions options, ApiKeys const* keys = nullptr);
  ~HttpServer();
  HttpServer(HttpServer const&) = delete;
  HttpServer& operator=(HttpServer const&) = delete;

  /// Takes the address; connections are refused until start().
  Result<void> bind();
  /// Of the bound address: "http://127.0.0.1:8080". After bind(), any thread.
  std::string url() const;
  std::uint16_t port() const;
  /// Nobody on another machine can reach it.
  bool is_local() const;

  /// `api` must outlive the server.
  Result<void> start(Api& api);

  /// After start(), any thread.
  Traffic const& traffic() const;

  /// From the first moment of drain() on. Any thread.
  bool draining() const;

  /// Waits `notice` for load balancers to look away, then takes no more connections or requests and finishes those that
  /// are being answered. False: some were still open after `most`.
  bool drain(std::chrono::milliseconds notice, std::chrono::milliseconds most);
  /// Cuts what is still open, waits for the API's calls to return, ends all threads. Idempotent.
  void stop();

 private:
  struct Running;

  HttpOptions options_;
  ApiKeys const* const keys_;
  std::unique_ptr<Running> running_;
};

}  // namespace dragoman
