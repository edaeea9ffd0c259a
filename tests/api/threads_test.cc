// Several submitters and readers at once. Built for ThreadSanitizer as much as for its assertions.

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/article_queue.h"
#include "api/turns.h"
#include "graph/queries.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::IsEmpty;

std::string name(int number) { return "Person" + std::to_string(number); }

std::string report(int number) {
  return "meeting|happened|2023-10-" + std::to_string(10 + number % 20) + "|" + name(number % 11) + ">" +
         name(11 + number % 7) + "\nvisit|happened|2023-10-19|" + name(number % 11) + ">" + name(40 + number % 3);
}

TEST(Threads, SubmittersAndReaders) {
  constexpr int kSubmitters = 3;
  constexpr int kArticles = 150;
  World const world(open_memory_store(), {.coding_threads = 2, .queue_articles = 16, .group_articles = 8});
  std::atomic<bool> over = false;
  std::atomic<int> answered = 0;

  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!over) {
        // What the graph shows, the snapshot has.
        auto const view = world.knowledge->view();
        for (auto const& key : find_events(*view.graph, {}, {.limit = 1000}).events) {
          auto const event = view.store->event(key.event);
          EXPECT_TRUE(event && *event);
        }
        EXPECT_EQ(world.get("/v1/meetings").status, 200U);
        EXPECT_NE(world.get("/v1/actors/Person1/met").status, 500U);
        EXPECT_EQ(world.get("/v1/actors?q=person").status, 200U);
        EXPECT_EQ(world.get("/readyz").status, 200U);
      }
    });
  }
  std::vector<std::thread> submitters;
  for (int s = 0; s < kSubmitters; ++s) {
    submitters.emplace_back([&, s] {
      std::string body;
      for (int i = 0; i < kArticles; ++i) {
        // Ids of one submitter return, so that articles are replaced while others are merged.
        body += article_json(std::to_string(s) + "-" + std::to_string(i % 100), report(s * 1000 + i)) + "\n";
      }
      auto const erased = "/v1/articles/" + std::to_string(s) + "-0";
      auto const answer = parse(world.post(body, "application/x-ndjson", 100));
      EXPECT_EQ(world.send("DELETE", erased).status, 204U);
      EXPECT_EQ(world.get(erased).status, 404U) << "an answer means gone";
      EXPECT_EQ(answer.at("failed"), 0);
      answered += static_cast<int>(answer.at("received").as_int64());
      EXPECT_EQ(world.get("/v1/articles/" + std::to_string(s) + "-99").status, 200U) << "an answer means visible";
    });
  }
  for (auto& thread : submitters) thread.join();
  over = true;
  for (auto& thread : readers) thread.join();
  EXPECT_EQ(answered, kSubmitters * kArticles);
  EXPECT_THAT(check(world), IsEmpty());
  EXPECT_EQ(world.knowledge->counts().queued, 0U);
}

TEST(Threads, ArticlesOfOneThreadAreAppliedInOrder) {
  World const world(open_memory_store(), {.coding_threads = 4, .group_articles = 3});
  std::vector<int> order;  // written by the writer's thread only
  for (int i = 0; i < 300; ++i) {
    world.knowledge->submit({.id = "same",
                             .url = {},
                             .publisher = {},
                             .title = std::to_string(i),
                             .text = report(i),
                             .published = {},
                             .language = {}},
                            [&order, i](IngestOutcome const&) { order.push_back(i); });
  }
  world.knowledge->stop();
  EXPECT_EQ(order.size(), 300U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  auto const record = world.knowledge->view().store->article("same");
  EXPECT_EQ((*record)->article.title, "299");
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Threads, StopWhileSubmittersWait) {
  World const world(open_memory_store(), {.coding_threads = 1, .queue_articles = 1, .group_articles = 1});
  std::atomic<int> answers = 0;
  std::vector<std::thread> submitters;
  for (int s = 0; s < 4; ++s) {
    submitters.emplace_back([&, s] {
      for (int i = 0; i < 200; ++i) {
        world.knowledge->submit({.id = std::to_string(s) + "-" + std::to_string(i),
                                 .url = {},
                                 .publisher = {},
                                 .title = {},
                                 .text = report(i),
                                 .published = {},
                                 .language = {}},
                                [&](IngestOutcome const&) { ++answers; });
      }
    });
  }
  while (answers < 20) std::this_thread::yield();
  world.knowledge->stop();
  for (auto& thread : submitters) thread.join();
  EXPECT_EQ(answers, 800) << "each submitted article is answered exactly once";
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Threads, TrialsBesideArticles) {
  World const world(open_memory_store(), {.coding_threads = 2, .queue_articles = 16, .group_articles = 8});
  std::atomic<int> found = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) {
        auto const answer = world.send("POST", "/v1/code", article_json("trial", report(i)), "application/json");
        found += static_cast<int>(parse(answer).at("events").as_array().size());
      }
    });
  }
  std::string body;
  for (int i = 0; i < 200; ++i) body += article_json(std::to_string(i), report(i)) + "\n";
  EXPECT_EQ(parse(world.post(body, "application/x-ndjson")).at("stored"), 200);
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(found, 600);
  EXPECT_EQ(world.get("/v1/articles/trial").status, 404U);
  EXPECT_THAT(check(world), IsEmpty());
}

TEST(Turns, NoMoreThanSoManyAtOnce) {
  Turns turns(2);
  {
    auto const one = turns.take();
    auto const two = turns.take();
  }
  std::atomic<int> now = 0, most = 0, done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        auto const turn = turns.take();
        auto const at_once = ++now;
        for (auto seen = most.load(); seen < at_once && !most.compare_exchange_weak(seen, at_once);) {
        }
        std::this_thread::yield();
        --now;
      }
      ++done;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(done, 8);
  EXPECT_LE(most, 2);
}

}  // namespace
}  // namespace dragoman::testing
