#pragma once
// An HttpServer over an API that the tests steer.

#include <gmock/gmock.h>

#include <memory>
#include <optional>

#include "fake_api.h"
#include "server/http_server.h"
#include "support.h"

namespace dragoman::test {

class Transport : public ::testing::Test {
 protected:
  Transport() {
    options_.port = 0;
    options_.io_threads = 2;
    options_.worker_threads = 2;
    options_.body_threads = 4;
  }
  ~Transport() override { api_.latch.open(); }

  void start() {
    server_ = std::make_unique<HttpServer>(options_, keys_ ? &*keys_ : nullptr);
    ASSERT_TRUE(server_->bind());
    ASSERT_TRUE(server_->start(api_));
  }
  Client connect() { return Client(server_->port()); }

  FakeApi api_;
  HttpOptions options_;
  std::optional<ApiKeys> keys_;
  std::unique_ptr<HttpServer> server_;
};

inline void expect_problem(Answer const& answer, unsigned status) {
  EXPECT_EQ(answer.status, status) << answer.body;
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.json().at("status").to_number<unsigned>(), status);
}

}  // namespace dragoman::test
