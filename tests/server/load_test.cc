// `dragoman load`: forms of files, renamed fields, rejects, and loads that are interrupted.

#include <gmock/gmock.h>

#include <filesystem>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "support.h"
#include "tests/compression.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LoadFiles : public ::testing::Test {
 protected:
  Finished load(std::vector<std::string> arguments, std::string const& input = {}) {
    arguments.insert(arguments.begin(), "load");
    arguments.insert(arguments.end(), {"--server", url()});
    return run_dragoman(arguments, input);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
  boost::json::value article(std::string const& id) {
    auto const answer = server_.connect().get("/v1/articles/" + id);
    EXPECT_EQ(answer.status, 200U) << id;
    return answer.status == 200 ? answer.json() : boost::json::value(boost::json::object());
  }
  std::int64_t articles() { return server_.connect().get("/readyz").json().at("articles").to_number<std::int64_t>(); }
  void write(std::string const& name, std::string const& content) { write_file(scratch_ / name, content); }
  /// Names of hidden files beside the inputs.
  std::vector<std::string> notes() const {
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(scratch_.path()))
      if (entry.path().filename().string().starts_with('.')) names.push_back(entry.path().string());
    return names;
  }

  ScratchDirectory scratch_;
  Server server_;
};

std::string lines(std::size_t begin, std::size_t end) {
  std::string text;
  for (auto i = begin; i < end; ++i) text += article_line(i);
  return text;
}

TEST_F(LoadFiles, InManyRequests) {
  write("a.ndjson", lines(0, 100) + "nonsense\n" + lines(100, 200));
  auto const run = load({scratch_ / "a.ndjson", "--piece", "2KB"});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.out, HasSubstr("201 articles: 200 stored, 0 replaced, 0 already known, 1 rejected"));
  EXPECT_EQ(run.err, scratch_ / "a.ndjson:101: Malformed JSON at byte 1: syntax error.\n");
  EXPECT_EQ(articles(), 200);
  EXPECT_TRUE(notes().empty());
}

