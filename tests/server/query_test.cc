// `dragoman query`, against a server and against a database.

#include <gmock/gmock.h>

#include <cstdlib>

#include <boost/json.hpp>

#include "support.h"

namespace dragoman::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<boost::json::value> json_lines(std::string const& text) {
  std::vector<boost::json::value> lines;
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != text.npos; begin = end + 1, end = text.find('\n', begin))
    lines.push_back(boost::json::parse(std::string_view(text).substr(begin, end - begin)));
  return lines;
}

std::string article(std::string_view id, std::string_view published, std::string_view text) {
  boost::json::object const fields = {
      {"id", id}, {"published", published}, {"publisher", "The \"Nordic\" Post"}, {"text", text}};
  return boost::json::serialize(fields) + "\n";
}

/// One database for all tests; every test asks it through a server and without one.
class Query : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    world_ = std::make_unique<World>();
    std::string articles =
        article("first", "2024-05-15",
                "Norwegian Foreign Minister Petra Nordahl met Kenyan President Joseph Otieno in Oslo on Tuesday.") +
        article("second", "2024-06-12",
                "Norwegian Foreign Minister Petra Nordahl met Ghanaian President Ama Boateng in Accra on Monday.") +
        article("third", "2024-06-20",
                "Indian Foreign Minister Ravi Nordahl met Ghanaian President Ama Boateng in Delhi on Monday.");
    for (std::size_t i = 0; i < 40; ++i) articles += article_line(i);
    write_file(world_->scratch / "articles", articles);
    auto const loaded = run_dragoman({"load", world_->scratch / "articles", "--data", data()});
    ASSERT_EQ(loaded.code, 0) << loaded.err;
  }
  static void TearDownTestSuite() { world_.reset(); }

  static std::string data() { return world_->scratch / "data"; }

  /// Asks the database.
  static Finished ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "query");
    arguments.insert(arguments.end(), {"--data", data()});
    return run_dragoman(arguments);
  }

 private:
  struct World {
    ScratchDirectory scratch;
  };
  inline static std::unique_ptr<World> world_;
};

TEST_F(Query, WhomDidSheMeetInThatMonthAndWhoSaysSo) {
  auto const run = ask({"met", "Petra Nordahl", "--in", "2024-05", "--format", "table"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, AllOf(HasSubstr("Joseph Otieno"), HasSubstr("met Kenyan President"),
                             HasSubstr("The \"Nordic\" Post, 2024-05-15, article first")));
  EXPECT_THAT(run.out, Not(HasSubstr("Boateng")));
  EXPECT_THAT(run.out, Not(HasSubstr("\x1b")));
}

TEST_F(Query, InAPipeOneEntryALine) {
  auto const run = ask({"met", "petra-nordahl"});
  EXPECT_EQ(run.code, 0) << run.err;
  auto const lines = json_lines(run.out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("actor").at("name").as_string(), "Ama Boateng");
  EXPECT_EQ(lines[0].at("latest").at("article").as_string(), "second");
}

TEST_F(Query, AServerAnswersTheSame) {
  Server server(data());
  auto const url = "http://127.0.0.1:" + std::to_string(server.port());
  std::vector<std::vector<std::string>> const questions = {
      {"met", "Petra Nordahl"},
      {"meetings", "--limit", "3"},
      {"meetings", "Petra Nordahl", "Ama Boateng"},
      {"timeline", "Ama Boateng", "--sort", "oldest", "--format", "csv"},
      {"path", "Joseph Otieno", "Ravi Nordahl", "--format", "table"},
      {"search", "--type", "proposal,accusation", "--status", "any", "--all", "--limit", "7"},
      {"actors", "boateng"},
      {"article", "first"},
      {"event", "e1"}};
  std::vector<Finished> remote;
  for (auto question : questions) {
    question.insert(question.begin(), "query");
    question.insert(question.end(), {"--server", url});
    remote.push_back(run_dragoman(question));
  }
  ::setenv("DRAGOMAN_SERVER", url.c_str(), 1);
  auto const by_environment = run_dragoman({"query", "met", "Petra Nordahl"});
  ::unsetenv("DRAGOMAN_SERVER");
  EXPECT_EQ(by_environment.out, remote[0].out);
  EXPECT_EQ(server.stop(), 0);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto const local = ask(questions[i]);
    EXPECT_EQ(local.code, 0) << local.err;
    EXPECT_FALSE(local.out.empty()) << questions[i][0];
    EXPECT_EQ(local.out, remote[i].out) << questions[i][0];
    EXPECT_EQ(local.err, remote[i].err) << questions[i][0];
  }
}

