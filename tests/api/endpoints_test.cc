#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/routes.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string text(boost::json::value const& value) { return boost::json::value_to<std::string>(value); }

std::vector<std::string> texts(boost::json::value const& items, std::string_view pointer) {
  std::vector<std::string> all;
  for (auto const& item : items.as_array()) all.push_back(text(item.at_pointer(pointer)));
  return all;
}

class Endpoints : public ::testing::Test {
 protected:
  Endpoints() {
    world.put("pyongyang",
              "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un\n"
              "meeting|happened|2023-10-19|Sergei Lavrov>Choe Son Hui\n"
              "visit|happened|2023-10-18/2023-10-19|Sergei Lavrov>North Korea\n"
              "proposal|happened|-|Sergei Lavrov>North Korea,China",
              R"("date":"2023-10-20","publisher":"example.org","title":"Lavrov in Pyongyang")");
    world.put("vladivostok", "meeting|happened|2023-09-13|Kim Jong Un>Vladimir Putin");
    world.put("summit", "meeting|planned|2024-05-01|Vladimir Putin>Xi Jinping");
    world.put("beijing", "meeting|happened|2024-05-16|Vladimir Putin>Xi Jinping");
    world.put("again", "meeting|happened|2024-06-01|Sergei Lavrov>Choe Son Hui");
    world.put("jong-nam", "meeting|happened|2001-05-01|Kim Jong Nam>Nobody Known");
  }

  World world;
};

TEST_F(Endpoints, QuickAreAnswersThatNeedNoSearch) {
  auto const quick = [&](std::string const& target) { return world.api->quick(make_request("GET", target)); };
  for (auto const* target :
       {"/v1/articles/pyongyang", "/v1/events/e0", "/v1/actors/sergei-lavrov", "/v1/actors/sergei-lavrov/met",
        "/v1/actors/sergei-lavrov/timeline?limit=5&sort=oldest", "/livez", "/readyz"}) {
    EXPECT_TRUE(quick(target)) << target;
  }
  for (auto const* target :
       {"/v1/actors/Lavrov/met", "/v1/actors/nobody", "/v1/actors/sergei-lavrov/met?from=2023-01-01",
        "/v1/actors/sergei-lavrov/timeline?with=China", "/v1/actors?q=l", "/v1/events", "/v1/meetings",
        "/v1/path?from=china&to=xi-jinping", "/v1/backup", "/nothing"}) {
    EXPECT_FALSE(quick(target)) << target;
  }
  EXPECT_FALSE(world.api->quick(make_request("DELETE", "/v1/articles/pyongyang")));
  EXPECT_FALSE(world.api->quick(make_request("POST", "/v1/articles")));
}

TEST_F(Endpoints, Article) {
  auto const article = world.ok("/v1/articles/pyongyang");
  EXPECT_EQ(text(article.at("title")), "Lavrov in Pyongyang");
  EXPECT_EQ(text(article.at("published")), "2023-10-20");
  EXPECT_TRUE(article.at("url").is_null());
  EXPECT_THAT(article.at("events").as_array(), SizeIs(4));
  EXPECT_EQ(world.get("/v1/articles/none").status, 404U);
}

TEST_F(Endpoints, EventHasItsEvidence) {
  auto const event = world.ok("/v1/events/e0");
  EXPECT_EQ(boost::json::serialize(event),
            R"({"id":"e0","type":"meeting","status":"happened","cameo":"040","plover":"CONSULT","goldstein":1E0,)"
            R"("date":{"start":"2023-10-19","end":"2023-10-19","precision":"day","text":"2023-10-19"},)"
            R"("participants":[{"actor":"sergei-lavrov","name":"Sergei Lavrov","role":"source"},)"
            R"({"actor":"kim-jong-un","name":"Kim Jong Un","role":"target"}],)"
            R"("evidence":[{"article":"pyongyang","publisher":"example.org","published":"2023-10-20",)"
            R"("sentence":"meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un","begin":0,"end":53}]})");
  EXPECT_EQ(world.get("/v1/events/e999").status, 404U);
  EXPECT_EQ(world.get("/v1/events/x").status, 404U);
}

