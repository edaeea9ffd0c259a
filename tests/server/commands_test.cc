// The command line: usage, start, stop, load and code.

#include <gmock/gmock.h>
#include <zlib.h>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "support.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<boost::json::value> lines_of(std::string const& text) {
  std::vector<boost::json::value> lines;
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != text.npos; begin = end + 1, end = text.find('\n', begin)) {
    lines.push_back(boost::json::parse(std::string_view(text).substr(begin, end - begin)));
  }
  return lines;
}

TEST(Usage, BadUsageIsTwo) {
  EXPECT_EQ(run_dragoman({}).code, 2);
  EXPECT_EQ(run_dragoman({"dance"}).code, 2);
  EXPECT_EQ(run_dragoman({"serve", "--no-such-flag"}).code, 2);
  EXPECT_EQ(run_dragoman({"serve", "--listen", "nowhere"}).code, 2);
  EXPECT_EQ(run_dragoman({"serve", "--threads", "many"}).code, 2);
  EXPECT_EQ(run_dragoman({"verify"}).code, 2);
  EXPECT_EQ(run_dragoman({"load"}).code, 2);
  auto const help = run_dragoman({"serve", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("--data"));
}

TEST(Serve, WhatItCannotStartWithIsOneSentence) {
  ScratchDirectory const scratch;
  Server const first;
  auto const taken =
      run_dragoman({"serve", "--log-level", "off", "--listen", "127.0.0.1:" + std::to_string(first.port())});
  EXPECT_EQ(taken.code, 1);
  EXPECT_THAT(taken.err, HasSubstr("Cannot listen on"));

  auto const config = run_dragoman({"serve", "--config", scratch / "none.conf"});
  EXPECT_EQ(config.code, 1);
  EXPECT_THAT(config.err, HasSubstr("none.conf"));

  auto const model = run_dragoman({"serve", "--log-level", "off", "--listen", "0", "--model", scratch / "none.model"});
  EXPECT_EQ(model.code, 1);
  EXPECT_THAT(model.err, HasSubstr("none.model"));
}

TEST(Serve, ReadyFileConfigFileAndEnvironment) {
  ScratchDirectory const scratch;
  write_file(scratch / "conf", "max-bodies = 7\nready-file = \"" + (scratch / "ready") + "\"\nbody-limit = 1KB\n");
  ::setenv("DRAGOMAN_BODY_LIMIT", "2KB", 1);
  Server server({}, {"--config", scratch / "conf"});
  ::unsetenv("DRAGOMAN_BODY_LIMIT");
  EXPECT_EQ(read_file(scratch / "ready"), "http://127.0.0.1:" + std::to_string(server.port()) + "\n");
  auto const answer = server.connect().post("/v1/articles", "application/json", std::string(2049, ' '));
  EXPECT_EQ(answer.status, 413U);
  EXPECT_THAT(answer.body, HasSubstr("2048"));
  EXPECT_EQ(server.stop(), 0);
}

TEST(Serve, ThePageOfADirectory) {
  ScratchDirectory const scratch;
  write_file(scratch / "index.html", "<p>mine</p>");
  Server server({}, {"--ui-dir", scratch.path().string()});
  auto client = server.connect();
  auto const page = client.get("/");
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.body, "<p>mine</p>");
  EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
  EXPECT_THAT(page.header("content-security-policy"), HasSubstr("default-src 'none'"));
  std::filesystem::remove(scratch / "index.html");
  auto const gone = client.get("/");
  EXPECT_EQ(gone.status, 503U);
  EXPECT_EQ(gone.header("retry-after"), "1");
  EXPECT_EQ(server.stop(), 0);

  auto const none = run_dragoman({"serve", "--ui-dir", scratch / "none"});
  EXPECT_NE(none.code, 0);
  EXPECT_THAT(none.err, HasSubstr("--ui-dir"));
  auto const config = run_dragoman({"serve", "--ui-dir", scratch.path().string(), "--print-config"});
  EXPECT_THAT(config.out, HasSubstr("ui-dir = " + scratch.path().string()));
}

TEST(Serve, SaysThatMemoryIsNotForEver) {
  Server server;
  EXPECT_EQ(server.connect().get("/readyz").status, 200U);
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.log(), HasSubstr("kept in memory"));
}

TEST(Serve, LogsARequestUnderItsId) {
  Server server;
  auto client = server.connect();
  client.send(request("GET", "/livez", "X-Request-Id: find-me-7"));
  EXPECT_EQ(client.receive().header("x-request-id"), "find-me-7");
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.log(), HasSubstr("id=find-me-7 method=\"GET\" target=\"/livez\" status=200"));
}

