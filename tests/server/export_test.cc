// dragoman export, with the running binary and with the tools that read what it writes.

#include <algorithm>

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "support.h"

namespace dragoman::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string url(Server const& server) { return "http://127.0.0.1:" + std::to_string(server.port()); }

/// Sorted, without the ids of events.
std::vector<std::string> canonical_lines(std::string const& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find('\n', begin), text.size());
    auto line = text.substr(begin, end - begin);
    if (line.starts_with("{\"id\":\"e")) line.erase(1, line.find(',') - 1);
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

class ExportCommand : public ::testing::Test {
 protected:
  static std::string samples() { return std::string(DRAGOMAN_SOURCE_DIR) + "/scripts/samples/articles.ndjson"; }

  static std::string expect_done(std::vector<std::string> const& command) {
    auto const run = run_dragoman(command);
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.err, "");
    return run.out;
  }

  /// Exits with 1 and one sentence.
  static void expect_refused(std::vector<std::string> const& command, std::string const& why) {
    auto const run = run_dragoman(command);
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(why));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }

  ScratchDirectory const scratch_;
  std::string const data_ = scratch_ / "data";
  std::string const copy_ = scratch_ / "copy";
};

TEST_F(ExportCommand, OtherToolsCountTheSame) {
  expect_done({"load", samples(), "--data", data_});
  Server server(data_);
  for (auto const& [name, format] : {std::pair("events.ndjson", "ndjson"),
                                     {"events.csv", "csv"},
                                     {"events.graphml", "graphml"},
                                     {"events.gexf", "gexf"},
                                     {"events.jsonld", "jsonld"},
                                     {"icews.tab", "icews"},
                                     {"polecat.tab", "polecat"},
                                     {"neo4j-events.csv", "neo4j-events"},
                                     {"neo4j-actors.csv", "neo4j-actors"},
                                     {"neo4j-participations.csv", "neo4j-participations"}}) {
    EXPECT_EQ(
        expect_done({"export", "--server", url(server), "--status", "any", "--format", format, "-o", scratch_ / name}),
        "");
    EXPECT_FALSE(fs::exists(scratch_ / (std::string(name) + ".partial")));
  }
  auto client = server.connect();
  write_file(scratch_ / "network.graphml", client.get("/v1/network?actor=egypt&type=any&format=graphml").body);
  write_file(scratch_ / "network.gexf", client.get("/v1/network?actor=egypt&type=any&format=gexf").body);
  EXPECT_EQ(server.stop(), 0);

  for (auto const& [name, schema] : {std::pair("events.graphml", "graphml.rng"),
                                     {"network.graphml", "graphml.rng"},
                                     {"events.gexf", "gexf.rng"},
                                     {"network.gexf", "gexf.rng"}}) {
    Process xmllint({"/usr/bin/xmllint", "--noout", "--relaxng",
                     std::string(DRAGOMAN_SOURCE_DIR) + "/tests/server/" + schema, scratch_ / name},
                    scratch_ / "out");
    EXPECT_EQ(xmllint.wait(), 0) << name << ": is libxml2-utils installed? " << xmllint.errors();
  }
  Process python({"/usr/bin/python3", std::string(DRAGOMAN_SOURCE_DIR) + "/tests/server/read_exports.py",
                  scratch_.path().string()},
                 scratch_ / "out");
  ASSERT_EQ(python.wait(), 0) << python.errors();
  auto const counted = boost::json::parse(python.output());
  auto const count = [&](std::string_view name) { return counted.at(name).to_number<std::size_t>(); };
  EXPECT_GT(count("events"), 100U);
  EXPECT_EQ(count("jsonld_events"), count("events"));
  EXPECT_EQ(count("neo4j_participations"), count("participations"));
  EXPECT_GE(count("rows"), count("events"));
  EXPECT_EQ(count("icews_rows"), count("rows"));
  EXPECT_EQ(count("polecat_rows"), count("rows"));
  EXPECT_GT(count("pairs"), 50U);
  EXPECT_EQ(count("graphml_edges"), count("pairs"));
  EXPECT_EQ(count("gexf_events"), count("pairs"));
  EXPECT_GT(count("network_nodes"), 1U);
  EXPECT_EQ(count("gexf_network_nodes"), count("network_nodes"));
}

TEST_F(ExportCommand, SamplesComeBackTheSame) {
  expect_done({"load", samples(), "--data", data_});
  auto const events = expect_done({"export", "--data", data_});
  write_file(scratch_ / "events.ndjson", events);
  expect_done({"load", "--events", scratch_ / "events.ndjson", "--data", copy_});
  EXPECT_EQ(canonical_lines(expect_done({"export", "--data", copy_})), canonical_lines(events));
  auto const verified = run_dragoman({"verify", "--data", copy_});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;

  // The whole database: articles, then events that are known by then.
  auto const articles = expect_done({"export", "--what", "articles", "--data", data_});
  write_file(scratch_ / "articles.ndjson", articles);
  auto const whole = scratch_ / "whole";
  expect_done({"load", scratch_ / "articles.ndjson", "--data", whole});
  EXPECT_EQ(expect_done({"export", "--what", "articles", "--data", whole}), articles);
  EXPECT_THAT(expect_done({"load", "--events", scratch_ / "events.ndjson", "--data", whole}),
              HasSubstr(" 0 stored, 0 told by more reports"));
  EXPECT_EQ(canonical_lines(expect_done({"export", "--data", whole})), canonical_lines(events));
}