TEST_F(Query, AllPagesAreTheWholeList) {
  auto const whole = ask({"search", "--limit", "1000"});
  auto const paged = ask({"search", "--all", "--limit", "7"});
  EXPECT_EQ(paged.code, 0) << paged.err;
  EXPECT_EQ(paged.out, whole.out);
  EXPECT_GT(json_lines(whole.out).size(), 50U);
  auto const table = ask({"search", "--all", "--limit", "7", "--format", "csv"});
  EXPECT_EQ(static_cast<std::size_t>(std::count(table.out.begin(), table.out.end(), '\r')),
            json_lines(whole.out).size() + 1);  // one header
  EXPECT_EQ(ask({"search", "--all"}).out, whole.out);
}

TEST_F(Query, ACutListSaysSo) {
  auto const cut = ask({"search"});
  EXPECT_EQ(cut.code, 0);
  EXPECT_EQ(json_lines(cut.out).size(), 50U);
  EXPECT_THAT(cut.err, HasSubstr("--all"));
  EXPECT_EQ(ask({"search", "--limit", "5"}).err, "");  // as asked for
}

TEST_F(Query, FiltersReachTheApi) {
  auto const run = ask({"timeline", "Ama Boateng", "--with", "Petra Nordahl", "--type", "meeting", "--status",
                        "happened", "--from", "2024-06-01", "--to", "2024-06-30", "--min-evidence", "1"});
  EXPECT_EQ(run.code, 0) << run.err;
  ASSERT_EQ(json_lines(run.out).size(), 1U) << run.out;
  EXPECT_EQ(json_lines(run.out)[0].at("date").at("start").as_string(), "2024-06-10");
  auto const path = ask({"path", "Joseph Otieno", "Ravi Nordahl", "--from", "2024-06-01"});
  EXPECT_EQ(path.code, 0) << path.err;
  EXPECT_FALSE(json_lines(path.out).at(0).at("found").as_bool());
  EXPECT_TRUE(json_lines(ask({"path", "Joseph Otieno", "Ravi Nordahl", "--in", "2024"}).out)[0].at("found").as_bool());
}

TEST_F(Query, FiltersOfEvidenceAndCountry) {
  auto const count = [](std::vector<std::string> const& arguments) {
    auto const run = ask(arguments);
    EXPECT_EQ(run.code, 0) << run.err;
    return json_lines(run.out).size();
  };
  auto const all = count({"timeline", "Ama Boateng"});
  EXPECT_GT(all, 0U);
  EXPECT_EQ(count({"timeline", "Ama Boateng", "--publisher", "the nordic post"}), all);
  EXPECT_EQ(count({"timeline", "Ama Boateng", "--publisher", "example.org"}), 0U);
  EXPECT_LT(count({"timeline", "Ama Boateng", "--text", "in Delhi"}), all);
  EXPECT_GT(count({"timeline", "Ama Boateng", "--text", "in Delhi"}), 0U);
  EXPECT_EQ(count({"met", "Ama Boateng", "--country", "norway"}), 1U);
  auto const nowhere = ask({"search", "--country", "Norwayy"});
  EXPECT_EQ(nowhere.code, 1);
  EXPECT_THAT(nowhere.err, HasSubstr("No actor is called \"Norwayy\""));
}

TEST_F(Query, AnAmbiguousNameListsWhoIsMeant) {
  auto const run = ask({"timeline", "Nordahl"});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, StartsWith("dragoman: \"Nordahl\" may be any of 2 actors"));
  EXPECT_THAT(run.err, AllOf(HasSubstr("petra-nordahl"), HasSubstr("ravi-nordahl")));
  EXPECT_THAT(run.err, HasSubstr("Such as: dragoman query timeline petra-nordahl\n"));
  EXPECT_THAT(ask({"path", "Joseph Otieno", "Nordahl"}).err,
              HasSubstr("dragoman query path 'Joseph Otieno' petra-nordahl\n"));
  EXPECT_THAT(ask({"search", "--actor", "Nordahl"}).err, HasSubstr("dragoman query search, with the id"));
}

