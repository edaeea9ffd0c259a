// POST and DELETE /v1/actors/{id}/merge: two records of one actor, whatever comes before, after and between.

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/event_merger.h"
#include "tests/api/failing_store.h"
#include "tests/api/fixture.h"
#include "tests/scale.h"
#include "tests/seed.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Response merge(World const& world, std::string_view actor, std::string_view into) {
  return world.send("POST", "/v1/actors/" + std::string(actor) + "/merge", "{\"into\": \"" + std::string(into) + "\"}",
                    "application/json");
}

Response undo(World const& world, std::string_view actor) {
  return world.send("DELETE", "/v1/actors/" + std::string(actor) + "/merge");
}

class ActorMergeTest : public ::testing::Test {
 protected:
  ~ActorMergeTest() override {
    EXPECT_THAT(check(world_), IsEmpty());
    EXPECT_THAT(store_->verify().value(), IsEmpty());
  }
  std::vector<std::string> events() const { return all_events(*world_.knowledge); }

  std::unique_ptr<EventStore> opened_ = open_memory_store();
  EventStore* const store_ = opened_.get();
  World world_{std::move(opened_)};
};

TEST_F(ActorMergeTest, TwoRecordsBecomeOneActor) {
  world_.put("a", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un");
  world_.put("b", "meeting|happened|2023-10-20|Sergei Lavrov>Kim Jong-eun\nvisit|happened|-|Kim Jong-eun>Russia");
  auto const response = merge(world_, "kim-jong-eun", "Kim Jong Un");
  ASSERT_EQ(response.status, 200U) << response.body;
  EXPECT_EQ(response.body, R"({"actor":"kim-jong-eun","is":"kim-jong-un","events_changed":2,"events_folded":0,)"
                           R"("link":"/v1/actors/kim-jong-un"})");

  EXPECT_EQ(world_.ok("/v1/actors/kim-jong-un").at("events"), 3);
  auto const met = world_.ok("/v1/actors/sergei-lavrov/met");
  EXPECT_EQ(met.at("total"), 1);
  EXPECT_EQ(met.at("items").at(0).at("count"), 2);
  // All that led to the other record leads here.
  for (auto const* const name : {"kim-jong-eun", "Kim%20Jong-Eun", "Kim", "Kim%20Jong%20Un"}) {
    auto const actor = world_.ok("/v1/actors/" + std::string(name));
    EXPECT_EQ(actor.at("id"), "kim-jong-un") << name;
    EXPECT_EQ(boost::json::serialize(actor.at("merged")), R"([{"id":"kim-jong-eun","name":"Kim Jong-eun"}])");
  }
  auto const found = world_.ok("/v1/actors?q=kim");
  ASSERT_EQ(found.at("items").as_array().size(), 1U);
  EXPECT_EQ(found.at("items").at(0).at("events"), 3);
}

TEST_F(ActorMergeTest, WhatBecomesEqualIsOneEvent) {
  world_.put("a", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un");
  world_.put("b",
             "meeting|happened|2023-10-19|Kim Jong-eun>Sergei Lavrov\nvisit|happened|2023-10-19|Kim Jong-eun>Russia");
  auto const before = events();
  auto const merged = parse(merge(world_, "kim-jong-eun", "kim-jong-un"));
  EXPECT_EQ(merged.at("events_changed"), 2);
  EXPECT_EQ(merged.at("events_folded"), 1);
  EXPECT_THAT(events(), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a b]",
                                    "visit happened 2023-10-19 kim-jong-un russia [b]"));
  EXPECT_EQ(world_.ok("/v1/articles/b").at("events").as_array().size(), 2U);

  auto const undone = parse(undo(world_, "kim-jong-eun"));
  EXPECT_EQ(undone.at("events_changed"), 2);
  EXPECT_EQ(undone.at("events_created"), 1);
  EXPECT_EQ(events(), before);
  EXPECT_EQ(world_.ok("/v1/actors/kim-jong-eun").at("id"), "kim-jong-eun");
  EXPECT_FALSE(world_.ok("/v1/actors/kim-jong-un").as_object().contains("merged"));
}

