// The OpenAPI document, the page that shows it, and the files it loads.

#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/openapi.h"
#include "api/static_file.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string header(Response const& response, std::string_view name) {
  for (auto const& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

/// What the page links to and loads.
std::set<std::string> links(std::string const& page) {
  static std::regex const kLink("(?:href|src)=\"([^\"]*)\"");
  std::set<std::string> found;
  for (std::sregex_iterator it(page.begin(), page.end(), kLink), end; it != end; ++it) found.insert((*it)[1]);
  found.erase("data:,");
  return found;
}

class DocumentationTest : public ::testing::Test {
 protected:
  Response get(std::string_view target, std::string_view if_none_match = {},
               std::string_view accept_encoding = {}) const {
    auto request = make_request("GET", target);
    request.if_none_match = if_none_match;
    request.accept_encoding = accept_encoding;
    return world_.api->handle(request);
  }

  World world_;
};

TEST_F(DocumentationTest, TheDocumentIsServedAsItIs) {
  auto const response = get("/openapi.json");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(response.body, openapi_document());
  EXPECT_THAT(std::string(parse(response).at("openapi").as_string()), StartsWith("3.1"));
}

TEST_F(DocumentationTest, WhoHasTheDocumentIsNotSentIt) {
  auto const tag = header(get("/openapi.json"), "ETag");
  ASSERT_FALSE(tag.empty());
  for (auto const& given : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    auto const again = get("/openapi.json", given);
    EXPECT_EQ(again.status, 304U) << given;
    EXPECT_EQ(again.body, "") << given;
    EXPECT_EQ(header(again, "ETag"), tag);
  }
  EXPECT_EQ(get("/openapi.json", "\"other\"").status, 200U);
  EXPECT_EQ(get("/openapi.json", tag.substr(1)).status, 200U);
}

TEST_F(DocumentationTest, ThePageLoadsFromThisServerOnly) {
  auto const page = get("/docs");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.content_type, StartsWith("text/html"));
  auto const policy = header(page, "Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_THAT(policy, Not(HasSubstr("http")));
  auto const found = links(page.body);
  EXPECT_TRUE(found.contains("/openapi.json"));
  for (auto const& link : found) {
    EXPECT_THAT(link, StartsWith("/"));
    EXPECT_THAT(link, Not(StartsWith("//")));
    EXPECT_EQ(get(link).status, 200U) << link;
  }
  EXPECT_THAT(page.body, Not(HasSubstr("@")));  // nothing left of the template
}

TEST_F(DocumentationTest, AssetsAreKeptForEverAndSentCompressed) {
  for (auto const& link : links(get("/docs").body)) {
    if (!link.starts_with("/assets/")) continue;
    auto const plain = get(link);
    auto const compressed = get(link, {}, "br, gzip");
    EXPECT_THAT(header(plain, "Cache-Control"), HasSubstr("immutable")) << link;
    EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding") << link;
    EXPECT_EQ(header(plain, "Content-Encoding"), "") << link;
    EXPECT_EQ(header(compressed, "Content-Encoding"), "gzip") << link;
    EXPECT_THAT(compressed.body, StartsWith("\x1f\x8b")) << link;
    EXPECT_NE(header(plain, "ETag"), header(compressed, "ETag")) << link;
    EXPECT_EQ(get(link, header(compressed, "ETag"), "gzip").status, 304U) << link;
  }
}

TEST_F(DocumentationTest, NothingElseIsAnAsset) {
  for (auto const* target : {"/assets/none.js", "/assets/docs.html", "/assets/..%2Fdocs.html", "/assets/../docs.html",
                             "/assets/%2E%2E", "/assets/", "/assets", "/assets/a/b", "/docs/", "/docs.html"}) {
    auto const response = get(target);
    EXPECT_EQ(response.status, 404U) << target;
    EXPECT_EQ(response.content_type, "application/problem+json") << target;
  }
  for (auto const& link : links(get("/docs").body)) {
    if (link.starts_with("/assets/")) {
      EXPECT_EQ(get(link + ".gz").status, 404U) << link;
    }
  }
}

TEST_F(DocumentationTest, HeadAndOtherMethods) {
  for (auto const* target : {"/openapi.json", "/docs"}) {
    EXPECT_EQ(world_.send("HEAD", target).status, 200U);
    EXPECT_EQ(world_.send("POST", target).status, 405U);
    EXPECT_EQ(world_.send("GET", std::string(target) + "?x=1").status, 400U);
  }
}

TEST(AcceptsGzip, ByTheHeader) {
  for (auto const* yes : {"gzip", "x-gzip", "deflate, gzip", "br;q=1.0, gzip;q=0.8", "*", "gzip ; q=1", "gzip;q=0.001",
                          "identity;q=0, *;q=1"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (auto const* no :
       {"", "identity", "br", "gzip;q=0", "gzip;q=0.000", "gzip;q=0, *", "*;q=0", "gzipped", ",", ";"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

}  // namespace
}  // namespace dragoman::testing