TEST_F(Query, AnUnknownNameSaysWhatIsNear) {
  auto const run = ask({"met", "Petra Nordal"});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, StartsWith("dragoman: No actor is called \"Petra Nordal\". Near it:\n"));
  EXPECT_THAT(run.err, HasSubstr("petra-nordahl"));
  EXPECT_THAT(ask({"path", "Petra Nordahl", "Ama Boatengg"}).err, HasSubstr("ama-boateng"));
  EXPECT_THAT(ask({"timeline", "Petra Nordahl", "--with", "Ama Boatengg"}).err, HasSubstr("ama-boateng"));
  EXPECT_THAT(ask({"met", "Xyzzy Qwfpgj"}).err, HasSubstr("nor anything like it"));
  auto const event = ask({"event", "e999999"});
  EXPECT_EQ(event.code, 1);
  EXPECT_THAT(event.err, StartsWith("dragoman: ID: There is no event"));
  EXPECT_EQ(ask({"article", "none"}).code, 1);
}

TEST_F(Query, BadValuesNameTheirFlag) {
  auto const refused = [](std::vector<std::string> const& arguments, std::string const& flag) {
    auto const run = ask(arguments);
    EXPECT_EQ(run.code, 2) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(flag));
  };
  refused({"met", "Nordahl", "--from", "yesterday"}, "--from: ");
  refused({"path", "Petra Nordahl", "Ama Boateng", "--to", "2024"}, "--to: ");
  refused({"met", "Nordahl", "--in", "Octember"}, "--in: ");
  refused({"met", "Nordahl", "--in", "2024", "--to", "2024-05-05"}, "--in");
  refused({"met", "Nordahl", "--min-evidence", "0"}, "--min-evidence: ");
  refused({"search", "--type", "dance"}, "--type: ");
  refused({"search", "--with", "Petra Nordahl"}, "--with: ");
  refused({"search", "--limit", "1001"}, "--limit: ");
  refused({"search", "--sort", "newest", "--sort", "oldest"}, "--sort");
  refused({"search", "--format", "xml"}, "--format");
  refused({"met", " "}, "ACTOR");
  refused({"met"}, "ACTOR");
  refused({}, "subcommand");
}

TEST(QueryPlaces, WhatIsNotThereIsSaid) {
  ScratchDirectory const scratch;
  auto const server = run_dragoman({"query", "met", "x", "--server", "http://127.0.0.1:1"});
  EXPECT_EQ(server.code, 1);
  EXPECT_THAT(server.err, AllOf(HasSubstr("http://127.0.0.1:1"), HasSubstr("--data")));
  EXPECT_EQ(run_dragoman({"query", "met", "x", "--server", "ftp://x"}).code, 1);
  auto const data = run_dragoman({"query", "met", "x", "--data", scratch / "none"});
  EXPECT_EQ(data.code, 1);
  EXPECT_THAT(data.err, HasSubstr("none"));
  EXPECT_FALSE(std::filesystem::exists(scratch / "none"));
}

TEST_F(Query, AFullDiskIsNotSilence) {
  ScratchDirectory const scratch;
  auto const command = std::string(DRAGOMAN_BINARY) + " query search --all --data " + data() + " > /dev/full";
  Process shell({"/bin/sh", "-c", command}, scratch / "out");
  EXPECT_EQ(shell.wait(), 1);
  EXPECT_THAT(shell.errors(), HasSubstr("standard output"));
}

TEST_F(Query, ATableForATerminal) {
  ScratchDirectory const scratch;
  // script(1) gives the command a terminal.
  auto const run = [&](std::string const& variables) {
    auto const command =
        "stty cols 60; " + variables + " " + std::string(DRAGOMAN_BINARY) + " query met petra-nordahl --data " + data();
    Process shell({"/usr/bin/script", "--quiet", "--return", "--command", command, "/dev/null"}, scratch / "out");
    EXPECT_EQ(shell.wait(), 0) << shell.output();
    return shell.output();
  };
  auto const coloured = run("TERM=xterm NO_COLOR=");
  EXPECT_THAT(coloured, HasSubstr("\x1b[1mAma Boateng\x1b[0m"));
  auto const plain = run("TERM=xterm NO_COLOR=1");
  EXPECT_THAT(plain, AllOf(HasSubstr("Ama Boateng"), Not(HasSubstr("\x1b"))));
  std::size_t begin = 0;
  for (auto end = plain.find('\n'); end != plain.npos; begin = end + 1, end = plain.find('\n', begin))
    EXPECT_LE(end - begin, 61U) << plain.substr(begin, end - begin);  // a carriage return comes with it
}

}  // namespace
}  // namespace dragoman::test
