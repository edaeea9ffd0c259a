// What an operator meets: metrics, the configuration, keys. The running binary.

#include <gmock/gmock.h>

#include <fmt/format.h>

#include "support.h"

namespace dragoman::test {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// The value on the one line of /metrics that begins with `name`; throws when there is none.
double metric(std::string const& page, std::string const& name) {
  auto const at = page.find("\n" + name + " ");
  if (at == page.npos) throw std::runtime_error("no metric " + name);
  return std::stod(page.substr(at + name.size() + 2));
}

TEST(Metrics, CountWhatHappens) {
  ScratchDirectory const scratch;
  Server server(scratch / "data");
  auto client = server.connect();
  EXPECT_EQ(client.post("/v1/articles", "application/json", article_line(1)).status, 201U);
  EXPECT_EQ(client.post("/v1/articles", "application/json", article_line(1)).status, 200U);
  EXPECT_EQ(client.post("/v1/articles", "application/json", "{}").status, 400U);
  EXPECT_EQ(client.post("/v1/articles", "application/x-ndjson", article_line(2) + "{}\n" + article_line(3)).status,
            207U);
  EXPECT_EQ(client
                .post("/v1/events", "text/tab-separated-values",
                      "2020-01-01\tFrance\t040\tKenya\n2020-01-01\tFrance\t040\tKenya\nrubbish\n")
                .status,
            207U);
  EXPECT_EQ(client.get("/v1/articles/made-up-1").status, 200U);
  EXPECT_EQ(client.get("/v1/articles/made-up-9").status, 404U);
  EXPECT_EQ(client.get("/v1/articles/made-up-8").status, 404U);
  client.send(request("DELETE", "/v1/articles/made-up-3") + request("DELETE", "/v1/articles/made-up-3"));
  EXPECT_EQ(client.receive().status, 204U);
  EXPECT_EQ(client.receive().status, 404U);
  EXPECT_EQ(client.get("/no/such/path").status, 404U);
  auto const totals = client.get("/readyz").json();

  auto const answer = client.get("/metrics");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_THAT(answer.header("content-type"), StartsWith("text/plain; version=0.0.4"));
  auto const value = [&page = answer.body](std::string const& name) { return metric(page, name); };
  auto const requests = [&](std::string_view method, std::string_view route, std::string_view status) {
    return value(fmt::format("dragoman_http_request_duration_seconds_count{{method=\"{}\",route=\"{}\",status=\"{}\"}}",
                             method, route, status));
  };
  EXPECT_EQ(requests("POST", "/v1/articles", "2xx"), 3);
  EXPECT_EQ(requests("POST", "/v1/articles", "4xx"), 1);
  EXPECT_EQ(requests("GET", "/v1/articles/{id}", "2xx"), 1);
  EXPECT_EQ(requests("GET", "/v1/articles/{id}", "4xx"), 2);
  EXPECT_EQ(requests("any", "none", "4xx"), 1);
  EXPECT_THAT(answer.body, Not(HasSubstr("made-up")));
  EXPECT_THAT(answer.body, Not(HasSubstr("such")));
  EXPECT_THAT(answer.body, HasSubstr(R"(route="/v1/articles",status="2xx",le="+Inf"} 3)"));
  EXPECT_EQ(value(R"(dragoman_ingested_articles_total{outcome="stored"})"), 3);
  EXPECT_EQ(value(R"(dragoman_ingested_articles_total{outcome="duplicate"})"), 1);
  EXPECT_EQ(value(R"(dragoman_ingested_articles_total{outcome="rejected"})"), 2);
  EXPECT_EQ(value(R"(dragoman_ingested_articles_total{outcome="erased"})"), 1);
  EXPECT_EQ(value(R"(dragoman_ingested_articles_total{outcome="failed"})"), 0);
  EXPECT_EQ(value(R"(dragoman_ingested_events_total{outcome="stored"})"), 1);
  EXPECT_EQ(value(R"(dragoman_ingested_events_total{outcome="duplicate"})"), 1);
  EXPECT_EQ(value(R"(dragoman_ingested_events_total{outcome="rejected"})"), 1);
  EXPECT_EQ(value("dragoman_articles"), totals.at("articles").to_number<double>());
  EXPECT_EQ(value("dragoman_events"), totals.at("events").to_number<double>());
  EXPECT_EQ(value("dragoman_actors"), totals.at("actors").to_number<double>());
  EXPECT_EQ(value("dragoman_http_requests_in_flight"), 1);  // this one
  EXPECT_EQ(value("dragoman_http_connections"), 1);
  EXPECT_GT(value("dragoman_http_received_bytes_total"), 1000);
  EXPECT_GT(value("dragoman_http_sent_bytes_total"), 2000);
  EXPECT_EQ(value(R"(dragoman_queue_length{stage="waiting_for_coder"})"), 0);
  EXPECT_GT(value("dragoman_store_memtable_bytes") + value("dragoman_store_table_bytes"), 0);
  EXPECT_EQ(value("dragoman_store_background_errors_total"), 0);
  EXPECT_GT(value("process_resident_memory_bytes"), 1e6);
  EXPECT_GT(value("process_start_time_seconds"), 1.6e9);
  EXPECT_GT(value("process_open_fds"), 3);
  EXPECT_THAT(answer.body, ContainsRegex("dragoman_build_info.version=\"[0-9.]+\",coder=\"[^\"]+\"} 1"));
  EXPECT_EQ(client.get("/metrics?x=1").status, 400U);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Metrics, WithoutADiskNoFiguresOfOne) {
  Server server;
  auto const page = server.connect().get("/metrics").body;
  EXPECT_THAT(page, HasSubstr("\ndragoman_articles 0\n"));
  EXPECT_THAT(page, Not(HasSubstr("dragoman_store_")));
  EXPECT_EQ(server.stop(), 0);
}

TEST(PrintConfig, SaysWhatCountsAndWhereItIsFrom) {
  ScratchDirectory const scratch;
  write_file(scratch / "conf",
             "max-bodies = 7\nmax-waiting = 8\nmax-connections = 9\n"
             "cors-origin = [\"https://a.example\", \"https://b.example\"]\nallow-anonymous = true\n");
  ::setenv("DRAGOMAN_MAX_WAITING", "80", 1);
  ::setenv("DRAGOMAN_MAX_CONNECTIONS", "90", 1);
  auto const printed = run_dragoman(
      {"serve", "--config", scratch / "conf", "--max-connections", "900", "--data", "a b", "--print-config"});
  ::unsetenv("DRAGOMAN_MAX_WAITING");
  ::unsetenv("DRAGOMAN_MAX_CONNECTIONS");
  EXPECT_EQ(printed.code, 0);
  EXPECT_THAT(printed.err, IsEmpty());
  auto const file = "# " + (scratch / "conf") + "\n";
  EXPECT_THAT(printed.out, ContainsRegex("\nmax-connections = 900 +# flag\n"));
  EXPECT_THAT(printed.out, ContainsRegex("\nmax-waiting = 80 +# environment, DRAGOMAN_MAX_WAITING\n"));
  EXPECT_THAT(printed.out, ContainsRegex("\nmax-bodies = 7 +" + file));
  EXPECT_THAT(printed.out, ContainsRegex("\nallow-anonymous = true +" + file));
  EXPECT_THAT(printed.out, ContainsRegex("\ncors-origin = .https://a.example, https://b.example. +" + file));
  EXPECT_THAT(printed.out, ContainsRegex("\nlisten = 127.0.0.1:8080 +# default\n"));
  EXPECT_THAT(printed.out, ContainsRegex("\nidle-timeout = 60 +# default\n"));
  EXPECT_THAT(printed.out, ContainsRegex("\n# api-keys is not set +# default\n"));

  // It is a configuration file.
  write_file(scratch / "again", printed.out);
  auto const again = run_dragoman({"serve", "--config", scratch / "again", "--print-config"});
  EXPECT_EQ(again.code, 0) << again.err;
  auto const settings = [](std::string const& text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
      auto const end = text.find('\n', at);
      auto const line = text.substr(at, end - at);
      kept += line.substr(0, line.rfind("  #")) + "\n";
      at = end + 1;
    }
    return kept;
  };
  EXPECT_EQ(settings(again.out), settings(printed.out));
}