TEST_F(LoadFiles, ADirectory) {
  std::filesystem::create_directories(scratch_ / "news/b/.hidden");
  write("news/z.ndjson", lines(0, 3));
  write("news/b/one.txt", "The president of Kenya met the president of Chad.");
  write("news/b/two.txt.gz", gzip("The president of Kenya slept."));
  write("news/b/.hidden/no.txt", "no");
  write("news/feed.xml",
        "<rss><channel><title>Made up</title><item><guid>urn:x:1</guid><description>A &amp;lt; b.</description></item>"
        "</channel></rss>");
  write("news/table.csv", "ID,Body,Headline\nt1,\"two\nlines\",x\n");
  write("news/events.tab", "2020-02-03\tFrance\t040\tKenya\n");
  write("news/picture.png", "?");
  auto const run = load({scratch_ / "news", "--published", "2024-05-15", "--publisher", "Us"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("news: 7 articles: 7 stored"));
  EXPECT_THAT(run.out, HasSubstr("news: 1 events: 1 stored"));
  EXPECT_EQ(run.err, scratch_ / "news: 1 files of other kinds were passed over\n");
  EXPECT_EQ(article("b%2Fone").at("published"), "2024-05-15");
  EXPECT_EQ(article("b%2Ftwo").at("publisher"), "Us");
  EXPECT_EQ(article("urn:x:1").at("publisher"), "Made up");
  EXPECT_EQ(article("urn:x:1").at("published"), "2024-05-15");
  EXPECT_EQ(article("t1").at("text"), "two\nlines");
}

TEST_F(LoadFiles, RenamedFields) {
  write("a.ndjson", R"({"key": "a", "story": "One.", "text": "no"})"
                    "\n");
  write("b.csv", "key,story\nb,\"Two, three.\"\n");
  auto const run = load({"--map", "text=story", "--map", "id=key", scratch_ / "a.ndjson", scratch_ / "b.csv"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(article("a").at("text"), "One.");
  EXPECT_EQ(article("b").at("text"), "Two, three.");
  write("c.tsv", "Event Date\tWho\tWhom\tCAMEO Code\n2020-02-03\tFrance\tKenya\t040\n");
  auto const events = load({"--map", "Source Name=Who", "--map", "Target Name=Whom", scratch_ / "c.tsv"});
  EXPECT_THAT(events.out, HasSubstr("1 events: 1 stored")) << events.err;
  EXPECT_EQ(load({"--map", "text", scratch_ / "a.ndjson"}).code, 1);
}

TEST_F(LoadFiles, RejectsCanBeMendedAndLoadedAgain) {
  write("a.ndjson", lines(0, 50) + R"({"id": "x", "story": "One.", "date": "soon"})" + "\n" + lines(50, 60));
  write("b.csv", "id,story,date\nb1,fine,\nb2,\"not\nfine\",never\nb3,short\n");
  write("c.json", "[{\"id\": \"c\",\n\"story\": \"Three.\",\n\"date\": \"x\"}]");
  auto const rejects = scratch_ / "rejects";
  auto const run = load({scratch_ / "a.ndjson", scratch_ / "b.csv", scratch_ / "c.json", "--map", "text=story",
                         "--rejects", rejects, "--piece", "1KB"});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("4 rejected are in " + rejects));
  EXPECT_THAT(run.out, HasSubstr("total: 65 articles: 61 stored, 0 replaced, 0 already known, 4 rejected"));
  EXPECT_EQ(read_file(rejects),
            "{\"id\": \"x\", \"story\": \"One.\", \"date\": \"soon\"}\n"
            "{\"id\": \"c\", \"story\": \"Three.\", \"date\": \"x\"}\n");
  EXPECT_EQ(read_file(rejects + ".2"), "id,story,date\nb2,\"not\nfine\",never\nb3,short\n");
  auto const reasons = read_file(rejects + ".reasons");
  EXPECT_THAT(reasons, StartsWith(rejects + ":1\t" + (scratch_ / "a.ndjson:51") + "\tdate: "));
  EXPECT_THAT(reasons, HasSubstr(rejects + ".2:2\t" + (scratch_ / "b.csv:3") + "\tdate: "));
  EXPECT_THAT(reasons, HasSubstr(rejects + ".2:4\t" + (scratch_ / "b.csv:5") + "\tThe record has 2 cells"));
  EXPECT_THAT(reasons, HasSubstr(rejects + ":2\t" + (scratch_ / "c.json: item 1") + "\tdate: "));

  auto mended = read_file(rejects);
  for (std::string const bad : {"soon", "\"x\"}"})
    mended.replace(mended.find(bad), 4, bad == "soon" ? "2024" : "\"\"} ");
  mended.replace(mended.find("\"2024\""), 6, "null");
  write("mended.ndjson", mended);
  EXPECT_EQ(load({"--map", "text=story", scratch_ / "mended.ndjson"}).code, 0);
  EXPECT_EQ(articles(), 63);
  auto const same = load({rejects, "--rejects", rejects});
  EXPECT_EQ(same.code, 1);
  EXPECT_EQ(read_file(rejects).substr(0, 5), "{\"id\"") << "what is to be loaded is not emptied";
}

TEST_F(LoadFiles, WhatIsWrongWithAFilesForm) {
  write("a.csv", "id,title\n1,x\n");
  write("b.xml", "<rss>");
  write("c.json", "[" + article_line(1) + "," + article_line(2));
  write("d.txt", "\xff");
  auto const run = load({scratch_ / "a.csv", scratch_ / "b.xml", scratch_ / "c.json", scratch_ / "d.txt"});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("a.csv:1: No column of the header"));
  EXPECT_THAT(run.err, HasSubstr("b.xml: Not well-formed XML"));
  EXPECT_THAT(run.err, HasSubstr("c.json: The body ends before the array does"));
  EXPECT_THAT(run.err, HasSubstr("d.txt: item 1: Byte 1 is not valid UTF-8"));
  EXPECT_THAT(run.out, HasSubstr("total: 6 articles: 2 stored"));
}

/// Kills a load of `argument` once something of it is stored, while the server stands still.
void interrupt(Server& server, std::vector<std::string> const& command, std::function<bool()> const& begun) {
  ScratchDirectory const scratch;
  std::vector<std::string> all = {DRAGOMAN_BINARY, "load"};
  all.insert(all.end(), command.begin(), command.end());
  Process loading(all, scratch / "out");
  ASSERT_TRUE(eventually(begun)) << loading.errors();
  server.process().pause();
  ASSERT_TRUE(loading.running()) << "too fast to be interrupted";
  loading.signal(SIGKILL);
  loading.wait();
  server.process().signal(SIGCONT);
}

TEST_F(LoadFiles, AnInterruptedLoadGoesOn) {
  std::string text;
  for (std::size_t i = 0; i < 3000; ++i)
    text += i % 100 == 7 ? "{\"bad\": " + std::to_string(i) + "}\n" : article_line(i);
  write("a.ndjson.gz", gzip(text));
  auto const file = scratch_ / "a.ndjson.gz";
  auto const rejects = scratch_ / "rejects";
  std::vector<std::string> const command = {file, "--piece", "4KB", "--rejects", rejects};
  auto with_server = command;
  with_server.insert(with_server.end(), {"--server", url()});
  interrupt(server_, with_server, [&] { return !notes().empty() && articles() > 100; });
  ASSERT_EQ(notes().size(), 1U);
  auto const before = articles();
  EXPECT_LT(before, 2970);

  auto const again = load(command);
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.err, HasSubstr("going on after "));
  EXPECT_THAT(again.out, HasSubstr("3000 articles: "));
  EXPECT_THAT(again.out, HasSubstr(", 30 rejected, 0 failed"));
  EXPECT_EQ(articles(), 2970);
  // No more than the piece that was under way comes twice.
  auto const stored = std::stoi(again.out.substr(again.out.find("articles: ") + 10));
  EXPECT_GT(stored, 2900);
  EXPECT_TRUE(notes().empty());
  auto const rejected = read_file(rejects);
  EXPECT_EQ(std::count(rejected.begin(), rejected.end(), '\n'), 30);
  EXPECT_THAT(rejected, StartsWith("{\"bad\": 7}\n"));

  // Once it is through there is nothing to go on with.
  auto const anew = load(command);
  EXPECT_THAT(anew.out, HasSubstr("3000 articles: 0 stored, 0 replaced, 2970 already known"));
  EXPECT_THAT(anew.err, Not(HasSubstr("going on")));
}

