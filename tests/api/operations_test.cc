// What an operator is told: routes, queues, outcomes.

#include <gmock/gmock.h>

#include "api/article_queue.h"
#include "failing_store.h"
#include "fixture.h"

namespace dragoman::testing {
namespace {

TEST(Metrics, AreWhatTheServerSaysAndNothingWithoutIt) {
  EXPECT_EQ(World().get("/metrics").status, 404U);
  World const world(open_memory_store(), {}, {.metrics = [] { return std::string("figures 1\n"); }});
  auto const answer = world.get("/metrics");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.body, "figures 1\n");
  EXPECT_EQ(answer.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_EQ(world.get("/metrics?x=1").status, 400U);
  EXPECT_FALSE(world.api->quick(make_request("GET", "/metrics")));
}

TEST(Routes, ARequestHasTheNameOfItsRoute) {
  World const world;
  auto const names = world.api->routes();
  auto const name = [&](std::string_view method, std::string_view target) {
    auto const route = world.api->route(make_request(method, target));
    return route < names.size() ? std::string(names[route].method) + " " + std::string(names[route].pattern) : "none";
  };
  EXPECT_EQ(name("GET", "/v1/actors/France/met?limit=3"), "GET /v1/actors/{id}/met");
  EXPECT_EQ(name("HEAD", "/livez"), "GET /livez");
  EXPECT_EQ(name("DELETE", "/v1/articles/x"), "DELETE /v1/articles/{id}");
  EXPECT_EQ(name("POST", "/v1/articles"), "POST /v1/articles");
  EXPECT_EQ(name("OPTIONS", "/v1/articles"), "none");
  EXPECT_EQ(name("GET", "/v1/nowhere"), "none");
}

TEST(Tally, CountsWhatBecameOfArticles) {
  auto const control = std::make_shared<FailingStore::Control>();
  World const world(std::make_unique<FailingStore>(control));
  auto const of = [&](ArticleOutcome outcome) { return world.knowledge->tally().articles.of(outcome); };
  world.put("a", "meeting|happened|2023-10-19|X>Y");
  world.put("a", "meeting|happened|2023-10-19|X>Y");
  world.put("a", "meeting|happened|2023-10-20|X>Y");
  EXPECT_EQ(world.post("{}").status, 400U);
  EXPECT_EQ(world.post("{}\n[]\n", "application/x-ndjson").status, 400U);
  EXPECT_EQ(world.send("DELETE", "/v1/articles/b").status, 404U);
  EXPECT_EQ(of(ArticleOutcome::kFailed), 0U);
  control->failing = true;
  EXPECT_EQ(world.post(article_json("b", "nothing")).status, 507U);
  control->failing = false;
  EXPECT_EQ(world.send("DELETE", "/v1/articles/a").status, 204U);
  world.knowledge->stop();
  EXPECT_EQ(world.post(article_json("c", "nothing")).status, 503U);
  EXPECT_EQ(of(ArticleOutcome::kStored), 1U);
  EXPECT_EQ(of(ArticleOutcome::kDuplicate), 1U);
  EXPECT_EQ(of(ArticleOutcome::kReplaced), 1U);
  EXPECT_EQ(of(ArticleOutcome::kRejected), 3U);
  EXPECT_EQ(of(ArticleOutcome::kErased), 1U);
  EXPECT_EQ(of(ArticleOutcome::kFailed), 2U);
}

TEST(Tally, CountsWhatBecameOfCodedEvents) {
  auto const control = std::make_shared<FailingStore::Control>();
  World const world(std::make_unique<FailingStore>(control));
  auto const of = [&](RecordOutcome outcome) { return world.knowledge->tally().records.of(outcome); };
  auto const post = [&](std::string_view lines) {
    return world.send("POST", "/v1/events", lines, "text/tab-separated-values").status;
  };
  EXPECT_EQ(post("2020-01-01\tFrance\t040\tKenya\n2020-01-01\tKenya\t040\tFrance\nrubbish\n"), 207U);
  control->failing = true;
  EXPECT_EQ(post("2020-01-02\tFrance\t040\tKenya\n2020-01-03\tKenya\t040\tFrance\n"), 507U);
  EXPECT_EQ(of(RecordOutcome::kStored), 1U);
  EXPECT_EQ(of(RecordOutcome::kDuplicate), 1U);
  EXPECT_EQ(of(RecordOutcome::kMerged), 0U);
  EXPECT_EQ(of(RecordOutcome::kRejected), 1U);
  EXPECT_EQ(of(RecordOutcome::kFailed), 2U);
}

TEST(Queue, SaysWhereItsArticlesAre) {
  ArticleQueue queue(100, 10'000);
  auto const push = [&](bool import) {
    auto job = std::make_unique<IngestJob>();
    job->bytes = 10;
    if (import) job->import = std::make_unique<ImportJob>();
    ASSERT_TRUE(queue.push(job));
  };
  auto const lengths = [&] {
    auto const now = queue.lengths();
    return std::vector{now.uncoded, now.coding, now.coded, now.writing, now.bytes};
  };
  using Lengths = std::vector<std::size_t>;
  EXPECT_EQ(lengths(), (Lengths{0, 0, 0, 0, 0}));
  for (int i = 0; i < 3; ++i) push(false);
  push(true);
  EXPECT_EQ(lengths(), (Lengths{3, 0, 1, 0, 40}));
  auto* const first = queue.take_uncoded();
  queue.take_uncoded();
  EXPECT_EQ(lengths(), (Lengths{1, 2, 1, 0, 40}));
  queue.set_coded(first);
  EXPECT_EQ(lengths(), (Lengths{1, 1, 2, 0, 40}));
  EXPECT_EQ(queue.take_coded(10).size(), 1U);
  EXPECT_EQ(lengths(), (Lengths{1, 1, 1, 1, 40}));
  queue.release(1, 10);
  EXPECT_EQ(lengths(), (Lengths{1, 1, 1, 0, 30}));
}

}  // namespace
}  // namespace dragoman::testing