TEST_F(ActorMergeTest, WhatComesLaterIsOfTheSurvivorAndGoesBackWithTheRest) {
  world_.put("a", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un");
  world_.put("b", "meeting|happened|2023-10-20|Sergei Lavrov>Kim Jong-eun");
  EXPECT_EQ(merge(world_, "kim-jong-eun", "kim-jong-un").status, 200U);
  world_.put("c", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong-eun\nvisit|planned|-|Kim Jong-eun>Russia");
  EXPECT_THAT(events(), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a c]",
                                    "meeting happened 2023-10-20 sergei-lavrov kim-jong-un [b]",
                                    "visit planned - kim-jong-un russia [c]"));
  EXPECT_EQ(undo(world_, "kim-jong-eun").status, 200U);
  EXPECT_THAT(events(), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-eun [c]",
                                    "meeting happened 2023-10-19 sergei-lavrov kim-jong-un [a]",
                                    "meeting happened 2023-10-20 sergei-lavrov kim-jong-eun [b]",
                                    "visit planned - kim-jong-eun russia [c]"));
}

TEST_F(ActorMergeTest, ArticlesAreReplacedAndDeletedInBetween) {
  world_.put("a", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un");
  world_.put("b", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong-eun");
  EXPECT_EQ(merge(world_, "kim-jong-eun", "kim-jong-un").status, 200U);
  EXPECT_EQ(world_.send("DELETE", "/v1/articles/a").status, 204U);
  EXPECT_THAT(events(), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-un [b]"));
  world_.put("b", "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong-eun\nvisit|happened|-|Kim Jong Un>Russia");
  EXPECT_EQ(undo(world_, "kim-jong-eun").status, 200U);
  EXPECT_THAT(events(), ElementsAre("meeting happened 2023-10-19 sergei-lavrov kim-jong-eun [b]",
                                    "visit happened - kim-jong-un russia [b]"));
}

TEST_F(ActorMergeTest, ChainsAreTakenApartInAnyOrder) {
  world_.put("a", "visit|happened|2023-10-19|A>X");
  world_.put("b", "visit|happened|2023-10-19|B>X");
  world_.put("c", "visit|happened|2023-10-19|C>X");
  EXPECT_EQ(merge(world_, "a", "b").status, 200U);
  EXPECT_EQ(merge(world_, "b", "c").status, 200U);
  EXPECT_THAT(events(), ElementsAre("visit happened 2023-10-19 c x [c b a]"));
  EXPECT_EQ(boost::json::serialize(world_.ok("/v1/actors/a").at("merged")),
            R"([{"id":"b","name":"B"},{"id":"a","name":"A"}])");
  EXPECT_EQ(undo(world_, "b").status, 200U);
  EXPECT_THAT(events(), ElementsAre("visit happened 2023-10-19 b x [b a]", "visit happened 2023-10-19 c x [c]"));
  EXPECT_EQ(undo(world_, "a").status, 200U);
  EXPECT_THAT(events(), ElementsAre("visit happened 2023-10-19 a x [a]", "visit happened 2023-10-19 b x [b]",
                                    "visit happened 2023-10-19 c x [c]"));
}

TEST_F(ActorMergeTest, ImportedEventsFoldAndStayIdempotent) {
  constexpr std::string_view kTable =
      "2018-01-01\tRussia\tConsult\tKim Jong Un\n"
      "2018-01-01\tKim Jong-eun\tConsult\tRussia\n"
      "2018-01-02\tRussia\tAccuse\tKim Jong-eun\n";
  auto const post = [&] { return world_.send("POST", "/v1/events", kTable, "text/tab-separated-values"); };
  EXPECT_EQ(parse(post()).at("stored"), 3);
  EXPECT_EQ(parse(merge(world_, "kim-jong-eun", "kim-jong-un")).at("events_folded"), 1);
  EXPECT_EQ(world_.ok("/v1/actors/kim-jong-un/met").at("items").at(0).at("count"), 1);
  EXPECT_EQ(parse(post()).at("duplicate"), 3);
  EXPECT_EQ(parse(undo(world_, "kim-jong-eun")).at("events_created"), 1);
  EXPECT_EQ(parse(post()).at("duplicate"), 3);
  EXPECT_EQ(world_.ok("/v1/actors/kim-jong-eun").at("events"), 2);
}

TEST_F(ActorMergeTest, TwoWhoMetBecomeOne) {
  world_.put(
      "a",
      "meeting|happened|2023-10-19|Kim Jong Un>Kim Jong-eun\nmeeting|happened|2023-10-19|Kim Jong Un,X>Kim Jong-eun");
  auto const before = events();
  EXPECT_EQ(merge(world_, "kim-jong-eun", "kim-jong-un").status, 200U);
  EXPECT_EQ(world_.ok("/v1/actors/kim-jong-un/met").at("total"), 1) << "nobody meets himself";
  EXPECT_EQ(undo(world_, "kim-jong-eun").status, 200U);
  EXPECT_EQ(events(), before);
}

TEST_F(ActorMergeTest, WhatCannotBe) {
  world_.put("a", "visit|happened|-|A>B\nvisit|happened|-|C>B");
  auto const refused = [&](Response const& response, unsigned status, std::string_view detail) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_THAT(response.body, HasSubstr(detail));
  };
  auto const post = [&](std::string_view body, std::string_view type = "application/json") {
    return world_.send("POST", "/v1/actors/a/merge", body, type);
  };
  refused(merge(world_, "a", "a"), 409, "one actor already");
  refused(merge(world_, "a", "nobody"), 404, R"("parameter":"into")");
  refused(merge(world_, "nobody", "a"), 404, "nobody");
  refused(undo(world_, "a"), 409, "a is not merged");
  refused(undo(world_, "nobody"), 404, "nobody");
  refused(post("{}"), 400, R"("field":"into")");
  refused(post(R"({"into": 5})"), 400, R"("field":"into")");
  refused(post(R"({"into": "b", "in": "c"})"), 400, R"("field":"in")");
  refused(post(R"({"into": "b")"), 400, "Malformed JSON");
  refused(post("{\"into\": \"" + std::string(100'000, 'b') + "\"}"), 413, "65536 bytes");
  refused(post("into=b", "application/x-www-form-urlencoded"), 415, "application/json");
  refused(world_.get("/v1/actors/a/merge"), 405, "POST, DELETE");
  EXPECT_EQ(merge(world_, "a", "b").status, 200U);
  refused(merge(world_, "a", "c"), 409, "a is merged into b already");
  refused(merge(world_, "b", "a"), 409, "one actor already");
  EXPECT_EQ(merge(world_, "c", "a").status, 200U);
  EXPECT_EQ(world_.ok("/v1/actors/c").at("id"), "b");
}

TEST(ActorMerge, AFailedWriteChangesNothing) {
  auto const control = std::make_shared<FailingStore::Control>();
  World const world(std::make_unique<FailingStore>(control));
  world.put("a", "visit|happened|2023-10-19|A>X");
  world.put("b", "visit|happened|2023-10-19|B>X");
  auto const before = all_events(*world.knowledge);
  control->failing = true;
  EXPECT_EQ(merge(world, "a", "b").status, 507U);
  control->failing = false;
  EXPECT_EQ(all_events(*world.knowledge), before);
  EXPECT_EQ(world.ok("/v1/actors/a").at("id"), "a");
  EXPECT_EQ(merge(world, "a", "b").status, 200U);
  EXPECT_THAT(check(world), IsEmpty());
}

/// A history of articles and imports among few actors and days, so that much folds.
struct Told {
  std::string id;  // of an article; empty: a table row
  std::string text;
};

std::vector<Told> random_history(std::mt19937& random) {
  auto const actor = [&] { return std::string(1, static_cast<char>('A' + random() % 5)); };
  auto const day = [&] { return "2023-10-1" + std::to_string(random() % 3); };
  std::vector<Told> history;
  for (int i = 0; i < 25; ++i) {
    if (random() % 4 == 0) {
      constexpr std::array kNames = {"Accuse", "Consult", "Make a visit"};
      history.push_back({"", day() + '\t' + actor() + '\t' + kNames[random() % 3] + '\t' + actor() + '\n'});
      continue;
    }
    Told told{"a" + std::to_string(random() % 8), {}};
    for (auto lines = random() % 4; lines > 0; --lines) {
      constexpr std::array kTypes = {"threat", "phone_call", "aid"};  // none that the table has
      auto const date = random() % 5 == 0 ? std::string("-") : day();
      told.text += std::string(kTypes[random() % 3]) + "|happened|" + date + "|" + actor() + ">" + actor() + "\n";
    }
    history.push_back(std::move(told));
  }
  return history;
}

void tell(World const& world, Told const& told) {
  if (told.id.empty()) {
    EXPECT_EQ(world.send("POST", "/v1/events", told.text, "text/tab-separated-values").status, 200U);
  } else if (told.text.empty()) {
    world.send("DELETE", "/v1/articles/" + told.id);
  } else {
    world.put(told.id, told.text);
  }
}

/// Events without regard to the order in which participants and articles came.
std::vector<std::string> normal(World const& world) {
  auto const view = world.knowledge->view();
  std::vector<std::string> lines;
  EXPECT_TRUE(view.store->for_each_event(EventId{0}, [&](Event const& event) {
    bool const mutual = is_mutual(event.type, find_cameo(event.cameo));
    auto line = std::string(to_string(event.type)) + ' ' + (event.date ? to_string(event.date->start) : "-");
    for (auto const& each : canonical(event.participants, mutual))
      line += ' ' + view.graph->actor(each.actor)->slug + ' ' + std::string(to_string(each.role));
    std::set<std::string> told;
    for (auto const& evidence : event.evidence) told.insert(evidence.article + ' ' + evidence.sentence);
    for (auto const& each : told) line += " [" + each + ']';
    lines.push_back(std::move(line));
    return true;
  }));
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(ActorMerge, AtAnyMomentIsTheSameAsAtAnyOther) {
  auto const seed = test::chosen_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (std::size_t round = 0; round < test::scaled(150, 30); ++round) {
    auto const history = random_history(random);
    Told const everybody{"everybody", "visit|happened|-|A>B\nvisit|happened|-|C>D\nvisit|happened|-|E>F\n"};
    std::vector<std::pair<std::string, std::string>> merges{{"a", "b"}, {"c", "b"}, {"b", "d"}};
    std::shuffle(merges.begin(), merges.end(), random);
    merges.resize(1 + random() % 3);

    World const never, first, last, between;
    auto store = open_memory_store();
    auto const& undone_store = *store;
    World const undone(std::move(store));
    for (auto const* const world : {&never, &first, &last, &between, &undone}) tell(*world, everybody);
    auto const merge_all = [&](World const& world) {
      for (auto const& [actor, into] : merges) EXPECT_EQ(merge(world, actor, into).status, 200U);
    };
    merge_all(first);
    std::size_t merged = 0;
    for (std::size_t i = 0; i < history.size(); ++i) {
      for (auto const* const world : {&never, &first, &last, &between, &undone}) tell(*world, history[i]);
      // In one of the worlds a merge now and then; in another, merges come and go.
      if (merged < merges.size() && random() % 8 == 0) {
        EXPECT_EQ(merge(between, merges[merged].first, merges[merged].second).status, 200U);
        ++merged;
      }
      auto const& [actor, into] = merges[random() % merges.size()];
      if (random() % 3 == 0) static_cast<void>(random() % 2 == 0 ? merge(undone, actor, into) : undo(undone, actor));
      ASSERT_THAT(check(undone), IsEmpty());
      ASSERT_THAT(undone_store.verify().value(), IsEmpty());
    }
    for (; merged < merges.size(); ++merged)
      EXPECT_EQ(merge(between, merges[merged].first, merges[merged].second).status, 200U);
    merge_all(last);
    for (auto const& [actor, into] : merges) undo(undone, actor);
    ASSERT_EQ(normal(first), normal(last)) << "round " << round;
    ASSERT_EQ(normal(between), normal(last)) << "round " << round;
    ASSERT_EQ(normal(undone), normal(never)) << "round " << round;
  }
}

}  // namespace
}  // namespace dragoman::testing
