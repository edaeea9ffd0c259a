// What every EventStore promises, one promise a test.

#include <gmock/gmock.h>

#include <filesystem>

#include "backends.h"
#include "history.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Day day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month);
}

Actor named(std::string slug) { return {.slug = slug, .name = "The " + slug}; }

Event meeting(std::uint32_t id, std::optional<Day> on = day(2023, 10, 19)) {
  Event event{.id = EventId{id}, .type = EventType::kMeeting, .cameo = "040"};
  if (on) event.date = DateRange{*on, *on};
  event.participants = {{ActorId{0}, Role::kSource}, {ActorId{1}, Role::kTarget}};
  event.evidence = {{.article = "a", .sentence = "They met.", .begin = 10, .end = 19}};
  return event;
}

ArticleRecord article(std::string id, std::vector<EventId> events, std::uint64_t hash = 1) {
  return {
      {.id = std::move(id), .title = "Title", .text = "Text", .published = day(2023, 10, 20)}, hash, std::move(events)};
}

/// Two actors, an article and its one event.
Batch first_batch() {
  Batch batch;
  batch.put_actors = {{ActorId{0}, named("north")}, {ActorId{1}, named("south")}};
  batch.put_events = {meeting(0)};
  batch.put_articles = {article("a", {EventId{0}})};
  return batch;
}

class EventStoreTest : public BackendTest {};
INSTANTIATE_TEST_SUITE_P(Stores, EventStoreTest, ::testing::Values(Backend::kMemory, Backend::kRocks), name_of);

std::vector<std::string> faults(EventStore const& store) { return store.verify().value(); }

TEST_P(EventStoreTest, StartsEmpty) {
  EXPECT_EQ(store().counts().articles + store().counts().events + store().counts().actors, 0U);
  EXPECT_EQ(store().next_actor_id(), ActorId{0});
  EXPECT_EQ(store().next_event_id(), EventId{0});
  auto const snapshot = store().snapshot();
  EXPECT_FALSE(snapshot->actor(ActorId{0}).value());
  EXPECT_FALSE(snapshot->event(EventId{0}).value());
  EXPECT_FALSE(snapshot->article("a").value());
  EXPECT_FALSE(snapshot->article_digest("a").value());
  EXPECT_THAT(snapshot->events({}).value(), IsEmpty());
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, GivesBackWhatWasPut) {
  auto const batch = first_batch();
  commit(batch);
  auto const snapshot = store().snapshot();
  EXPECT_EQ(snapshot->actor(ActorId{1}).value(), batch.put_actors[1].second);
  EXPECT_EQ(snapshot->event(EventId{0}).value(), batch.put_events[0]);
  EXPECT_EQ(snapshot->article("a").value(), batch.put_articles[0]);
  EXPECT_THAT(snapshot->article_digest("a").value()->events, ElementsAre(EventId{0}));
  EXPECT_EQ(store().counts().articles, 1U);
  EXPECT_EQ(store().counts().events, 1U);
  EXPECT_EQ(store().counts().actors, 2U);
  EXPECT_EQ(store().next_actor_id(), ActorId{2});
  EXPECT_EQ(store().next_event_id(), EventId{1});
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, EventsComeInTheOrderAsked) {
  commit(first_batch());
  Batch more;
  more.put_events = {meeting(5), meeting(3)};
  more.put_articles = {article("a", {EventId{0}, EventId{3}, EventId{5}})};
  commit(more);
  std::vector<EventId> const ids{EventId{5}, EventId{4}, EventId{0}, EventId{5}, EventId{999}};
  auto const events = store().snapshot()->events(ids).value();
  ASSERT_EQ(events.size(), 5U);
  EXPECT_EQ(events[0], meeting(5));
  EXPECT_FALSE(events[1]);
  EXPECT_EQ(events[2], meeting(0));
  EXPECT_EQ(events[3], meeting(5));
  EXPECT_FALSE(events[4]);
}