TEST(Serve, NotReadyOnceItStops) {
  Server server({}, {"--shutdown-notice", "60"});
  auto client = server.connect();
  EXPECT_EQ(client.get("/readyz").status, 200U);
  server.process().signal(SIGTERM);
  EXPECT_TRUE(eventually([&] { return client.get("/readyz").status == 503; }));
  EXPECT_EQ(client.get("/livez").status, 200U);
  server.process().signal(SIGINT);  // the second ends at once
  EXPECT_EQ(server.process().wait(10s), 128 + SIGINT);
}

TEST(Serve, StopsInTheMiddleOfABulkAndKeepsWhatItTook) {
  ScratchDirectory const scratch;
  auto const data = scratch / "data";
  Server server(data);
  auto client = server.connect();
  client.send(
      "POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-ndjson\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  auto query = server.connect();
  for (std::size_t i = 0; i < 50; ++i) {
    auto const line = article_line(i);
    client.send(fmt::format("{:x}\r\n{}\r\n", line.size(), line));
  }
  // The last too, although nobody knows yet that its chunk is over.
  EXPECT_TRUE(eventually([&] { return query.get("/v1/articles/made-up-49").status == 200; }));
  EXPECT_EQ(server.stop(), 0) << server.log();
  EXPECT_TRUE(client.closed_within(5s));

  auto const verified = run_dragoman({"verify", "--data", data});
  EXPECT_EQ(verified.code, 0) << verified.out;
  Server again(data);
  EXPECT_EQ(again.connect().get("/v1/articles/made-up-49").status, 200U);
  EXPECT_EQ(again.stop(), 0);
}

class Load : public ::testing::Test {
 protected:
  Load() {
    std::string lines;
    for (std::size_t i = 0; i < 30; ++i) lines += article_line(i);
    write_file(scratch_ / "good.ndjson", lines);
    auto* const packed = gzopen((scratch_ / "good.ndjson.gz").c_str(), "wb");
    gzwrite(packed, lines.data(), static_cast<unsigned>(lines.size()));
    gzclose(packed);
    write_file(scratch_ / "bad.ndjson", article_line(100) + "{\"text\": 1}\n" + article_line(101) + "{\n");
    write_file(scratch_ / "array.json", "[" + article_line(200) + "," + article_line(201) + "]");
    write_file(scratch_ / "one.json", "{\n  \"id\": \"one\",\n  \"text\": \"The minister met nobody.\"\n}\n");
  }

  void run(std::vector<std::string> const& to) {
    auto const load = [&](std::vector<std::string> files, std::string const& input = {}) {
      files.insert(files.begin(), "load");
      files.insert(files.end(), to.begin(), to.end());
      return run_dragoman(files, input);
    };
    auto const good = load({scratch_ / "good.ndjson", scratch_ / "array.json", scratch_ / "one.json"});
    EXPECT_EQ(good.code, 0) << good.err;
    EXPECT_EQ(good.err, "");
    EXPECT_THAT(good.out, HasSubstr("total: 33 articles: 33 stored"));
    auto const again = load({scratch_ / "good.ndjson.gz"});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("30 already known"));
    auto const bad = load({scratch_ / "bad.ndjson"});
    EXPECT_EQ(bad.code, 3);
    EXPECT_THAT(bad.err, HasSubstr(scratch_ / "bad.ndjson:2: text: "));
    EXPECT_THAT(bad.err, HasSubstr(scratch_ / "bad.ndjson:4: "));
    EXPECT_THAT(bad.out, HasSubstr("4 articles: 2 stored, 0 replaced, 0 already known, 2 rejected"));
    auto const piped = load({"-"}, article_line(300));
    EXPECT_EQ(piped.code, 0) << piped.err;
    EXPECT_THAT(piped.out, StartsWith("standard input: 1 articles: 1 stored"));
    auto const missing = load({scratch_ / "none.ndjson", scratch_ / "good.ndjson"});
    EXPECT_EQ(missing.code, 1);
    EXPECT_THAT(missing.err, HasSubstr("none.ndjson"));
    EXPECT_THAT(missing.out, HasSubstr("30 already known"));
  }

  ScratchDirectory scratch_;
};

