#pragma once
// An API whose behaviour the tests steer by the path.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>

#include "api/http_types.h"

namespace dragoman::test {

/// Holds back whoever waits until it is opened.
class Latch {
 public:
  void open() {
    std::lock_guard const lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.wait(lock, [&] { return open_; });
  }
  int waiting() {
    std::lock_guard const lock(mutex_);
    return waiting_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

/// GET /echo/… answers the path, as does /quick/… on the I/O thread, /wait when the latch opens, /throw never well,
/// /stream in pieces, /headers with two. POST /count answers the length of the body, /hold waits in feed() for the
/// latch, /stop stops after the first piece, /refuse before it.
class FakeApi final : public Api {
 public:
  Latch latch;
  std::atomic<int> readers_alive = 0;
  std::atomic<std::size_t> bytes_fed = 0;
  std::atomic<int> finished = 0;

  Begun begin(Request const& request) override {
    if (is(request, "refuse")) return {nullptr, problem(415, "Not this.", request.id)};
    if (request.method != "POST") return {};
    if (is(request, "throw-begin")) throw std::runtime_error("begin");
    return {std::make_unique<Reader>(*this, request), std::nullopt};
  }

  bool quick(Request const& request) const override { return is(request, "quick"); }

  Response handle(Request const& request) override {
    if (is(request, "wait")) latch.wait();
    if (is(request, "throw")) throw std::runtime_error("handle");
    if (is(request, "stream")) return streamed(3);
    if (is(request, "break")) return broken();
    if (is(request, "headers")) {
      return {.headers = {{"X-One", "a\r\nX-Two: b"}}, .body = "{}", .stream = {}};
    }
    if (is(request, "empty")) return {.status = 204, .headers = {}, .body = {}, .stream = {}};
    if (is(request, "big")) return {.headers = {}, .body = std::string(8'000'000, 'b'), .stream = {}};
    std::string body = request.method;
    for (auto const& segment : request.segments) body += " " + segment;
    return {.content_type = "text/plain", .headers = {}, .body = body, .stream = {}};
  }

 private:
  static bool is(Request const& request, std::string_view name) {
    return !request.segments.empty() && request.segments[0] == name;
  }

  static Response streamed(int pieces) {
    Response response{.content_type = "text/plain", .headers = {}, .body = {}, .stream = {}};
    response.stream = [left = pieces]() mutable {
      return left-- > 0 ? "piece " + std::to_string(left) + "\n" : std::string();
    };
    return response;
  }

  static Response broken() {
    Response response;
    response.stream = [first = true]() mutable -> std::string {
      if (!first) throw std::runtime_error("producer");
      first = false;
      return "begun ";
    };
    return response;
  }

  class Reader final : public BodyReader {
   public:
    Reader(FakeApi& api, Request const& request) : api_(api), request_(request) { ++api_.readers_alive; }
    ~Reader() override { --api_.readers_alive; }
    Reader(Reader const&) = delete;
    Reader& operator=(Reader const&) = delete;

    bool feed(std::string_view piece) override {
      if (is(request_, "hold")) api_.latch.wait();
      if (is(request_, "throw-feed")) throw std::runtime_error("feed");
      length_ += piece.size();
      api_.bytes_fed += piece.size();
      return !is(request_, "stop");
    }
    Response finish() override {
      ++api_.finished;
      return {.content_type = "text/plain", .headers = {}, .body = std::to_string(length_), .stream = {}};
    }

   private:
    FakeApi& api_;
    Request const request_;
    std::size_t length_ = 0;
  };
};

}  // namespace dragoman::test