TEST_P(EventStoreTest, ReplacingAnEventMovesItsIndexRows) {
  commit(first_batch());
  Batch batch;
  batch.put_actors = {{ActorId{2}, named("west")}};
  auto event = meeting(0, day(1999, 1, 2));
  event.participants = {{ActorId{2}, Role::kSource}, {ActorId{1}, Role::kTarget}};
  batch.put_events = {event};
  commit(batch);
  EXPECT_EQ(store().snapshot()->event(EventId{0}).value(), event);
  EXPECT_EQ(store().counts().events, 1U);
  EXPECT_EQ(store().counts().actors, 3U);
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, BatchesOfOneGroupSeeEachOther) {
  std::vector<Batch> group(3);
  group[0] = first_batch();
  group[1].put_events = {meeting(0, day(2001, 1, 1))};
  group[2].put_events = {meeting(0, std::nullopt), meeting(1)};
  group[2].put_articles = {article("a", {EventId{0}, EventId{1}})};
  ASSERT_TRUE(store().commit(group).has_value());
  EXPECT_EQ(store().snapshot()->event(EventId{0}).value(), meeting(0, std::nullopt));
  EXPECT_EQ(store().counts().events, 2U);
  EXPECT_EQ(store().counts().articles, 1U);
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, ErasingTakesAwayAndIdsAreNotGivenAgain) {
  commit(first_batch());
  Batch batch;
  batch.erase_events = {EventId{0}, EventId{77}};
  batch.erase_articles = {"a", "never"};
  commit(batch);
  EXPECT_FALSE(store().snapshot()->event(EventId{0}).value());
  EXPECT_FALSE(store().snapshot()->article("a").value());
  EXPECT_FALSE(store().snapshot()->article_digest("a").value());
  EXPECT_EQ(store().counts().events, 0U);
  EXPECT_EQ(store().counts().articles, 0U);
  EXPECT_EQ(store().next_event_id(), EventId{1});
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, WithinABatchPutWinsOverEraseAndTheLastPutCounts) {
  commit(first_batch());
  Batch batch;
  batch.erase_events = {EventId{0}};
  batch.erase_articles = {"a"};
  batch.put_events = {meeting(0, day(2000, 1, 1)), meeting(0, day(2002, 2, 2))};
  batch.put_articles = {article("a", {EventId{0}}, 5), article("a", {EventId{0}}, 6)};
  batch.put_actors = {{ActorId{0}, named("x")}, {ActorId{0}, named("y")}};
  commit(batch);
  EXPECT_EQ(store().snapshot()->event(EventId{0}).value(), meeting(0, day(2002, 2, 2)));
  EXPECT_EQ(store().snapshot()->article_digest("a").value()->content_hash, 6U);
  EXPECT_EQ(store().snapshot()->actor(ActorId{0}).value(), named("y"));
  EXPECT_EQ(store().counts().events, 1U);
  EXPECT_EQ(store().counts().articles, 1U);
  EXPECT_EQ(store().counts().actors, 2U);
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, SnapshotsDoNotChange) {
  commit(first_batch());
  auto const before = store().snapshot();
  Batch batch;
  batch.erase_events = {EventId{0}};
  batch.erase_articles = {"a"};
  batch.put_actors = {{ActorId{0}, named("renamed")}, {ActorId{9}, named("new")}};
  commit(batch);
  EXPECT_EQ(before->event(EventId{0}).value(), meeting(0));
  EXPECT_EQ(before->article("a").value(), first_batch().put_articles[0]);
  EXPECT_EQ(before->actor(ActorId{0}).value(), named("north"));
  EXPECT_FALSE(before->actor(ActorId{9}).value());
  std::size_t actors = 0;
  ASSERT_TRUE(before->for_each_actor([&](ActorId, Actor const&) { return ++actors > 0; }).has_value());
  EXPECT_EQ(actors, 2U);
}