TEST_F(Load, ToAServer) {
  Server server;
  run({"--server", "http://127.0.0.1:" + std::to_string(server.port())});
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(Load, IntoADatabase) {
  run({"--data", scratch_ / "data"});
  EXPECT_THAT(run_dragoman({"verify", "--data", scratch_ / "data"}).out, HasSubstr("36 articles"));
}

TEST_F(Load, AServerThatIsNotThere) {
  auto const run = run_dragoman({"load", scratch_ / "good.ndjson", "--server", "http://127.0.0.1:1"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("http://127.0.0.1:1"));
  EXPECT_EQ(run_dragoman({"load", scratch_ / "good.ndjson", "--server", "ftp://x"}).code, 1);
}

TEST(Code, OneLineForEachArticleInOrder) {
  std::string articles;
  for (std::size_t i = 0; i < 300; ++i) articles += article_line(i);
  auto const run = run_dragoman({"code", "--threads", "4"}, articles);
  EXPECT_EQ(run.code, 0) << run.err;
  auto const lines = lines_of(run.out);
  ASSERT_EQ(lines.size(), 300U);
  std::size_t events = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].at("id").as_string(), "made-up-" + std::to_string(i));
    events += lines[i].at("events").as_array().size();
  }
  EXPECT_GT(events, 300U);
  EXPECT_EQ(run_dragoman({"code", "--threads", "1"}, articles).out, run.out);
}

TEST(Code, EventsCarryEvidenceAndParticipants) {
  auto const run = run_dragoman({"code"}, article_line(3));
  ASSERT_EQ(run.code, 0);
  auto const line = lines_of(run.out).at(0);
  ASSERT_FALSE(line.at("events").as_array().empty()) << run.out;
  for (auto const& event : line.at("events").as_array()) {
    EXPECT_FALSE(event.as_object().contains("id"));
    EXPECT_TRUE(event.at("cameo").is_string());
    ASSERT_FALSE(event.at("participants").as_array().empty());
    EXPECT_TRUE(event.at("participants").at(0).at("actor").is_string());
    EXPECT_TRUE(event.at("participants").at(0).at("role").is_string());
    auto const& evidence = event.at("evidence").at(0);
    EXPECT_EQ(evidence.at("article").as_string(), "made-up-3");
    EXPECT_LT(evidence.at("begin").to_number<int>(), evidence.at("end").to_number<int>());
  }
}

TEST(Code, BadLinesAreNamedAndTheRestIsCoded) {
  auto const run = run_dragoman({"code"}, article_line(1) + "nonsense\n{\"title\": \"a\"}\n" + article_line(2));
  EXPECT_EQ(run.code, 3);
  EXPECT_EQ(lines_of(run.out).size(), 2U);
  EXPECT_THAT(run.err, HasSubstr("standard input:2: "));
  EXPECT_THAT(run.err, HasSubstr("standard input:3: text: "));
}

TEST(Code, PlainTextAndSeveralFiles) {
  ScratchDirectory const scratch;
  write_file(scratch / "report.txt",
             "Foreign Minister Paul Marten of France met Foreign Minister Erik Linden of Norway on Monday.");
  write_file(scratch / "more.json", "[" + article_line(7) + "]");
  write_file(scratch / "bad.txt", "\xff\xfe");
  auto const run = run_dragoman({"code", "--published", "2024-03-06", scratch / "report.txt", scratch / "more.json"});
  EXPECT_EQ(run.code, 0) << run.err;
  auto const lines = lines_of(run.out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("id").as_string(), "report");
  EXPECT_EQ(lines[1].at("id").as_string(), "made-up-7");
  EXPECT_THAT(run.out, HasSubstr("2024-03-04"));
  EXPECT_EQ(run_dragoman({"code", scratch / "bad.txt"}).code, 3);
  EXPECT_EQ(run_dragoman({"code", "--published", "2024-02-30", scratch / "report.txt"}).code, 1);
}

TEST(Code, AFullDiskIsNotSilence) {
  ScratchDirectory const scratch;
  write_file(scratch / "a.ndjson", article_line(1));
  auto const command = std::string(DRAGOMAN_BINARY) + " code " + (scratch / "a.ndjson") + " > /dev/full";
  Process shell({"/bin/sh", "-c", command}, scratch / "out");
  EXPECT_EQ(shell.wait(), 1);
  EXPECT_THAT(shell.errors(), HasSubstr("standard output"));
}

