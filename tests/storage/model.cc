#include "model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace dragoman::testing {
namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t end) {
  return std::uniform_int_distribution<std::uint32_t>(0, end - 1)(random);
}

std::string random_text(std::mt19937& random) {
  auto const kind = below(random, 8);
  auto const size = kind == 0 ? 0 : kind == 1 ? below(random, 3000) : below(random, 20);
  std::string text;
  for (std::uint32_t i = 0; i < size; ++i)
    text.push_back(static_cast<char>(kind == 2 ? below(random, 256) : 'a' + below(random, 26)));
  return text;
}

std::optional<Day> random_day(std::mt19937& random) {
  constexpr Day kFirst{std::chrono::year{1} / 1 / 1};
  constexpr Day kLast{std::chrono::year{9999} / 12 / 31};
  constexpr Day kUsual{std::chrono::year{2020} / 1 / 1};
  switch (below(random, 16)) {
    case 0: return kFirst;
    case 1: return kLast;
    case 2:
    case 3: return std::nullopt;
    default: return kUsual + std::chrono::days{below(random, 1500)};
  }
}

Evidence random_evidence(std::mt19937& random, std::string article) {
  Evidence evidence{.article = std::move(article),
                    .publisher = random_text(random),
                    .published = random_day(random),
                    .sentence = random_text(random)};
  return evidence;
}

void claim_article(std::mt19937& random, Evidence& evidence) {
  evidence.begin = below(random, 2000);
  evidence.end = evidence.begin + 1 + below(random, 300);
}

template <class Map>
auto pick(std::mt19937& random, Map const& map) {
  return std::next(map.begin(), below(random, static_cast<std::uint32_t>(map.size())));
}

}  // namespace

Actor random_actor(std::mt19937& random, ActorId id) {
  Actor actor{.slug = "actor-" + std::to_string(id.value),
              .name = random_text(random),
              .kind = static_cast<ActorKind>(below(random, 8)),
              .country = random_text(random)};
  for (auto n = below(random, 4); n > 0; --n) actor.aliases.push_back(random_text(random));
  for (auto n = below(random, 3); n > 0; --n)
    actor.offices.push_back({random_text(random), random_text(random), random_day(random), random_day(random)});
  return actor;
}

Event random_event(std::mt19937& random, EventId id, std::uint32_t actors) {
  Event event{.id = id,
              .type = static_cast<EventType>(below(random, kEventTypeCount)),
              .status = static_cast<EventStatus>(below(random, 4)),
              .cameo = below(random, 10) == 0 ? random_text(random) : std::to_string(below(random, 2100))};
  if (below(random, 3) == 0) event.cameo = '0' + event.cameo;
  if (auto const day = random_day(random)) {
    event.date = DateRange{*day, *day, static_cast<DatePrecision>(below(random, 5))};
    if (*day < Day{std::chrono::year{9000} / 1 / 1}) event.date->end += std::chrono::days{below(random, 400)};
    if (below(random, 2) == 0) event.date = DateRange{*day, *day, DatePrecision::kDay};
    event.date_text = random_text(random);
  }
  if (actors > 0)
    for (auto n = below(random, 5); n > 0; --n)
      event.participants.push_back({ActorId{below(random, actors)}, static_cast<Role>(below(random, 2))});
  return event;
}

Article random_article(std::mt19937& random, std::string id) {
  return {.id = std::move(id),
          .url = random_text(random),
          .publisher = random_text(random),
          .title = random_text(random),
          .text = random_text(random),
          .published = random_day(random),
          .language = below(random, 2) == 0 ? "en" : ""};
}

Batch RandomWriter::next() {
  actors_.clear();
  events_.clear();
  articles_.clear();
  for (auto n = 1 + below(6); n > 0; --n, ++operations_) switch (below(10)) {
      case 0: put_actor(); break;
      case 1: import_event(); break;
      case 2: erase_event(); break;
      case 3:
        if (!model_.articles.empty()) erase_article(std::string(pick(random_, model_.articles)->first));
        break;
      default: ingest_article();
    }
  Batch batch;
  for (auto const id : actors_) batch.put_actors.emplace_back(id, model_.actors.at(id));
  for (auto const id : events_) {
    auto const found = model_.events.find(id);
    if (found != model_.events.end()) {
      batch.put_events.push_back(found->second);
      model_.next_event.value = std::max(model_.next_event.value, id.value + 1);
    } else {
      batch.erase_events.push_back(id);
    }
  }
  for (auto const& id : articles_) {
    auto const found = model_.articles.find(id);
    if (found != model_.articles.end()) {
      batch.put_articles.push_back(found->second);
    } else {
      batch.erase_articles.push_back(id);
    }
  }
  return batch;
}

void RandomWriter::put_actor() {
  ActorId id = model_.next_actor;
  if (!model_.actors.empty() && below(2) == 0) id = pick(random_, model_.actors)->first;
  model_.actors[id] = random_actor(random_, id);
  model_.next_actor.value = std::max(model_.next_actor.value, id.value + 1);
  actors_.insert(id);
}

