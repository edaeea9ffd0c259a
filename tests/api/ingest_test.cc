// Duplicates, replacement, merging, failures of store and coder.

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/failing_store.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto* kMeeting = "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un";

std::string status_of(boost::json::value const& answer) {
  return boost::json::value_to<std::string>(answer.at("status"));
}

TEST(Ingest, StoredThenDuplicate) {
  World const world;
  auto const first = world.put("a", kMeeting);
  EXPECT_EQ(status_of(first), "stored");
  auto const second = world.put("a", kMeeting);
  EXPECT_EQ(status_of(second), "duplicate");
  EXPECT_EQ(first.at("events"), second.at("events"));
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a]"));
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Ingest, SecondReportOfAnEventIsEvidence) {
  World const world;
  auto const first = world.put("a", kMeeting);
  auto const second = world.put("b", "meeting|happened|2023-10-19|Kim Jong Un>Sergei Lavrov");
  EXPECT_EQ(first.at("events").at(0).at("id"), second.at("events").at(0).at("id"));
  EXPECT_EQ(second.at("events").at(0).at("evidence").as_array().size(), 2U);
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a b]"));
}

TEST(Ingest, UndatedEventsOfTwoArticlesStayApart) {
  World const world;
  world.put("a", "meeting|happened|-|Sergei Lavrov>Kim Jong Un");
  world.put("b", "meeting|happened|-|Sergei Lavrov>Kim Jong Un");
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened - sergei-lavrov kim-jong-un [a]",
                                                        "meeting happened - sergei-lavrov kim-jong-un [b]"));
}

TEST(Ingest, ReplacementTakesOutTheOldEvidence) {
  World const world;
  world.put("a", std::string(kMeeting) + "\nvisit|happened|2023-10-18|Sergei Lavrov>North Korea");
  world.put("b", kMeeting);
  auto const replaced = world.put("a", "proposal|happened|2023-10-19|Sergei Lavrov>China");
  EXPECT_EQ(status_of(replaced), "replaced");
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [b]",
                                                        "proposal happened 2023-10-19 sergei-lavrov china [a]"));
  EXPECT_EQ(world.ok("/v1/articles/a").at("events").as_array().size(), 1U);
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Ingest, AnEventToldAgainKeepsItsId) {
  World const world;
  auto const first = world.put("a", std::string(kMeeting) + "\nmeeting|happened|-|X>Y");
  auto const second = world.put("a", "New words.\n" + std::string(kMeeting) + "\nmeeting|happened|-|X>Y");
  EXPECT_EQ(status_of(second), "replaced");
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(first.at("events").at(i).at("id"), second.at("events").at(i).at("id"));
    EXPECT_EQ(second.at("events").at(i).at("evidence").as_array().size(), 1U);
  }
  EXPECT_NE(first.at("events").at(0).at("evidence"), second.at("events").at(0).at("evidence"));
  EXPECT_EQ(world.knowledge->view().graph->event_count(), 2U);
}

TEST(Ingest, ReplacementByNothing) {
  World const world;
  world.put("a", kMeeting);
  world.put("a", "Nothing happened.");
  EXPECT_THAT(all_events(*world.knowledge), IsEmpty());
  EXPECT_EQ(world.get("/v1/events/e0").status, 404U);
  EXPECT_EQ(world.ok("/v1/actors/kim-jong-un").at("events"), 0);
}

