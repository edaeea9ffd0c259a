// Events that the graph knows all of are answered without the store, in the same bytes.

#include <gtest/gtest.h>

#include "api/json.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

Event plain(std::uint32_t id, std::optional<DateRange> date, Participants participants) {
  Event event{.id = EventId{id}, .type = EventType::kMeeting, .cameo = "040", .date = date};
  event.participants = std::move(participants);
  event.evidence.resize(1);
  return event;
}

DateRange range(int year, int month, int from, int to) {
  Day const first{std::chrono::year{year} / month / from};
  Day const last{std::chrono::year{year} / month / to};
  return {first, last, first == last ? DatePrecision::kDay : DatePrecision::kRange};
}

constexpr ActorId kA{0};
constexpr ActorId kB{1};
constexpr ActorId kC{2};

std::vector<Event> bare_events() {
  auto const pair = Participants{{kA, Role::kSource}, {kB, Role::kTarget}};
  std::vector<Event> events{
      plain(0, range(2018, 1, 2, 2), pair),
      plain(1, range(2018, 1, 9, 12), {{kB, Role::kSource}, {kA, Role::kTarget}, {kC, Role::kTarget}}),
      plain(2, std::nullopt, {{kA, Role::kSource}}),
      plain(3, range(1, 1, 1, 1), {{kA, Role::kSource}, {kA, Role::kTarget}}),
      plain(4, range(9999, 12, 31, 31), {}),
      plain(5, range(2018, 2, 1, 1), pair),
  };
  events[5].type = EventType::kStatement;
  events[5].status = EventStatus::kDenied;
  events[5].cameo = "010";
  return events;
}

/// Each says one thing more.
std::vector<Event> other_events() {
  auto const pair = Participants{{kA, Role::kSource}, {kB, Role::kTarget}};
  std::vector<Event> events;
  for (std::uint32_t id = 10; id < 20; ++id) events.push_back(plain(id, range(2018, 3, 3, 3), pair));
  events[0].evidence[0].article = "x";
  events[1].evidence[0].publisher = "x";
  events[2].evidence[0].sentence = "x";
  events[3].evidence[0].published = Day{std::chrono::year{2018} / 3 / 4};
  events[4].evidence[0].begin = 1;
  events[5].evidence[0].end = 1;
  events[6].evidence.resize(2);
  events[7].date_text = "today";
  events[8].cameo = "9999";
  events[9].evidence.clear();
  return events;
}

class BareEvents : public ::testing::Test {
 protected:
  static std::unique_ptr<EventStore> filled() {
    auto store = open_memory_store();
    Batch batch;
    batch.put_actors = {{kA, {.slug = "a", .name = "A"}},
                        {kB, {.slug = "b", .name = "B \"the second\"", .country = "a"}},
                        {kC, {.slug = "c", .name = "C\xc3\xa9"}}};
    batch.put_events = bare_events();
    for (auto& event : other_events()) batch.put_events.push_back(std::move(event));
    EXPECT_TRUE(store->commit(std::span(&batch, 1)));
    return store;
  }

  std::string from_store(EventId id) const {
    auto const view = world.knowledge->view();
    auto const event = view.store->event(id);
    std::string text;
    JsonWriter json(text);
    write_event(json, event->value(), *view.graph);
    return text;
  }

  World world{filled()};
};

TEST_F(BareEvents, TheGraphTellsThemFromOthers) {
  auto const view = world.knowledge->view();
  for (auto const& event : bare_events()) EXPECT_TRUE(view.graph->event(event.id)->bare) << event.id.value;
  for (auto const& event : other_events()) EXPECT_FALSE(view.graph->event(event.id)->bare) << event.id.value;
}

TEST_F(BareEvents, HaveTheBytesThatTheStoreGives) {
  auto const view = world.knowledge->view();
  std::vector<EventId> ids;
  std::string expected;
  // Mixed, so that each must find its own.
  for (std::uint32_t i = 0; i < 10; ++i) {
    ids.push_back(EventId{10 + i});
    expected += (i == 0 ? "" : ",") + from_store(ids.back());
    ids.push_back(EventId{i % 6});
    expected += "," + from_store(ids.back());
  }
  std::string text;
  JsonWriter json(text);
  ASSERT_TRUE(write_events(json, ids, view));
  EXPECT_EQ(text, "[" + expected + "]");
  for (auto const id : ids) EXPECT_EQ(world.get("/v1/events/" + event_name(id)).body, from_store(id));
}

TEST_F(BareEvents, AreTheLatestOfAnEncounterAsOthersAre) {
  constexpr auto kTo2018 = "/v1/actors/a/met?to=2018-01-31";
  EXPECT_EQ(world.get(kTo2018).body,
            R"({"items":[{"actor":{"id":"b","name":"B \"the second\"","kind":"other","country":"a"},"count":2,)"
            R"("first":{"start":"2018-01-02","end":"2018-01-02","precision":"day"},)"
            R"("last":{"start":"2018-01-09","end":"2018-01-12","precision":"range"},)"
            R"("latest":{"id":"e1","date":{"start":"2018-01-09","end":"2018-01-12","precision":"range","text":""},)"
            R"("article":"","publisher":"","published":null,"sentence":""}},)"
            R"({"actor":{"id":"c","name":"Cé","kind":"other","country":null},"count":1,)"
            R"("first":{"start":"2018-01-09","end":"2018-01-12","precision":"range"},)"
            R"("last":{"start":"2018-01-09","end":"2018-01-12","precision":"range"},)"
            R"("latest":{"id":"e1","date":{"start":"2018-01-09","end":"2018-01-12","precision":"range","text":""},)"
            R"("article":"","publisher":"","published":null,"sentence":""}}],"total":2})");
}

}  // namespace
}  // namespace dragoman::testing