TEST_F(Endpoints, UndatedEventSaysWhenItWasPublished) {
  auto const event = world.ok("/v1/events/e3");
  EXPECT_TRUE(event.at("date").is_null());
  EXPECT_EQ(text(event.at("published")), "2023-10-20");
}

TEST_F(Endpoints, EventsNewestFirstAndFiltered) {
  auto const all = world.ok("/v1/events").at("items");
  EXPECT_THAT(all.as_array(), SizeIs(9));
  EXPECT_EQ(text(all.at(0).at_pointer("/date/start")), "2024-06-01");
  EXPECT_TRUE(all.at(8).at("date").is_null());
  EXPECT_THAT(texts(world.ok("/v1/events?type=visit,proposal&sort=oldest").at("items"), "/type"),
              ElementsAre("proposal", "visit"));
  EXPECT_THAT(texts(world.ok("/v1/events?status=planned").at("items"), "/date/start"), ElementsAre("2024-05-01"));
  EXPECT_THAT(world.ok("/v1/events?from=2023-10-19&to=2023-10-19").at("items").as_array(), SizeIs(3));
  EXPECT_THAT(world.ok("/v1/events?actor=Putin").at("items").as_array(), SizeIs(3));
  EXPECT_THAT(world.ok("/v1/events?actor=Putin&with=xi-jinping").at("items").as_array(), SizeIs(2));
  EXPECT_FALSE(world.ok("/v1/events").as_object().contains("next"));
}

TEST_F(Endpoints, PagesGiveEachEventOnce) {
  std::vector<std::string> seen;
  std::string cursor;
  do {
    auto const page = world.ok("/v1/events?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (auto const& id : texts(page.at("items"), "/id")) seen.push_back(id);
    auto const* next = page.as_object().if_contains("next");
    cursor = next != nullptr ? text(*next) : "";
    // What arrives in between is either ahead of the page or in one that comes.
    world.put("late" + std::to_string(seen.size()),
              "meeting|happened|2025-01-0" + std::to_string(seen.size()) + "|A>B");
  } while (!cursor.empty());
  EXPECT_THAT(seen, SizeIs(9));
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 9U);
}

TEST_F(Endpoints, CursorsOfOtherListsAreRefused) {
  auto const cursor = text(world.ok("/v1/events?limit=1").at("next"));
  EXPECT_EQ(world.get("/v1/events?limit=5&cursor=" + cursor).status, 200U) << "the limit may change";
  for (std::string const& target :
       {"/v1/events?type=visit&cursor=" + cursor, "/v1/events?sort=oldest&cursor=" + cursor,
        "/v1/actors/Lavrov/timeline?cursor=" + cursor, "/v1/actors/Lavrov/met?cursor=" + cursor,
        std::string("/v1/events?cursor=nonsense"), "/v1/meetings?cursor=" + cursor + "0"}) {
    auto const response = world.get(target);
    EXPECT_EQ(response.status, 400U) << target;
    EXPECT_EQ(text(parse(response).at("parameter")), "cursor");
  }
}

TEST_F(Endpoints, Actors) {
  auto const found = world.ok("/v1/actors?q=lavrov");
  EXPECT_THAT(texts(found.at("items"), "/id"), ElementsAre("sergei-lavrov"));
  EXPECT_EQ(found.at("items").at(0).at("events"), 5);
  EXPECT_EQ(world.get("/v1/actors").status, 400U);
  auto const actor = world.ok("/v1/actors/sergei-lavrov");
  EXPECT_EQ(text(actor.at("name")), "Sergei Lavrov");
  EXPECT_EQ(text(actor.at("kind")), "person");
  EXPECT_EQ(actor.at("events"), 5);
  EXPECT_EQ(actor.at_pointer("/by_type/meeting"), 3);
  EXPECT_EQ(text(actor.at("last")), "2024-06-01");
}

