// The parts of the server that need no socket.

#include <gmock/gmock.h>

#include "server/article_format.h"
#include "server/gate.h"
#include "server/load/load_report.h"
#include "server/log.h"
#include "server/ordered_pipeline.h"
#include "server/pace.h"
#include "server/problem_detail.h"
#include "server/request_head.h"
#include "server/serve_options.h"
#include "server/target.h"
#include "support.h"

namespace dragoman {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(Target, DecodesSegmentsAndParameters) {
  auto const target = parse_target("/v1/actors/Sergei%20Lavrov/met?from=2023-10-01&name=Choe+Son%20Hui&flag");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, ElementsAre("v1", "actors", "Sergei Lavrov", "met"));
  EXPECT_THAT(target->params, ElementsAre(Pair("from", "2023-10-01"), Pair("name", "Choe Son Hui"), Pair("flag", "")));
}

TEST(Target, AnEncodedSlashStaysInsideItsSegment) {
  auto const target = parse_target("/v1/articles/a%2Fb");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, ElementsAre("v1", "articles", "a/b"));
}

TEST(Target, RootHasNoSegments) {
  auto const target = parse_target("/");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, IsEmpty());
}

TEST(Target, TakesTheAbsoluteForm) {
  auto const target = parse_target("http://example.org/v1/events?type=visit");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, ElementsAre("v1", "events"));
  EXPECT_THAT(target->params, ElementsAre(Pair("type", "visit")));
}

TEST(Target, RefusesWhatIsNotATarget) {
  for (auto const* bad : {"", "*", "v1", "/a%2", "/a%zz", "/a?b=%f", "/a b", "/%ff", "/a?x=%c3%28", "ftp:"}) {
    EXPECT_FALSE(parse_target(bad)) << bad;
  }
}

TEST(Target, NamesTheParameterThatCannotBeRead) {
  for (auto const* bad :
       {"/a?type=visit&from=%zz", "/a?from=%", "/a?x=1&from=%ff&y=%fe", "/a?from=a%u0041", "/a?%66rom=<b>&to=%zz"}) {
    auto const target = parse_target(bad);
    ASSERT_FALSE(target) << bad;
    EXPECT_EQ(target.error().parameter, "from") << bad;
    EXPECT_THAT(target.error().detail, HasSubstr("\"from\"")) << bad;
  }
  for (auto const* bad : {"/%zz?from=1", "/a?%zz=1", "/a?%ff=1", "*"}) {
    auto const target = parse_target(bad);
    ASSERT_FALSE(target) << bad;
    EXPECT_EQ(target.error().parameter, "") << bad;
  }
}

RequestHeader header_with(std::initializer_list<std::pair<char const*, char const*>> fields) {
  RequestHeader header;
  header.version(11);
  header.method_string("POST");
  header.target("/v1/articles");
  header.insert("Host", "test");
  for (auto const& [name, value] : fields) header.insert(name, value);
  return header;
}

unsigned refusal(std::initializer_list<std::pair<char const*, char const*>> fields) {
  auto const head = read_request_head(header_with(fields), {}, "x");
  return head.refused ? head.refused->status : 0;
}

TEST(RequestHead, ContentTypeLosesParametersAndCase) {
  auto const head = read_request_head(
      header_with({{"Content-Type", "Application/X-NDJSON ; Charset=\"UTF-8\""}, {"Content-Length", "5"}}), {}, "x");
  EXPECT_FALSE(head.refused);
  EXPECT_EQ(head.request.content_type, "application/x-ndjson");
  EXPECT_TRUE(head.takes_body);
}

TEST(RequestHead, ContentEncodingsGoToTheApiAllOfThem) {
  auto const head =
      read_request_head(header_with({{"Content-Encoding", "GZip"}, {"Content-Encoding", "zstd"}}), {}, "x");
  EXPECT_FALSE(head.refused);
  EXPECT_EQ(head.request.content_encoding, "gzip, zstd");
}

TEST(RequestHead, BytesThatAreNotTextDoNotReachTheApi) {
  auto const head =
      read_request_head(header_with({{"Content-Type", "text/\xff\xfe"}, {"Content-Length", "5"}}), {}, "x");
  EXPECT_EQ(head.request.content_type, "text/??");
}

