// DELETE /v1/articles/{id}: exactly what rested on the article goes.

#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/failing_store.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto* kMeeting = "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un";
constexpr auto* kVisit = "visit|happened|2023-10-18|Sergei Lavrov>North Korea";

void expect_sound(World const& world, EventStore const& store) {
  EXPECT_THAT(check(world), IsEmpty());
  EXPECT_THAT(store.verify().value(), IsEmpty());
}

TEST(Delete, TakesOutWhatRestedOnTheArticleAlone) {
  auto store = open_memory_store();
  auto const& shared = *store;
  World const world(std::move(store));
  world.put("a", std::string(kMeeting) + "\n" + kVisit);
  auto const told = world.put("b", kMeeting).at("events").at(0);

  auto const response = world.send("DELETE", "/v1/articles/a");
  EXPECT_EQ(response.status, 204U);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(world.get("/v1/articles/a").status, 404U);
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [b]"));
  EXPECT_EQ(world.ok("/v1/articles/b").at("events").at(0).at("id"), told.at("id"));
  EXPECT_EQ(world.ok("/v1/actors/north-korea").at("events"), 0);
  EXPECT_EQ(world.ok("/readyz").at("articles"), 1);
  expect_sound(world, shared);
}

TEST(Delete, WhatIsNotThereIsA404) {
  World const world;
  world.put("a", kMeeting);
  auto const response = world.send("DELETE", "/v1/articles/b");
  EXPECT_EQ(response.status, 404U);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_THAT(response.body, HasSubstr("no article with this id"));
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 204U);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 404U);
}

TEST(Delete, PathsParametersAndMethods) {
  World const world;
  world.put("with space/and slash", kMeeting);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a?force=1").status, 400U);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/%ff").status, 400U);
  EXPECT_EQ(world.send("DELETE", "/v1/articles").status, 405U);
  auto const wrong = world.send("PUT", "/v1/articles/a");
  EXPECT_EQ(wrong.status, 405U);
  EXPECT_THAT(wrong.headers, ElementsAre(std::pair("Allow", "GET, HEAD, DELETE, OPTIONS")));
  EXPECT_EQ(world.send("DELETE", "/v1/articles/with%20space%2Fand%20slash").status, 204U);
}

TEST(Delete, AnArticleMayComeAgain) {
  World const world;
  auto const first = world.put("a", kMeeting);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 204U);
  auto const again = world.put("a", kMeeting);
  EXPECT_EQ(again.at("status"), "stored");
  EXPECT_NE(first.at("events").at(0).at("id"), again.at("events").at(0).at("id")) << "ids are never given out twice";
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a]"));
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Delete, ImportedEvidenceStays) {
  auto store = open_memory_store();
  auto const& shared = *store;
  Batch imported;
  imported.put_actors = {{ActorId{0}, {.slug = "sergei-lavrov", .name = "Sergei Lavrov"}},
                         {ActorId{1}, {.slug = "kim-jong-un", .name = "Kim Jong Un"}}};
  Day const day = std::chrono::year{2023} / 10 / 19;
  imported.put_events = {{.id = EventId{0},
                          .type = EventType::kMeeting,
                          .cameo = "040",
                          .date = DateRange{day, day, DatePrecision::kDay},
                          .participants = {{ActorId{0}, Role::kSource}, {ActorId{1}, Role::kTarget}},
                          .evidence = {{.article = "a", .publisher = "elsewhere"}}}};
  ASSERT_TRUE(store->commit({&imported, 1}));
  World const world(std::move(store));
  world.put("a", kMeeting);
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a a]"));
  world.put("a", kVisit);
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a]",
                                                        "visit happened 2023-10-18 sergei-lavrov north-korea [a]"));
  world.put("a", kMeeting);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 204U);
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a]"));
  EXPECT_EQ(world.ok("/v1/events/e0").at("evidence").at(0).at("publisher"), "elsewhere");
  expect_sound(world, shared);
}

TEST(Delete, OrderedWithArticlesOfTheSameSubmitter) {
  auto store = open_memory_store();
  auto const& shared = *store;
  World const world(std::move(store), {.coding_threads = 3, .group_articles = 5});
  std::mt19937 random(4);
  std::map<std::string, std::string> expected;  // article → text
  std::vector<IngestStatus> wanted;
  std::vector<IngestOutcome> outcomes;  // by the writer's thread, until stop()
  auto const keep = [&](IngestOutcome const& outcome) { outcomes.push_back(outcome); };
  for (int i = 0; i < 2000; ++i) {
    auto const id = "a" + std::to_string(random() % 12);
    auto const known = expected.find(id);
    if (random() % 3 == 0) {
      wanted.push_back(known != expected.end() ? IngestStatus::kErased : IngestStatus::kFailed);
      if (known != expected.end()) expected.erase(known);
      world.knowledge->erase(id, keep);
      continue;
    }
    auto const text = "meeting|happened|2023-10-1" + std::to_string(random() % 5) + "|P>Q\nvisit|planned|-|P>Q";
    wanted.push_back(known == expected.end() ? IngestStatus::kStored
                     : known->second == text ? IngestStatus::kDuplicate
                                             : IngestStatus::kReplaced);
    expected[id] = text;
    world.knowledge->submit(
        {.id = id, .url = {}, .publisher = {}, .title = {}, .text = text, .published = {}, .language = {}}, keep);
  }
  world.knowledge->stop();
  ASSERT_EQ(outcomes.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) ASSERT_EQ(outcomes[i].status, wanted[i]) << "step " << i;
  expect_sound(world, shared);
  World const fresh;
  for (auto const& [id, text] : expected) fresh.put(id, text);
  EXPECT_EQ(world.ok("/readyz").at("articles"), expected.size());
  EXPECT_EQ(world.ok("/readyz").at("events"), fresh.ok("/readyz").at("events"));
}

TEST(Delete, AFailedCommitLeavesItThere) {
  auto const control = std::make_shared<FailingStore::Control>();
  World const world(std::make_unique<FailingStore>(control));
  world.put("a", kMeeting);
  auto const before = all_events(*world.knowledge);
  control->failing = true;
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 507U);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/b").status, 404U) << "that needs no commit";
  EXPECT_EQ(all_events(*world.knowledge), before);
  EXPECT_EQ(world.get("/v1/articles/a").status, 200U);
  EXPECT_THAT(check(world), IsEmpty());

  control->applied = 1;  // the commit fails after its batch was applied: the graph follows the store
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 507U);
  control->failing = false;
  EXPECT_THAT(check(world), IsEmpty());
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 404U);
  EXPECT_EQ(world.knowledge->view().graph->event_count(), 0U);
}

TEST(Delete, RefusedWhileShuttingDown) {
  World const world;
  world.put("a", kMeeting);
  world.knowledge->stop();
  auto const response = world.send("DELETE", "/v1/articles/a");
  EXPECT_EQ(response.status, 503U);
  EXPECT_THAT(response.headers, ElementsAre(std::pair("Retry-After", "5")));
  EXPECT_EQ(world.get("/v1/articles/a").status, 200U);
}

}  // namespace
}  // namespace dragoman::testing