TEST_F(Endpoints, NamesInPlaceOfIds) {
  EXPECT_EQ(text(world.ok("/v1/actors/Sergei%20Lavrov").at("id")), "sergei-lavrov");
  EXPECT_EQ(text(world.ok("/v1/actors/LAVROV").at("id")), "sergei-lavrov");
  EXPECT_EQ(world.get("/v1/actors/Nemo").status, 404U);
  EXPECT_EQ(world.get("/v1/actors/%00").status, 404U);
  EXPECT_EQ(world.get("/v1/actors/%ff").status, 400U);
  auto const response = world.get("/v1/actors/Kim");
  EXPECT_EQ(response.status, 300U) << response.body;
  auto const candidates = parse(response).at("candidates");
  EXPECT_THAT(texts(candidates, "/id"), ElementsAre("kim-jong-un", "kim-jong-nam")) << "the busier first";
  EXPECT_EQ(text(candidates.at(0).at("link")), "/v1/actors/kim-jong-un");
  EXPECT_EQ(candidates.at(0).at("events"), 2);
  auto const none = world.get("/v1/events?actor=Nemo");
  EXPECT_EQ(none.status, 404U);
  EXPECT_EQ(text(parse(none).at("parameter")), "actor");
  for (auto const* target : {"/v1/actors/Nobody%20Here", "/v1/actors/Nobody%20Here/met", "/v1/events/e999",
                             "/v1/events/x", "/v1/articles/none"}) {
    auto const missing = world.get(target);
    EXPECT_EQ(missing.status, 404U) << target;
    EXPECT_EQ(text(parse(missing).at("parameter")), "id") << target;
  }
}

TEST_F(Endpoints, Timeline) {
  EXPECT_THAT(texts(world.ok("/v1/actors/Lavrov/timeline").at("items"), "/type"),
              ElementsAre("meeting", "meeting", "meeting", "visit", "proposal"));
  EXPECT_THAT(world.ok("/v1/actors/Lavrov/timeline?with=china").at("items").as_array(), SizeIs(1));
  auto const page = world.ok("/v1/actors/Lavrov/timeline?limit=4");
  EXPECT_THAT(
      texts(world.ok("/v1/actors/Lavrov/timeline?limit=4&cursor=" + text(page.at("next"))).at("items"), "/type"),
      ElementsAre("proposal"));
}

TEST_F(Endpoints, Met) {
  auto const met = world.ok("/v1/actors/Lavrov/met");
  EXPECT_EQ(met.at("total"), 2);
  EXPECT_THAT(texts(met.at("items"), "/actor/id"), ElementsAre("choe-son-hui", "kim-jong-un"));
  auto const& choe = met.at("items").at(0);
  EXPECT_EQ(choe.at("count"), 2);
  EXPECT_EQ(text(choe.at_pointer("/first/start")), "2023-10-19");
  EXPECT_EQ(text(choe.at_pointer("/last/start")), "2024-06-01");
  EXPECT_EQ(text(choe.at_pointer("/latest/article")), "again");
  EXPECT_THAT(text(choe.at_pointer("/latest/sentence")), HasSubstr("Choe Son Hui"));
  EXPECT_EQ(world.ok("/v1/actors/Putin/met?from=2024-05-01&to=2024-05-02").at("total"), 0);
  EXPECT_EQ(world.ok("/v1/actors/Putin/met?from=2024-05-01&to=2024-05-02&status=planned").at("total"), 1);
  auto const first = world.ok("/v1/actors/Lavrov/met?limit=1");
  auto const second = world.ok("/v1/actors/Lavrov/met?limit=1&cursor=" + text(first.at("next")));
  EXPECT_THAT(texts(second.at("items"), "/actor/id"), ElementsAre("kim-jong-un"));
  EXPECT_FALSE(second.as_object().contains("next"));
}