TEST(Serve, OtherMachinesNeedKeysOrPermission) {
  ScratchDirectory const scratch;
  auto const refused = run_dragoman({"serve", "--log-level", "off", "--listen", "0.0.0.0:0"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("--api-keys"));
  EXPECT_THAT(refused.err, HasSubstr("--allow-anonymous"));
  EXPECT_EQ(run_dragoman({"serve", "--log-level", "off", "--listen", "[::]:0"}).code, 1);
  auto const missing = run_dragoman({"serve", "--log-level", "off", "--listen", "0", "--api-keys", scratch / "none"});
  EXPECT_EQ(missing.code, 1);
  EXPECT_THAT(missing.err, HasSubstr(scratch / "none"));
  EXPECT_EQ(run_dragoman({"serve", "--listen", "0", "--cors-origin", "*"}).code, 2);
  EXPECT_EQ(run_dragoman({"serve", "--listen", "0", "--rate-limit", "-1"}).code, 2);
}

std::string new_key_in(std::string const& file, std::string const& scope, std::string const& name) {
  auto const made = run_dragoman({"keys", "new", "--scope", scope, "--name", name, "--file", file});
  EXPECT_EQ(made.code, 0) << made.err;
  return made.out.substr(0, made.out.find('\n'));
}

TEST(Keys, MadeUsedAndTakenBack) {
  ScratchDirectory const scratch;
  auto const file = scratch / "keys";
  auto const reader = new_key_in(file, "read", "lab");
  auto const writer = new_key_in(file, "write", "crawler");
  EXPECT_THAT(read_file(file), Not(HasSubstr(reader)));
  EXPECT_THAT(read_file(file), HasSubstr("crawler write "));

  Server server(scratch / "data", {"--api-keys", file});
  auto const url = "http://127.0.0.1:" + std::to_string(server.port());
  write_file(scratch / "a.ndjson", article_line(1));
  auto const load = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"load", scratch / "a.ndjson", "--server", url};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_dragoman(arguments);
  };
  EXPECT_EQ(load({}).code, 1);
  auto const forbidden = load({"--api-key", reader});
  EXPECT_EQ(forbidden.code, 1);
  EXPECT_THAT(forbidden.err, HasSubstr("write"));
  EXPECT_EQ(load({"--api-key", "two words"}).code, 1);
  auto const loaded = load({"--api-key", writer});
  EXPECT_EQ(loaded.code, 0) << loaded.err;
  EXPECT_THAT(loaded.out, HasSubstr("1 stored"));
  EXPECT_EQ(run_dragoman({"backup", scratch / "refused", "--server", url}).code, 1);
  ::setenv("DRAGOMAN_API_KEY", reader.c_str(), 1);
  auto const backup = run_dragoman({"backup", scratch / "backup", "--server", url});
  ::unsetenv("DRAGOMAN_API_KEY");
  EXPECT_EQ(backup.code, 0) << backup.err;

  auto client = server.connect();
  auto const status = [&client](std::string const& key) {
    client.send(request("GET", "/metrics", "Authorization: Bearer " + key));
    return client.receive().status;
  };
  EXPECT_EQ(status(reader), 200U);
  EXPECT_EQ(client.get("/metrics").status, 401U);
  EXPECT_EQ(client.get("/readyz").status, 200U);

  auto const only = scratch / "only";
  auto const other = new_key_in(only, "read", "other");
  write_file(file, read_file(only));
  server.process().signal(SIGHUP);
  EXPECT_TRUE(eventually([&] { return status(other) == 200U; }));
  EXPECT_EQ(status(reader), 401U);
  write_file(file, "broken");
  server.process().signal(SIGHUP);
  EXPECT_TRUE(eventually([&] { return server.log().find("keys stay") != std::string::npos; }));
  EXPECT_EQ(status(other), 200U);
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.log(), ContainsRegex("method=\"POST\" target=\"/v1/articles\" .* client=127.0.0.1 key=crawler\n"));
  EXPECT_THAT(server.log(), ContainsRegex("status=401 .* client=127.0.0.1\n"));
  EXPECT_THAT(server.log(), Not(HasSubstr(writer)));
}