TEST(RequestHead, Refusals) {
  EXPECT_EQ(refusal({{"Content-Length", "5"}}), 0U);
  EXPECT_EQ(refusal({{"Content-Length", "5"}, {"Content-Type", "application/json; charset=latin1"}}), 415U);
  EXPECT_EQ(refusal({{"Transfer-Encoding", "gzip, chunked"}}), 501U);
  EXPECT_EQ(refusal({{"Expect", "miracles"}}), 417U);
  EXPECT_EQ(refusal({{"Host", "second"}}), 400U);
}

TEST(RequestHead, AClientsRequestIdIsKeptWhenItIsPlain) {
  EXPECT_EQ(request_id(header_with({{"X-Request-Id", "crawl-7_a.B"}})), "crawl-7_a.B");
  EXPECT_NE(request_id(header_with({{"X-Request-Id", "two words"}})), "two words");
  EXPECT_NE(request_id(header_with({})), request_id(header_with({})));
}

TEST(Pace, BytesEarnTimeUpToTheFirstCredit) {
  using namespace std::chrono_literals;
  Pace pace(30s, 1000);
  pace.spend(20s, 0);
  EXPECT_EQ(pace.credit(), 10s);
  pace.spend(1s, 5000);
  EXPECT_EQ(pace.credit(), 14s);
  pace.spend(0s, 1'000'000'000);
  EXPECT_EQ(pace.credit(), 30s);
}

TEST(Pace, AByteNowAndThenIsTooSlow) {
  using namespace std::chrono_literals;
  Pace pace(30s, 1000);
  int bytes = 0;
  while (pace.credit() > 0s && bytes < 100) {
    pace.spend(10s, 1);
    ++bytes;
  }
  EXPECT_EQ(bytes, 4);
}

TEST(Gate, LetsInSoManyAndNoMore) {
  Gate gate(2);
  auto first = gate.enter();
  auto const second = gate.enter();
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(gate.enter());
  first.reset();
  EXPECT_TRUE(gate.enter());
}

TEST(Log, NothingBreaksTheLine) {
  EXPECT_EQ(log_quoted("a\"b\\c\n\x1b[31m\xc3\xa9"), "\"a\\\"b\\\\c\\x0a\\x1b[31m\\xc3\\xa9\"");
  EXPECT_EQ(log_quoted("abcdef", 3), "\"abc...\"");
}

TEST(Log, ARequestIsOneLine) {
  auto const line = format_request({.id = "i-1",
                                    .method = "GET",
                                    .target = "/x\r\n",
                                    .status = 200,
                                    .received = 1,
                                    .sent = 2,
                                    .milliseconds = 3.25,
                                    .note = "why"});
  EXPECT_THAT(line, HasSubstr("id=i-1 method=\"GET\" target=\"/x\\x0d\\x0a\" status=200 received=1 sent=2 ms=3."));
  EXPECT_THAT(line, HasSubstr("note=\"why\""));
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Format, ToldFromTheBeginning) {
  EXPECT_EQ(detect_format("{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), ArticleFormat::kLines);
  EXPECT_EQ(detect_format("{\"text\": \"{[\\\"\"}"), ArticleFormat::kLines);
  EXPECT_EQ(detect_format("\xef\xbb\xbf\n [\n{}]"), ArticleFormat::kArray);
  EXPECT_EQ(detect_format("{\n  \"text\": \"a\"\n}\n"), ArticleFormat::kObject);
  EXPECT_EQ(detect_format("{\"text\": \"{[\", \"n\": {\n}}"), ArticleFormat::kObject);
  EXPECT_EQ(detect_format("not json\n{}\n"), ArticleFormat::kLines);
  EXPECT_EQ(detect_format(""), ArticleFormat::kLines);
}

TEST(LoadReport, CountsAndErrors) {
  auto const report = read_load_report({207,
                                        R"({"received":3,"stored":2,"replaced":0,"duplicate":0,"rejected":1,
      "failed":0,"errors":[{"line":2,"field":"text","detail":"Missing."}],"errors_omitted":4})",
                                        {}});
  EXPECT_EQ(report.counts.stored, 2U);
  EXPECT_EQ(report.counts.rejected, 1U);
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].line, 2U);
  EXPECT_EQ(report.errors[0].reason, "text: Missing.");
  EXPECT_EQ(report.omitted, 4U);
  EXPECT_EQ(report.refused, "");
}

