// Readers beside the one committer: every snapshot is one moment between two batches.

#include <atomic>
#include <thread>

#include "backends.h"

#ifdef __SANITIZE_THREAD__
// RocksDB's library is not instrumented, so the sanitizer sees its copying but not the atomics that make it safe.
extern "C" char const* __tsan_default_options() { return "ignore_noninstrumented_modules=1"; }
#endif

namespace dragoman::testing {
namespace {

class ThreadsTest : public BackendTest {};
INSTANTIATE_TEST_SUITE_P(Stores, ThreadsTest, ::testing::Values(Backend::kMemory, Backend::kRocks), name_of);

/// Batch n says n in every record it has.
Batch numbered(std::uint32_t n) {
  Batch batch;
  batch.put_actors = {{ActorId{0}, {.slug = "a", .name = std::to_string(n)}}};
  for (auto const id : {EventId{0}, EventId{n}}) {
    Event event{.id = id, .cameo = "040", .date_text = std::to_string(n)};
    event.date = DateRange{Day{std::chrono::days{n}}, Day{std::chrono::days{n}}};
    event.participants = {{ActorId{0}, Role::kSource}};
    event.evidence = {{.article = "imported"}};
    batch.put_events.push_back(event);
  }
  batch.put_articles = {{{.id = "x", .text = std::to_string(n)}, n, {}}};
  return batch;
}

/// The one number that a snapshot must say everywhere.
void check(StoreSnapshot const& snapshot, std::uint64_t& last) {
  auto const digest = snapshot.article_digest("x").value();
  ASSERT_TRUE(digest);
  auto const n = digest->content_hash;
  EXPECT_GE(n, last);
  last = n;
  auto const text = std::to_string(n);
  EXPECT_EQ(snapshot.article("x").value()->article.text, text);
  EXPECT_EQ(snapshot.actor(ActorId{0}).value()->name, text);
  std::vector<EventId> const ids{EventId{0}, EventId{static_cast<std::uint32_t>(n)},
                                 EventId{static_cast<std::uint32_t>(n) + 1}};
  auto const events = snapshot.events(ids).value();
  EXPECT_EQ(events[0]->date_text, text);
  EXPECT_EQ(events[1]->date_text, text);
  EXPECT_FALSE(events[2]);
  std::uint64_t count = 0;
  EXPECT_TRUE(snapshot.for_each_event(EventId{0}, [&](Event const&) { return ++count > 0; }).has_value());
  EXPECT_EQ(count, n + 1);
}

TEST_P(ThreadsTest, SnapshotsAreWholeWhileCommitting) {
  constexpr std::uint32_t kBatches = 400;
  commit(numbered(1));
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&, i] {
      std::uint64_t last = 0;
      std::uint64_t counted = 2;
      bool finished = false;
      while (!finished) {
        finished = done;  // one more look after the end
        auto const counts = store().counts();
        auto const next_event = store().next_event_id().value;
        check(*store().snapshot(), last);
        EXPECT_LE(counts.events, last + 1);
        EXPECT_LE(next_event, last + 1);
        EXPECT_GE(counts.events, counted);
        counted = counts.events;
        if (i == 0) {
          EXPECT_TRUE(store().verify().value().empty());
        }
      }
      EXPECT_EQ(last, kBatches);
      EXPECT_EQ(counted, kBatches + 1);
    });
  for (std::uint32_t n = 2; n <= kBatches; n += 2) {
    std::vector<Batch> const group{numbered(n), numbered(n + 1)};
    ASSERT_TRUE(store().commit(std::span(group).first(n == kBatches ? 1 : 2)).has_value());
  }
  done = true;
  for (auto& reader : readers) reader.join();
}

}  // namespace
}  // namespace dragoman::testing