TEST_P(EventStoreTest, ScansStartWhereAskedAndStopWhenTold) {
  Batch batch;
  batch.put_actors = {{ActorId{0}, named("n")}, {ActorId{1}, named("s")}, {ActorId{300}, named("w")}};
  std::vector<std::string> const ids{"", std::string("\0", 1), "a", "a\xFF", "b", "\xFF\xFF"};
  for (auto const& id : ids) batch.put_articles.push_back(article(id, {}));
  for (std::uint32_t const id : {0U, 1U, 255U, 256U, 65536U}) {
    batch.put_events.push_back(meeting(id));
    batch.put_events.back().evidence = {{.article = "imported"}};
  }
  commit(batch);
  auto const snapshot = store().snapshot();

  std::vector<std::uint32_t> actors;
  ASSERT_TRUE(snapshot
                  ->for_each_actor([&](ActorId id, Actor const&) {
                    actors.push_back(id.value);
                    return actors.size() < 2;
                  })
                  .has_value());
  EXPECT_THAT(actors, ElementsAre(0, 1));

  std::vector<std::uint32_t> events;
  ASSERT_TRUE(snapshot
                  ->for_each_event(EventId{2},
                                   [&](Event const& event) {
                                     events.push_back(event.id.value);
                                     return event.id.value < 256;
                                   })
                  .has_value());
  EXPECT_THAT(events, ElementsAre(255, 256));

  std::vector<std::string> articles;
  auto const collect = [&](ArticleRecord const& record) {
    articles.push_back(record.article.id);
    return true;
  };
  ASSERT_TRUE(snapshot->for_each_article("", collect).has_value());
  EXPECT_EQ(articles, ids);
  articles.clear();
  ASSERT_TRUE(snapshot->for_each_article("aa", collect).has_value());
  EXPECT_THAT(articles, ElementsAre("a\xFF", "b", "\xFF\xFF"));
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, RefusesWhatCanNotBeStoredAndChangesNothing) {
  commit(first_batch());
  std::vector<std::pair<std::string, Batch>> cases;
  auto const add = [&](std::string what) -> Batch& { return cases.emplace_back(std::move(what), Batch{}).second; };
  add("event id").put_events = {meeting(UINT32_MAX)};
  add("actor id").put_actors = {{ActorId{UINT32_MAX}, named("x")}};
  add("event day").put_events = {meeting(7, day(10000, 1, 1))};
  auto office = named("x");
  office.offices = {{"minister", "north", day(0, 1, 1), std::nullopt}};
  add("office day").put_actors = {{ActorId{7}, office}};
  auto evidence = meeting(7);
  evidence.evidence[0].published = day(-4, 1, 1);
  add("evidence day").put_events = {evidence};
  auto published = article("b", {});
  published.article.published = day(20000, 1, 1);
  add("article day").put_articles = {published};
  add("article events").put_articles = {article("b", {EventId{3}, EventId{2}})};
  add("article events twice").put_articles = {article("b", {EventId{3}, EventId{3}})};

  for (auto const& [what, batch] : cases) {
    Batch good;
    good.put_actors = {{ActorId{5}, named("good")}};
    std::vector<Batch> const group{good, batch};
    auto const committed = store().commit(group);
    ASSERT_FALSE(committed.has_value()) << what;
    EXPECT_EQ(committed.error().code, ErrorCode::kInvalidArgument) << what;
    EXPECT_EQ(store().counts().actors, 2U) << what;
    EXPECT_EQ(store().next_event_id(), EventId{1}) << what;
  }
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, VerifyNamesEachBrokenReference) {
  Batch batch;
  batch.put_actors = {{ActorId{0}, named("same")}, {ActorId{1}, named("same")}};
  auto stranger = meeting(0);
  stranger.participants.push_back({ActorId{8}, Role::kTarget});
  auto no_article = meeting(1);
  no_article.evidence[0].article = "missing";
  auto unlisted = meeting(2);
  auto unproven = meeting(3);
  unproven.evidence[0] = {.article = "imported"};
  auto baseless = meeting(4);
  baseless.evidence.clear();
  batch.put_events = {stranger, no_article, unlisted, unproven, baseless};
  batch.put_articles = {article("a", {EventId{0}, EventId{3}})};
  commit(batch);
  using ::testing::HasSubstr;
  EXPECT_THAT(faults(store()), ::testing::UnorderedElementsAre(
                                   HasSubstr("slug same"), HasSubstr("event 0 has the participant 8"),
                                   HasSubstr("event 1 has evidence from article missing"),
                                   HasSubstr("event 2 has evidence from article a, which does not list it"),
                                   HasSubstr("article a lists event 3"), HasSubstr("event 4 has no evidence")));
}

TEST_P(EventStoreTest, OffsetsThatCameWithAnEventNeedNoArticle) {
  Batch batch;
  batch.put_actors = {{ActorId{0}, named("a")}};
  for (std::uint32_t id = 0; id < 2; ++id) {
    auto event = meeting(id);
    event.participants = {{ActorId{0}, Role::kSource}};
    event.evidence = {{.article = id == 0 ? "elsewhere" : "here", .begin = 3, .end = 9, .imported = true}};
    batch.put_events.push_back(event);
  }
  batch.put_articles = {article("here", {})};
  commit(batch);
  EXPECT_THAT(faults(store()), ::testing::IsEmpty());
  EXPECT_EQ(store().snapshot()->event(EventId{1}).value().value(), batch.put_events[1]);
}

TEST_P(EventStoreTest, VerifyNamesEachBrokenMerge) {
  Batch batch;
  for (std::uint32_t id = 0; id < 6; ++id)
    batch.put_actors.emplace_back(ActorId{id}, named("actor-" + std::to_string(id)));
  auto const actor = [&](std::size_t id) -> Actor& { return batch.put_actors[id].second; };
  actor(0).merged = {ActorId{1}};
  actor(1).merged_into = ActorId{0};  // as it should be
  actor(2).merged_into = ActorId{0};
  actor(3).merged = {ActorId{0}};
  actor(4).merged_into = ActorId{5};
  actor(5).merged = {ActorId{4}};
  actor(5).merged_into = ActorId{4};
  actor(4).merged = {ActorId{5}};
  auto of_merged = meeting(0);
  of_merged.participants = {{ActorId{1}, Role::kSource}};
  auto stranger = meeting(1);
  stranger.participants = {{ActorId{0}, Role::kSource}};
  stranger.evidence[0].told = {{ActorId{9}, Role::kSource}};
  batch.put_events = {of_merged, stranger};
  batch.put_articles = {article("a", {EventId{0}, EventId{1}})};
  commit(batch);
  using ::testing::HasSubstr;
  EXPECT_THAT(faults(store()),
              ::testing::UnorderedElementsAre(HasSubstr("actor 2 is merged into actor 0, which does not list it"),
                                              HasSubstr("actor 3 lists actor 0 as merged into it, which is not"),
                                              HasSubstr("actor 4 is merged into itself"),
                                              HasSubstr("actor 5 is merged into itself"),
                                              HasSubstr("event 0 has the participant 1, which is merged"),
                                              HasSubstr("event 1 has the participant 9")));
}