TEST(LoadReport, TellsRejectedLinesFromARefusedBody) {
  EXPECT_EQ(read_load_report({400, R"({"received":1,"rejected":1,"errors":[]})", {}}).refused, "");
  EXPECT_EQ(read_load_report({415, R"({"detail":"No."})", {}}).refused, "No.");
  EXPECT_THAT(read_load_report({502, "<html>", {}}).refused, HasSubstr("502"));
}

TEST(Listen, Addresses) {
  HttpOptions options;
  ASSERT_TRUE(parse_listen("0.0.0.0:9000", options));
  EXPECT_EQ(options.address, "0.0.0.0");
  EXPECT_EQ(options.port, 9000);
  ASSERT_TRUE(parse_listen("[::1]:81", options));
  EXPECT_EQ(options.address, "::1");
  ASSERT_TRUE(parse_listen("82", options));
  EXPECT_EQ(options.address, "::1");
  EXPECT_EQ(options.port, 82);
  for (auto const* bad : {"", "host", "host:", "host:70000", "host:8x", "::1:80"}) {
    EXPECT_FALSE(parse_listen(bad, options)) << bad;
  }
}

TEST(Config, FlagsWinOverTheFile) {
  test::ScratchDirectory const scratch;
  auto const file = scratch / "dragoman.conf";
  test::write_file(file, "# settings\nlisten = \"0.0.0.0:1234\"\nbody-limit = 2MB\nidle-timeout = 1.5\n");
  CLI::App app;
  ServeOptions options;
  add_serve_flags(app, options);
  app.parse("--config " + file + " --body-limit 3MB", false);
  ASSERT_TRUE(apply_config_file(app, options));
  EXPECT_EQ(options.http.address, "0.0.0.0");
  EXPECT_EQ(options.http.port, 1234);
  EXPECT_EQ(options.http.body_bytes, 3U << 20U);
  EXPECT_EQ(options.http.idle_timeout, std::chrono::milliseconds(1500));
}

TEST(Config, UnknownAndBadSettingsAreNamed) {
  test::ScratchDirectory const scratch;
  auto const file = scratch / "dragoman.conf";
  for (auto const* bad : {"lissten = 1", "threads = many", "[serve]\nlisten = 1"}) {
    test::write_file(file, bad);
    CLI::App app;
    ServeOptions options;
    add_serve_flags(app, options);
    app.parse("--config " + file, false);
    auto const applied = apply_config_file(app, options);
    ASSERT_FALSE(applied) << bad;
    EXPECT_THAT(applied.error().message, HasSubstr(file));
  }
}

TEST(OrderedPipeline, WritesInOrder) {
  std::string written;
  std::string expected;
  OrderedPipeline pipeline(4, [&](std::string const& text) { written += text; });
  for (int i = 0; i < 2000; ++i) {
    auto const text = std::to_string(i) + " ";
    expected += text;
    pipeline.add([i, text] {
      volatile int spin = (i * 7919) % 5000;  // the later often ends first
      while (spin > 0) spin = spin - 1;
      return text;
    });
  }
  pipeline.finish();
  EXPECT_EQ(written, expected);
}

TEST(OrderedPipeline, AFailedJobIsReportedAtTheEnd) {
  std::string written;
  OrderedPipeline pipeline(2, [&](std::string const& text) { written += text; });
  pipeline.add([]() -> std::string { throw std::runtime_error("lost"); });
  pipeline.add([] { return std::string("b"); });
  EXPECT_THROW(pipeline.finish(), std::runtime_error);
  EXPECT_EQ(written, "b");
}

TEST(ProblemDetail, IsWhatTheDocumentSays) {
  EXPECT_EQ(problem_detail(R"({"title": "Bad Request", "detail": "No such format."})"), "No such format.");
  for (auto const* body : {"", "<html>", "[]", "{}", R"({"detail": 7})", R"({"detail": "cut)"})
    EXPECT_EQ(problem_detail(body), "") << body;
}

}  // namespace
}  // namespace dragoman