TEST_F(LoadFiles, AnInterruptedDirectoryGoesOnInTheMiddle) {
  std::filesystem::create_directory(scratch_ / "news");
  for (std::size_t i = 0; i < 30; ++i) write(fmt::format("news/{:02}.ndjson", i), lines(i * 100, i * 100 + 100));
  std::filesystem::create_directory(scratch_ / "state");
  std::vector<std::string> const command = {scratch_ / "news", "--piece", "4KB", "--state", scratch_ / "state"};
  auto with_server = command;
  with_server.insert(with_server.end(), {"--server", url()});
  auto const noted = [&] { return !std::filesystem::is_empty(scratch_ / "state"); };
  interrupt(server_, with_server, [&] { return noted() && articles() > 250; });
  auto const again = load(command);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("going on after "));
  EXPECT_THAT(again.out, HasSubstr("3000 articles: "));
  EXPECT_EQ(articles(), 3000);
  EXPECT_FALSE(noted());
}

TEST_F(LoadFiles, AChangedFileIsLoadedFromTheStart) {
  write("a.ndjson", lines(0, 2000));
  std::vector<std::string> const command = {scratch_ / "a.ndjson", "--piece", "4KB"};
  auto with_server = command;
  with_server.insert(with_server.end(), {"--server", url()});
  interrupt(server_, with_server, [&] { return !notes().empty() && articles() > 50; });
  write("a.ndjson", lines(5000, 5010));
  auto const changed = load(command);
  EXPECT_EQ(changed.code, 0);
  EXPECT_THAT(changed.err, HasSubstr("changed since"));
  EXPECT_THAT(changed.out, HasSubstr("10 articles: 10 stored"));
  EXPECT_TRUE(notes().empty());
}

TEST_F(LoadFiles, NoResume) {
  write("a.ndjson", lines(0, 2000));
  std::vector<std::string> const command = {scratch_ / "a.ndjson", "--piece", "4KB", "--server", url()};
  interrupt(server_, command, [&] { return !notes().empty() && articles() > 50; });
  auto const anew = load({scratch_ / "a.ndjson", "--no-resume"});
  EXPECT_THAT(anew.err, Not(HasSubstr("going on")));
  EXPECT_THAT(anew.out, HasSubstr("2000 articles: "));
  EXPECT_EQ(articles(), 2000);
  EXPECT_TRUE(notes().empty());
}

TEST(LoadBusy, WaitsForAServerThatIsBusy) {
  Server server({}, {"--max-bodies", "1"});
  ScratchDirectory const scratch;
  write_file(scratch / "a.ndjson", lines(0, 5));
  auto holder = std::make_unique<Client>(server.port());
  holder->send(
      "POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100\r\n"
      "Expect: 100-continue\r\n\r\n");
  holder->receive_until("100 Continue");  // from now on it is the one body
  EXPECT_EQ(server.connect().post("/v1/articles", "application/json", "{").status, 503U);
  Process loading(
      {DRAGOMAN_BINARY, "load", scratch / "a.ndjson", "--server", "http://127.0.0.1:" + std::to_string(server.port())},
      scratch / "out");
  EXPECT_TRUE(eventually([&] { return loading.errors().find("busy (503)") != std::string::npos; }));
  holder.reset();
  EXPECT_EQ(loading.wait(), 0) << loading.errors();
  EXPECT_THAT(loading.output(), HasSubstr("5 articles: 5 stored"));
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(LoadFiles, ProgressIsForTerminalsOnly) {
  write("a.ndjson", lines(0, 20));
  auto const on_a_terminal = [&](std::string const& flags) {
    auto const command = fmt::format("{} load {} --server {} {}", DRAGOMAN_BINARY, scratch_ / "a.ndjson", url(), flags);
    Process terminal({"/usr/bin/script", "-qec", command, "/dev/null"}, scratch_ / "out");
    EXPECT_EQ(terminal.wait(), 0);
    return terminal.output();
  };
  EXPECT_THAT(on_a_terminal(""), HasSubstr("100 %"));
  EXPECT_THAT(on_a_terminal("--quiet"), Not(HasSubstr(" %")));
}

TEST_F(LoadFiles, AServerThatGoesAwayLeavesTheRestForLater) {
  write("a.ndjson", lines(0, 3000));
  ScratchDirectory const out;
  Process loading({DRAGOMAN_BINARY, "load", scratch_ / "a.ndjson", "--piece", "4KB", "--server", url()}, out / "out");
  ASSERT_TRUE(eventually([&] { return !notes().empty(); })) << loading.errors();
  server_.kill();
  EXPECT_EQ(loading.wait(), 1);
  EXPECT_THAT(loading.errors(), HasSubstr("goes on from there"));
  EXPECT_EQ(notes().size(), 1U);
}

}  // namespace
}  // namespace dragoman::test