TEST_F(Endpoints, Meetings) {
  auto const all = world.ok("/v1/meetings");
  EXPECT_EQ(all.at("total"), 5);
  EXPECT_EQ(all.at("items").at(0).at("count"), 2);
  std::set<std::string> pairs;
  std::string cursor;
  do {
    auto const page = world.ok("/v1/meetings?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (auto const& item : page.at("items").as_array()) {
      pairs.insert(text(item.at_pointer("/actors/0/id")) + " " + text(item.at_pointer("/actors/1/id")));
    }
    auto const* next = page.as_object().if_contains("next");
    cursor = next != nullptr ? text(*next) : "";
  } while (!cursor.empty());
  EXPECT_EQ(pairs.size(), 5U);
  EXPECT_EQ(world.ok("/v1/meetings?actor=Lavrov").at("total"), 2);
  EXPECT_EQ(world.ok("/v1/meetings?actor=Lavrov&with=kim-jong-un").at("total"), 1);
  EXPECT_EQ(world.get("/v1/meetings?with=kim-jong-un").status, 400U);
  EXPECT_EQ(world.get("/v1/meetings?sort=oldest").status, 400U);
}

TEST_F(Endpoints, Path) {
  auto const path = world.ok("/v1/path?from=Lavrov&to=Xi%20Jinping");
  EXPECT_EQ(path.at("found"), true);
  EXPECT_THAT(texts(path.at("actors"), "/id"),
              ElementsAre("sergei-lavrov", "kim-jong-un", "vladimir-putin", "xi-jinping"));
  EXPECT_THAT(path.at("events").as_array(), SizeIs(3));
  EXPECT_EQ(world.ok("/v1/path?from=Lavrov&to=Xi&before=2024-01-01").at("found"), false);
  EXPECT_EQ(world.ok("/v1/path?from=Lavrov&to=china").at("found"), false);
  EXPECT_EQ(world.get("/v1/path?from=Lavrov").status, 400U);
  EXPECT_EQ(world.get("/v1/path?from=Lavrov&to=Nemo").status, 404U);
}

TEST_F(Endpoints, Health) {
  EXPECT_EQ(text(world.ok("/livez").at("status")), "ok");
  EXPECT_EQ(world.ok("/readyz").at("articles"), 6);
  bool ready = true;
  ApiOptions options;
  options.ready = [&] { return ready; };
  World const other(open_memory_store(), {}, options);
  EXPECT_EQ(other.get("/readyz").status, 200U);
  ready = false;
  EXPECT_EQ(other.get("/readyz").status, 503U);
  EXPECT_EQ(other.get("/livez").status, 200U);
}

TEST_F(Endpoints, MethodsAndPaths) {
  EXPECT_EQ(world.get("/").status, 200U);
  EXPECT_EQ(world.get("/v1").status, 404U);
  EXPECT_EQ(world.get("/v1/events/").status, 404U);
  EXPECT_EQ(world.get("/v1/actors/x/y").status, 404U);
  EXPECT_EQ(world.send("HEAD", "/v1/events").status, 200U);
  auto const wrong = world.send("DELETE", "/v1/events");
  EXPECT_EQ(wrong.status, 405U);
  EXPECT_THAT(wrong.headers, ElementsAre(std::pair("Allow", "POST, GET, HEAD, OPTIONS")));
  EXPECT_EQ(world.get("/v1/articles").status, 405U);
  auto const options = world.send("OPTIONS", "/v1/articles");
  EXPECT_EQ(options.status, 204U);
  EXPECT_THAT(options.headers, ElementsAre(std::pair("Allow", "POST, OPTIONS")));
}

TEST_F(Endpoints, UnknownParametersAreRefusedEverywhere) {
  for (auto const& route : routes()) {
    if (route.handler == nullptr) continue;
    std::string target(route.pattern);
    if (auto const at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, "sergei-lavrov");
    auto const response = world.get(target + "?nonsense=1");
    EXPECT_EQ(response.status, 400U) << target;
    EXPECT_EQ(response.content_type, "application/problem+json");
    auto const answer = parse(response);
    EXPECT_EQ(text(answer.at("parameter")), "nonsense");
    EXPECT_EQ(text(answer.at("request_id")), "r1");
  }
}

}  // namespace
}  // namespace dragoman::testing