TEST(Code, ReadsDictionariesOfUsers) {
  ScratchDirectory const scratch;
  write_file(scratch / "my.actors.txt", "HARALD_OSTERBLOM_\n\t[NORGOV >20101350]\n\t[NORGOV >20110101]\n");
  write_file(scratch / "persons.tsv", "name\tcountry\nHarald Osterblom\tatlantis\n");
  write_file(scratch / "report.txt", "Harald Osterblom met Kenyan President Joseph Otieno in Nairobi on Tuesday.");
  auto const run = run_dragoman({"code", "--actors", scratch / "my.actors.txt", scratch / "report.txt"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("harald-osterblom"));
  EXPECT_THAT(run.err, HasSubstr("my.actors.txt, line 2: not a date"));
  auto const bad = run_dragoman({"code", "--actors", scratch / "persons.tsv", scratch / "report.txt"});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.err, HasSubstr("persons.tsv, line 2: "));
}

TEST(Code, Explains) {
  auto const run = run_dragoman({"code", "--explain"}, article_line(1));
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("met"));
}

constexpr std::string_view kGold =
    R"({"id": "one", "date_published": "2024-05-15", "title": "Envoys meet", "text": "Norwegian Foreign Minister Petra Nordahl met Kenyan President Joseph Otieno in Oslo on Tuesday.", "events": [{"type": "meeting", "source": ["Nordahl"], "target": ["Joseph Otieno"], "date": "2024-05-14", "sentence": "Norwegian Foreign Minister Petra Nordahl met Kenyan President Joseph Otieno in Oslo on Tuesday."}, {"type": "visit", "actors": ["Kenya", "Norway"], "sentences": ["He will come."], "optional": true}]}
{"id": "two", "date_published": "2024-05-15", "text": "Nothing happened.", "events": [{"type": "meeting", "source": "Chad", "target": "Niger"}]}
)";

TEST(Evaluate, ScoresLabelledArticles) {
  ScratchDirectory const scratch;
  write_file(scratch / "gold.jsonl", kGold);
  auto const run = run_dragoman({"evaluate", scratch / "gold.jsonl", "--errors"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, StartsWith("2 articles\nmissed two meeting: Chad; Niger (no date)"));
  EXPECT_THAT(run.out, HasSubstr("meeting             1.000  0.500  0.667    1    0    1"));
  EXPECT_THAT(run.out, HasSubstr("MICRO (core)        1.000  0.500  0.667    1    0    1"));
  EXPECT_EQ(run_dragoman({"evaluate", "-"}, std::string(kGold)).code, 0);
}

TEST(Evaluate, ScoresSentencesWithCategories) {
  auto const run = run_dragoman(
      {"evaluate", "-"},
      R"({"id": "a", "text": "The president of Kenya met the president of Chad.", "events": [{"code": "CONSULT"}]})"
      "\n"
      R"({"id": "a", "text": "The president of Kenya slept.", "events": [{"code": "DEMAND"}]})");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("2 sentences\n"));
  EXPECT_THAT(run.out, HasSubstr("CONSULT             1.000  1.000  1.000    1    0    0"));
  EXPECT_THAT(run.out, HasSubstr("REQUEST             0.000  0.000  0.000    0    0    1"));
  EXPECT_THAT(run.out, HasSubstr("macro F1 0.500, sentences with an event 0.500"));
}

TEST(Evaluate, BadLinesAreNamedAndNothingIsScored) {
  auto const run = run_dragoman({"evaluate", "-"},
                                std::string(kGold) +
                                    "nonsense\n"
                                    R"({"id": "three", "events": []})"
                                    "\n"
                                    R"({"id": "four", "text": "A.", "events": [{"type": "party"}]})"
                                    "\n"
                                    R"({"id": "one", "text": "A."})"
                                    "\n"
                                    R"({"id": "five", "text": "A.", "events": [{"code": "AID"}]})"
                                    "\n"
                                    R"({"id": "six", "text": "A.", "events": [{"type": "visit", "date": "May"}]})");
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr("standard input:3: Not JSON"));
  EXPECT_THAT(run.err, HasSubstr("standard input:4: text: "));
  EXPECT_THAT(run.err, HasSubstr("standard input:5: events[0]: unknown type 'party'."));
  EXPECT_THAT(run.err, HasSubstr("standard input:6: The id 'one' was there before."));
  EXPECT_THAT(run.err, HasSubstr("standard input:7: Some events have a type and others have a code"));
  EXPECT_THAT(run.err, HasSubstr("standard input:8: events[0]: date: 'May' is no date"));
  EXPECT_EQ(run_dragoman({"evaluate", "-"}, "").code, 1);
  EXPECT_EQ(run_dragoman({"evaluate", "/nonexistent/gold.jsonl"}).code, 1);
  EXPECT_EQ(run_dragoman({"evaluate"}).code, 2);
}

}  // namespace
}  // namespace dragoman::test
