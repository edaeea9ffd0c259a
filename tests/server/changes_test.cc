// GET /v1/changes of the running server.

#include <gmock/gmock.h>

#include "support.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kLines = "application/x-ndjson";

std::string last_id(std::string const& messages) {
  auto const at = messages.rfind("id: ") + 4;
  return messages.substr(at, messages.find('\n', at) - at);
}

TEST(FollowChanges, EventsComeWithoutAskingAgain) {
  Server server;
  auto follower = server.connect();
  follower.send(request("GET", "/v1/changes"));
  auto const head = follower.receive_until("\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("text/event-stream"));
  auto const start = last_id(follower.receive_until("\n\n"));

  auto client = server.connect();
  EXPECT_EQ(client.post("/v1/articles", kLines, article_line(1)).status, 200U);
  auto const first = follower.receive_until("event: event\n") + follower.receive_until("\n\n");
  EXPECT_THAT(first, HasSubstr("\"article\":\"made-up-1\""));
  EXPECT_EQ(client.post("/v1/articles", kLines, article_line(2)).status, 200U);
  EXPECT_THAT(follower.receive_until("\"made-up-2\""), HasSubstr("event: event\n"));

  auto again = server.connect();
  again.send(request("GET", "/v1/changes", "Last-Event-ID: " + start));
  EXPECT_THAT(again.receive_until("\"made-up-2\""), HasSubstr("\"made-up-1\""));
  EXPECT_EQ(server.stop(), 0);
}

TEST(FollowChanges, AServerThatStopsDoesNotWaitForThem) {
  Server server;
  std::vector<Client> followers;
  for (int i = 0; i < 50; ++i) {
    followers.push_back(server.connect());
    followers.back().send(request("GET", "/v1/changes"));
    followers.back().receive_until("id: ");
  }
  // More than there are workers, and none of them is held.
  EXPECT_EQ(server.connect().get("/v1/meetings").status, 200U);
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_EQ(server.stop(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  for (auto& follower : followers) follower.receive_until("0\r\n\r\n");
}

TEST(FollowChanges, WhoGoesAwayIsForgotten) {
  Server server;
  for (int i = 0; i < 200; ++i) {
    auto follower = server.connect();
    follower.send(request("GET", "/v1/changes"));
    follower.receive_until("id: ");
  }
  auto client = server.connect();
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(client.post("/v1/articles", kLines, article_line(i)).status, 200U);
  EXPECT_EQ(client.get("/v1/events").status, 200U);
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace dragoman::test