TEST(Ingest, WithinOneGroup) {
  World const world;
  std::string body;
  for (auto const& [id, text] : std::vector<std::pair<std::string, std::string>>{
           {"a", kMeeting}, {"b", kMeeting}, {"a", kMeeting}, {"a", "Nothing."}, {"c", kMeeting}, {"a", kMeeting}}) {
    body += article_json(id, text) + "\n";
  }
  auto const answer = parse(world.post(body, "application/x-ndjson"));
  EXPECT_EQ(answer.at("stored"), 3);
  EXPECT_EQ(answer.at("duplicate"), 1);
  EXPECT_EQ(answer.at("replaced"), 2);
  EXPECT_THAT(all_events(*world.knowledge),
              ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [b c a]"));
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Ingest, AnyMixOfGroupsGivesTheSame) {
  std::string body;
  for (int i = 0; i < 300; ++i) {
    auto const day = std::to_string(10 + i % 20);
    body += article_json("a" + std::to_string(i % 120), "meeting|happened|2023-10-" + day + "|P" +
                                                            std::to_string(i % 7) + ">P" + std::to_string(i % 5) +
                                                            "\nvisit|planned|-|P" + std::to_string(i % 3) + ">Q") +
            "\n";
  }
  std::vector<std::vector<std::string>> results;
  for (auto const& [threads, group] :
       std::vector<std::pair<unsigned, std::size_t>>{{1, 1}, {2, 16}, {4, 256}, {3, 7}}) {
    World const world(open_memory_store(), {.coding_threads = threads, .group_articles = group});
    world.post(body, "application/x-ndjson");
    results.push_back(all_events(*world.knowledge));
    EXPECT_THAT(check(world), IsEmpty());
    auto const again = parse(world.post(body.substr(body.rfind('\n', body.size() - 2) + 1), "application/x-ndjson"));
    EXPECT_EQ(again.at("duplicate"), 1);
  }
  for (auto const& result : results) EXPECT_EQ(result, results.front());
}

TEST(Ingest, ANewCoderCodesAnew) {
  auto store = open_memory_store();
  auto* shared = store.get();
  // The store outlives the first knowledge base.
  class Borrowed final : public EventStore {
   public:
    explicit Borrowed(EventStore& store) : store_(store) {}
    Result<void> commit(std::span<Batch const> group) override { return store_.commit(group); }
    std::shared_ptr<StoreSnapshot const> snapshot() const override { return store_.snapshot(); }
    StoreCounts counts() const override { return store_.counts(); }
    ActorId next_actor_id() const override { return store_.next_actor_id(); }
    EventId next_event_id() const override { return store_.next_event_id(); }
    Result<std::vector<std::string>> verify() const override { return store_.verify(); }

   private:
    EventStore& store_;
  };
  auto const ingest = [&](std::string const& version) {
    auto knowledge = std::move(
        *KnowledgeBase::open(std::make_unique<Borrowed>(*shared), std::make_unique<MarkedUpCoder>(version), {}));
    IngestStatus status{};
    knowledge->submit(
        {.id = "a", .url = {}, .publisher = {}, .title = {}, .text = kMeeting, .published = {}, .language = {}},
        [&](IngestOutcome const& outcome) { status = outcome.status; });
    knowledge->stop();
    EXPECT_EQ(knowledge->view().graph->event_count(), 1U);
    return status;
  };
  EXPECT_EQ(ingest("1"), IngestStatus::kStored);
  EXPECT_EQ(ingest("1"), IngestStatus::kDuplicate);
  EXPECT_EQ(ingest("2"), IngestStatus::kReplaced);
}

TEST(Ingest, ACrashOfTheCoderFailsThatArticleOnly) {
  std::vector<std::string> logged;
  ApiOptions options;
  options.log = [&](std::string_view, Error const& error) { logged.push_back(error.message); };
  World const world(open_memory_store(), {}, options);
  auto const body =
      article_json("a", kMeeting) + "\n" + article_json("b", "crash") + "\n" + article_json("c", kMeeting);
  auto const response = world.post(body, "application/x-ndjson");
  EXPECT_EQ(response.status, 207U);
  auto const answer = parse(response);
  EXPECT_EQ(answer.at("stored"), 2);
  EXPECT_EQ(answer.at("failed"), 1);
  EXPECT_EQ(answer.at("errors").at(0).at("line"), 2);
  EXPECT_EQ(answer.at("errors").at(0).at("retry"), true);
  EXPECT_THAT(logged, ElementsAre("Coding failed: the coder was told to crash"));
  EXPECT_EQ(world.post(article_json("b", "crash")).status, 500U);
}

TEST(Ingest, AFailedCommitLeavesNoTrace) {
  auto const control = std::make_shared<FailingStore::Control>();
  World const world(std::make_unique<FailingStore>(control));
  world.put("a", kMeeting);
  auto const before = all_events(*world.knowledge);

  control->failing = true;
  auto const response = world.post(article_json("b", "meeting|happened|2023-10-20|New Person>Kim Jong Un"));
  EXPECT_EQ(response.status, 507U) << response.body;
  EXPECT_EQ(world.post(article_json("a", "Nothing.")).status, 507U);
  EXPECT_EQ(world.post(article_json("a", kMeeting)).status, 200U) << "a duplicate needs no commit";
  EXPECT_EQ(all_events(*world.knowledge), before);
  EXPECT_EQ(world.get("/v1/actors/new-person").status, 404U);
  EXPECT_EQ(world.get("/v1/articles/b").status, 404U);
  EXPECT_EQ(world.knowledge->view().graph->event_count(), 1U);
  EXPECT_THAT(check(world), IsEmpty());

  auto const bulk =
      world.post(article_json("b", kMeeting) + "\n" + article_json("c", kMeeting), "application/x-ndjson");
  EXPECT_EQ(bulk.status, 507U);
  EXPECT_EQ(parse(bulk).at("failed"), 2);

  control->failing = false;
  EXPECT_EQ(status_of(world.put("b", "meeting|happened|2023-10-20|New Person>Kim Jong Un")), "stored");
  EXPECT_EQ(world.knowledge->view().graph->event_count(), 2U);
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Ingest, AfterACommitThatFailedHalfWayTheGraphFollowsTheStore) {
  auto const control = std::make_shared<FailingStore::Control>();
  World const world(std::make_unique<FailingStore>(control), {.coding_threads = 1});
  world.put("a", kMeeting);
  control->applied = 1;
  control->failing = true;
  world.post(article_json("a", "visit|happened|2023-10-20|New Person>Kim Jong Un"));
  control->failing = false;
  EXPECT_THAT(check(world), IsEmpty());
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("visit happened 2023-10-20 new-person kim-jong-un [a]"));
  EXPECT_EQ(status_of(world.put("b", "visit|happened|2023-10-20|New Person>Kim Jong Un")), "stored");
  EXPECT_THAT(all_events(*world.knowledge), ElementsAre("visit happened 2023-10-20 new-person kim-jong-un [a b]"));
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Ingest, StopFinishesWhatIsInsideAndRefusesTheRest) {
  World const world;
  std::atomic<int> stored = 0;
  for (int i = 0; i < 50; ++i) {
    world.knowledge->submit({.id = std::to_string(i),
                             .url = {},
                             .publisher = {},
                             .title = {},
                             .text = kMeeting,
                             .published = {},
                             .language = {}},
                            [&](IngestOutcome const& outcome) { stored += outcome.status == IngestStatus::kStored; });
  }
  world.knowledge->stop();
  world.knowledge->stop();
  EXPECT_EQ(stored, 50);
  EXPECT_EQ(world.post(article_json("x", kMeeting)).status, 503U);
  auto const bulk =
      world.post(article_json("x", kMeeting) + "\n" + article_json("y", kMeeting), "application/x-ndjson");
  EXPECT_EQ(bulk.status, 503U) << bulk.body;
  EXPECT_EQ(world.ok("/readyz").at("articles"), 50);
}

}  // namespace
}  // namespace dragoman::testing