TEST(Keys, AFileIsNotSpoiledByAnother) {
  ScratchDirectory const scratch;
  auto const file = scratch / "keys";
  new_key_in(file, "read", "lab");
  auto const once = read_file(file);
  auto const again = run_dragoman({"keys", "new", "--scope", "read", "--name", "lab", "--file", file});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr(file));
  EXPECT_THAT(again.out, IsEmpty());
  EXPECT_EQ(read_file(file), once);
  // By hand, without a line break at the end.
  write_file(file, once.substr(0, once.size() - 1));
  new_key_in(file, "read", "other");
  EXPECT_THAT(read_file(file), StartsWith(once + "other read "));
}

TEST(Keys, NewOnesAreShownWithTheirLine) {
  auto const made = run_dragoman({"keys", "new", "--scope", "read", "--name", "lab.2"});
  EXPECT_EQ(made.code, 0);
  EXPECT_THAT(made.out, ContainsRegex("^dragoman-[0-9a-f]+\nlab.2 read [0-9a-f]+\n$"));
  EXPECT_THAT(run_dragoman({"keys", "new", "--scope", "write"}).out, ContainsRegex("\nkey-[0-9a-f]+ write "));
  EXPECT_EQ(run_dragoman({"keys", "new"}).code, 2);
  EXPECT_EQ(run_dragoman({"keys", "new", "--scope", "all"}).code, 2);
  EXPECT_EQ(run_dragoman({"keys", "new", "--scope", "read", "--name", "a b"}).code, 2);
  EXPECT_EQ(run_dragoman({"keys", "new", "--scope", "read", "--file", "/no/such/directory/keys"}).code, 1);
}

}  // namespace
}  // namespace dragoman::test