EventId RandomWriter::new_event() {
  if (below(20) == 0) fresh_event_.value += 3;  // ids may have gaps
  auto const id = fresh_event_;
  ++fresh_event_.value;
  model_.events[id] = random_event(random_, id, model_.next_actor.value);
  events_.insert(id);
  return id;
}

void RandomWriter::import_event() {
  auto const id = new_event();
  model_.events[id].evidence.push_back(random_evidence(random_, "imported-" + std::to_string(below(50))));
}

void RandomWriter::erase_event() {
  if (model_.events.empty()) return;
  auto const id = pick(random_, model_.events)->first;
  for (auto const& evidence : model_.events[id].evidence) {
    auto const found = model_.articles.find(evidence.article);
    if (found == model_.articles.end()) continue;
    std::erase(found->second.events, id);
    articles_.insert(found->first);
  }
  model_.events.erase(id);
  events_.insert(id);
}

void RandomWriter::erase_article(std::string const& id) {
  for (auto const event : model_.articles.at(id).events) {
    auto& evidence = model_.events.at(event).evidence;
    auto const from_article = [&](Evidence const& each) { return each.article == id; };
    evidence.erase(std::remove_if(evidence.begin(), evidence.end(), from_article), evidence.end());
    if (evidence.empty()) model_.events.erase(event);
    events_.insert(event);
  }
  model_.articles.erase(id);
  articles_.insert(id);
}

void RandomWriter::ingest_article() {
  auto id = "article-" + std::to_string(below(200));
  if (model_.articles.contains(id)) erase_article(id);
  ArticleRecord record{random_article(random_, id), std::uint64_t{random_()} << 32 | random_(), {}};
  for (auto n = below(4); n > 0; --n) {
    bool const known = !model_.events.empty() && below(3) == 0;
    auto const event = known ? pick(random_, model_.events)->first : new_event();
    if (std::find(record.events.begin(), record.events.end(), event) != record.events.end()) continue;
    auto evidence = random_evidence(random_, id);
    claim_article(random_, evidence);
    model_.events[event].evidence.push_back(std::move(evidence));
    events_.insert(event);
    record.events.push_back(event);
  }
  std::sort(record.events.begin(), record.events.end());
  model_.articles[id] = std::move(record);
  articles_.insert(std::move(id));
}

void expect_same(StoreSnapshot const& snapshot, Model const& model) {
  auto actor = model.actors.begin();
  ASSERT_TRUE(snapshot
                  .for_each_actor([&](ActorId id, Actor const& found) {
                    EXPECT_TRUE(actor != model.actors.end() && actor->first == id && actor->second == found);
                    ++actor;
                    return true;
                  })
                  .has_value());
  EXPECT_EQ(actor, model.actors.end());

  auto event = model.events.begin();
  ASSERT_TRUE(snapshot
                  .for_each_event(EventId{0},
                                  [&](Event const& found) {
                                    EXPECT_TRUE(event != model.events.end() && event->second == found);
                                    ++event;
                                    return true;
                                  })
                  .has_value());
  EXPECT_EQ(event, model.events.end());

  auto article = model.articles.begin();
  ASSERT_TRUE(snapshot
                  .for_each_article("",
                                    [&](ArticleRecord const& found) {
                                      EXPECT_TRUE(article != model.articles.end() && article->second == found);
                                      ++article;
                                      return true;
                                    })
                  .has_value());
  EXPECT_EQ(article, model.articles.end());

  // Lookups of every id ever given out and a few that never were.
  std::vector<EventId> ids;
  for (std::uint32_t id = model.next_event.value + 3; id-- > 0;) ids.push_back({id});
  auto const events = snapshot.events(ids);
  ASSERT_TRUE(events.has_value());
  ASSERT_EQ(events.value().size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto const known = model.events.find(ids[i]);
    auto const& found = events.value()[i];
    auto const expected = known != model.events.end() ? std::optional(known->second) : std::nullopt;
    EXPECT_TRUE(found == expected) << ids[i].value;
  }
  for (auto const& [id, record] : model.articles) {
    auto const found = snapshot.article(id);
    ASSERT_TRUE(found.has_value());
    EXPECT_TRUE(found.value() == record) << id;
    auto const digest = snapshot.article_digest(id);
    ASSERT_TRUE(digest.has_value() && digest.value());
    EXPECT_EQ(digest.value()->content_hash, record.content_hash);
    EXPECT_EQ(digest.value()->events, record.events);
  }
}

void expect_same(EventStore const& store, Model const& model) {
  expect_same(*store.snapshot(), model);
  EXPECT_EQ(store.counts().articles, model.articles.size());
  EXPECT_EQ(store.counts().events, model.events.size());
  EXPECT_EQ(store.counts().actors, model.actors.size());
  EXPECT_EQ(store.next_actor_id(), model.next_actor);
  EXPECT_EQ(store.next_event_id(), model.next_event);
  auto const faults = store.verify();
  ASSERT_TRUE(faults.has_value());
  EXPECT_THAT(faults.value(), ::testing::IsEmpty());
}

}  // namespace dragoman::testing