TEST_P(EventStoreTest, EmptyBatchesAreNothing) {
  std::vector<Batch> const group(3);
  EXPECT_TRUE(store().commit(group).has_value());
  EXPECT_TRUE(store().commit({}).has_value());
  EXPECT_EQ(store().counts().events, 0U);
}

TEST_P(EventStoreTest, AnEventWithNobodyOrWithOneActorTwiceIsSound) {
  auto batch = first_batch();
  auto nobody = meeting(1);
  nobody.participants.clear();
  auto twice = meeting(2);
  twice.participants = {{ActorId{1}, Role::kSource}, {ActorId{1}, Role::kTarget}};
  batch.put_events.insert(batch.put_events.end(), {nobody, twice});
  batch.put_articles = {article("a", {EventId{0}, EventId{1}, EventId{2}})};
  commit(batch);
  EXPECT_EQ(store().snapshot()->event(EventId{1}).value(), nobody);
  EXPECT_EQ(store().snapshot()->event(EventId{2}).value(), twice);
  EXPECT_THAT(faults(store()), IsEmpty());
}

class DurableStoreTest : public BackendTest {};
INSTANTIATE_TEST_SUITE_P(Stores, DurableStoreTest, ::testing::Values(Backend::kRocks), name_of);

TEST_P(DurableStoreTest, EverythingIsThereAfterReopening) {
  commit(first_batch());
  Batch gone;
  gone.put_events = {meeting(41)};
  commit(gone);
  gone.put_events.clear();
  gone.erase_events = {EventId{41}};
  commit(gone);
  reopen();
  EXPECT_EQ(store().snapshot()->event(EventId{0}).value(), meeting(0));
  EXPECT_EQ(store().next_event_id(), EventId{42});
  EXPECT_EQ(store().next_actor_id(), ActorId{2});
  EXPECT_EQ(store().counts().events, 1U);
  EXPECT_THAT(faults(store()), IsEmpty());
}

TEST_P(EventStoreTest, ACheckpointIsADatabaseOfItsOwn) {
  History history;
  auto const before = store().checkpoint();
  if (!survives_closing()) {
    ASSERT_FALSE(before.has_value());
    EXPECT_EQ(before.error().code, ErrorCode::kConflict);
    return;
  }
  ASSERT_TRUE(before.has_value()) << before.error().message;
  for (int i = 0; i < 50; ++i) commit(history.next());
  reopen();  // some of it goes into files
  for (int i = 0; i < 50; ++i) commit(history.next());
  auto const expected = history.model();
  auto checkpoint = store().checkpoint();
  ASSERT_TRUE(checkpoint.has_value()) << checkpoint.error().message;
  for (int i = 0; i < 50; ++i) commit(history.next());
  expect_same(store(), history.model());
  expect_same(*open_rocks((*checkpoint)->directory()), expected);
  auto const directory = (*checkpoint)->directory();
  *checkpoint = nullptr;
  EXPECT_FALSE(std::filesystem::exists(directory));
  expect_same(store(), history.model());
  // Nothing committed since opening: the log is empty.
  reopen();
  auto const idle = store().checkpoint();
  ASSERT_TRUE(idle.has_value()) << idle.error().message;
  expect_same(*open_rocks((*idle)->directory()), history.model());
}

TEST_P(EventStoreTest, SaysHowItsFilesAreIfItHasAny) {
  auto batch = first_batch();
  batch.put_articles[0].article.text.assign(100'000, 'x');
  commit(batch);
  auto const before = store().figures();
  ASSERT_EQ(before.has_value(), GetParam() == Backend::kRocks);
  if (!before) return;
  EXPECT_GT(before->memtable_bytes, 100'000U);
  store().rest();
  auto const after = store().figures();
  EXPECT_GT(after->table_files, before->table_files);
  EXPECT_GT(after->table_bytes, before->table_bytes);
  EXPECT_LT(after->memtable_bytes, before->memtable_bytes);
  EXPECT_EQ(after->background_errors, 0U);
  EXPECT_FALSE(after->writes_stopped);
}

}  // namespace
}  // namespace dragoman::testing