TEST_F(ExportCommand, AServerAndADatabaseSayTheSame) {
  expect_done({"load", samples(), "--data", data_});
  std::vector<std::string> const filters{"--type", "meeting,visit", "--type", "demand", "--from", "2025-10-01"};
  auto const ask = [&](std::vector<std::string> command) {
    command.insert(command.begin(), "export");
    command.insert(command.end(), filters.begin(), filters.end());
    return expect_done(command);
  };
  auto const from_database = ask({"--data", data_});
  EXPECT_GT(canonical_lines(from_database).size(), 5U);
  Server server(data_);
  EXPECT_EQ(ask({"--server", url(server)}), from_database);
  EXPECT_EQ(ask({"--server", url(server), "-o", "-"}), from_database);
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(ExportCommand, WhatCanNotBeDoneIsOneSentence) {
  expect_done({"load", samples(), "--data", data_});
  auto const file = scratch_ / "old";
  write_file(file, "old");
  expect_refused({"export", "--data", scratch_ / "nowhere", "-o", file}, "holds no database");
  expect_refused({"export", "--data", data_, "--type", "dance", "-o", file}, "\"type\" cannot be \"dance\"");
  expect_refused({"export", "--data", data_, "--actor", "nobody at all", "-o", file}, "No actor is called");
  expect_refused({"export", "--data", data_, "-o", scratch_ / "no/such/directory"}, "cannot write");
  expect_refused({"export", "--data", data_, "-o", "/dev/full"}, "No space left");
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
  expect_refused({"export", "--server", "http://127.0.0.1:1", "-o", file}, "failed");
  Server server(data_);
  expect_refused({"export", "--server", url(server), "--from", "today", "-o", file}, "\"from\" cannot be \"today\"");
  expect_refused({"export", "--data", data_, "-o", file}, "in use");
  EXPECT_EQ(server.stop(), 0);
  EXPECT_EQ(read_file(file), "old");
  EXPECT_FALSE(fs::exists(file + ".partial"));
  EXPECT_EQ(run_dragoman({"export", "--sort", "oldest"}).code, 2);
  EXPECT_THAT(run_dragoman({"export", "--help"}).out, HasSubstr("--min-evidence"));
}

TEST_F(ExportCommand, ATransferThatBreaksOffLeavesNoFile) {
  Server server;
  std::string table;
  constexpr std::size_t kEvents = 60'000;
  for (std::size_t i = 0; i < kEvents; ++i)
    table += "2020-01-01\tActor " + std::to_string(i) + "\tMake statement\tOther " + std::to_string(i) + "\n";
  ASSERT_EQ(server.connect().post("/v1/events", "text/tab-separated-values", table).status, 200U);
  auto const file = scratch_ / "events.ndjson";
  write_file(file, "old");
  Process command({DRAGOMAN_BINARY, "export", "--server", url(server), "-o", file}, scratch_ / "out");
  // Half of what it would write is there: some 20 MiB, more than waits in sockets.
  EXPECT_TRUE(eventually([&] {
    std::error_code none_yet;
    auto const size = fs::file_size(file + ".partial", none_yet);
    return (!none_yet && size > 1'000'000) || !command.running();
  }));
  server.kill();
  auto const code = command.wait();
  EXPECT_FALSE(fs::exists(file + ".partial"));
  if (code == 0) {
    EXPECT_GT(fs::file_size(file), std::size_t{15} << 20U) << "whole, as the command was faster";
  } else {
    EXPECT_EQ(code, 1);
    EXPECT_THAT(command.errors(), HasSubstr("failed"));
    EXPECT_EQ(read_file(file), "old");
  }
}

TEST_F(ExportCommand, ToWhatIsNoFile) {
  expect_done({"load", samples(), "--data", data_});
  EXPECT_EQ(expect_done({"export", "--data", data_, "-o", "/dev/null"}), "");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_FALSE(fs::exists("/dev/null.partial"));
  EXPECT_EQ(expect_done({"export", "--data", data_, "-o", "/dev/stdout"}), expect_done({"export", "--data", data_}));
  EXPECT_TRUE(fs::is_symlink("/dev/stdout"));
}

/// A reader that is slow keeps nobody waiting, and the server holds little of what it has not read.
TEST_F(ExportCommand, LongExportsTakeLittleMemory) {
  Server server;
  std::string table;
  constexpr std::size_t kEvents = 100'000;
  for (std::size_t i = 0; i < kEvents; ++i)
    table += "2020-01-01\tActor " + std::to_string(i % 1000) + "\tMake statement\tOther " + std::to_string(i) + "\n";
  ASSERT_EQ(server.connect().post("/v1/events", "text/tab-separated-values", table).status, 200U);
  auto const before = server.peak_mebibytes();
  std::vector<Client> slow;
  for (int i = 0; i < 8; ++i) {
    slow.push_back(server.connect());
    slow.back().send(request("GET", i % 2 == 0 ? "/v1/export" : "/v1/export?format=gexf"));
  }
  auto client = server.connect();
  EXPECT_EQ(client.get("/v1/events?limit=1").status, 200U);
  auto const whole = client.get("/v1/export?format=csv");
  EXPECT_EQ(std::count(whole.body.begin(), whole.body.end(), '\n'), static_cast<std::ptrdiff_t>(kEvents + 1));
  EXPECT_LT(server.peak_mebibytes(), before + 64) << "nine exports of more than 15 MiB each";
  slow.clear();
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace dragoman::test
