// Following what changes: the log, and the stream made of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/change_log.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<EventId> ids(std::initializer_list<std::uint32_t> numbers) {
  std::vector<EventId> all;
  for (auto const number : numbers) all.push_back(EventId{number});
  return all;
}

TEST(ChangeLog, GoesOnWhereAReaderWas) {
  ChangeLog log(4);
  EXPECT_EQ(log.next(), 0U);
  log.append(ids({7, 8, 9}));
  auto part = log.since(0, 2);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->events, ids({7, 8}));
  part = log.since(part->next, 2);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->events, ids({9}));
  EXPECT_EQ(part->next, 3U);
  EXPECT_THAT(log.since(3, 2)->events, IsEmpty());
  EXPECT_FALSE(log.since(4, 2)) << "not given out";
}

TEST(ChangeLog, ForgetsTheOldest) {
  ChangeLog log(4);
  log.append(ids({1, 2, 3}));
  log.append(ids({4, 5, 6}));
  EXPECT_FALSE(log.since(1, 9));
  EXPECT_EQ(log.since(2, 9)->events, ids({3, 4, 5, 6}));
  log.append(ids({1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(log.next(), 12U);
  EXPECT_EQ(log.since(8, 9)->events, ids({3, 4, 5, 6}));
}

TEST(ChangeLog, WakesThoseWhoListen) {
  ChangeLog log;
  int first = 0;
  int second = 0;
  auto const keeps = log.listen([&] { ++first; });
  auto leaves = log.listen([&] { ++second; });
  log.append(ids({1}));
  leaves.reset();
  log.append({});
  log.append(ids({2}));
  EXPECT_EQ(first, 2);
  EXPECT_EQ(second, 1);
}

struct Message {
  std::string id, event;
  boost::json::value data;
};

/// Those of a piece that have data, and the id of the last of all.
struct Piece {
  std::vector<Message> messages;
  std::string last_id;

  std::vector<std::string> kinds() const {
    std::vector<std::string> all;
    for (auto const& each : messages) all.push_back(each.event);
    return all;
  }
};

Piece parse_piece(std::string_view text) {
  Piece piece;
  Message message;
  while (!text.empty()) {
    auto const line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    if (line.starts_with("id: ")) piece.last_id = message.id = std::string(line.substr(4));
    if (line.starts_with("event: ")) message.event = std::string(line.substr(7));
    if (line.starts_with("data: ")) message.data = boost::json::parse(line.substr(6));
    if (!line.empty()) continue;
    if (!message.data.is_null()) piece.messages.push_back(message);
    message = {};
  }
  return piece;
}

class Changes : public ::testing::Test {
 protected:
  Live follow(std::string const& target = "/v1/changes", std::string const& last = {}) const {
    auto request = make_request("GET", target);
    request.last_event_id = last;
    auto response = world.api->handle(request);
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.content_type, "text/event-stream");
    return response.live.value();
  }

  World world;
};

TEST_F(Changes, TellsWhatCameChangedAndWent) {
  world.put("old", "meeting|happened|2023-01-01|A>B");
  auto const live = follow();
  auto const opening = parse_piece(live.next());
  EXPECT_THAT(opening.messages, IsEmpty());
  EXPECT_NE(opening.last_id, "");
  EXPECT_EQ(live.next(), "") << "nothing yet";

  world.put("new", "meeting|happened|2023-01-01|A>B\nvisit|happened|2023-02-01|A>C");
  auto const came = parse_piece(live.next());
  ASSERT_THAT(came.kinds(), ElementsAre("event", "event"));
  EXPECT_EQ(came.messages[0].data.at("evidence").as_array().size(), 2U) << "a known event with more evidence";
  EXPECT_EQ(came.messages[1].data.at("type").as_string(), "visit");

  EXPECT_EQ(world.send("DELETE", "/v1/articles/new").status, 204U);
  auto const went = parse_piece(live.next());
  ASSERT_THAT(went.kinds(), ElementsAre("event", "gone"));
  EXPECT_EQ(went.messages[1].data.at("id"), came.messages[1].data.at("id"));
  EXPECT_EQ(live.next(), "");
}

TEST_F(Changes, GoesOnAfterTheLastOneSeen) {
  auto const first = follow();
  auto const start = parse_piece(first.next()).last_id;
  world.put("one", "meeting|happened|2023-01-01|A>B");
  world.put("two", "meeting|happened|2023-01-02|A>B");
  for (auto const& again : {follow("/v1/changes", start), follow("/v1/changes?after=" + start)})
    EXPECT_THAT(parse_piece(again.next()).kinds(), ElementsAre("event", "event"));
  auto const both = parse_piece(first.next());
  EXPECT_THAT(both.kinds(), ElementsAre("event", "event"));
  EXPECT_THAT(parse_piece(follow("/v1/changes", both.last_id).next()).kinds(), IsEmpty());
  // Cut off after the first of the two.
  auto const cut_off = parse_piece(follow("/v1/changes", both.messages.front().id).next());
  ASSERT_EQ(cut_off.messages.size(), 2U);
  EXPECT_EQ(cut_off.messages.back().data, both.messages.back().data);
}

TEST_F(Changes, SaysWhenSomeWereMissed) {
  for (auto const* elsewhere : {"0123456789abcdef-0", "x", "-", "0123456789abcdef-"}) {
    auto const live = follow("/v1/changes", elsewhere);
    EXPECT_THAT(parse_piece(live.next()).kinds(), ElementsAre("reset")) << elsewhere;
    world.put(elsewhere, "meeting|happened|2023-01-01|A>B");
    EXPECT_THAT(parse_piece(live.next()).kinds(), ElementsAre("event")) << elsewhere;
  }
  auto const live = follow();
  EXPECT_THAT(parse_piece(live.next()).kinds(), IsEmpty());
  world.knowledge->changes().append(std::vector<EventId>(1'000'000, EventId{0}));
  EXPECT_THAT(parse_piece(live.next()).kinds(), ElementsAre("reset"));
  EXPECT_EQ(live.next(), "");
}

TEST_F(Changes, Filtered) {
  world.put("known", "meeting|happened|2022-01-01|Ana>Bo");
  auto const visits = follow("/v1/changes?type=visit");
  auto const of_ana = follow("/v1/changes?actor=Ana&with=Bo");
  visits.next();
  of_ana.next();
  world.put("new",
            "meeting|happened|2023-01-01|Ana>Bo\nvisit|happened|2023-02-01|Bo>Carla\nvisit|happened|-|Ana>Carla");
  EXPECT_EQ(parse_piece(visits.next()).messages.size(), 2U);
  EXPECT_EQ(parse_piece(of_ana.next()).messages.size(), 1U);
  EXPECT_EQ(world.get("/v1/changes?limit=3").status, 400U);
}

TEST_F(Changes, WakesAfterWhatIsThereCanBeRead) {
  auto const live = follow();
  live.next();
  std::vector<std::size_t> seen;
  auto const listening = live.listen([&] { seen.push_back(parse_piece(live.next()).messages.size()); });
  world.put("one", "meeting|happened|2023-01-01|A>B");
  EXPECT_THAT(seen, ElementsAre(1U));
}

}  // namespace
}  // namespace dragoman::testing
