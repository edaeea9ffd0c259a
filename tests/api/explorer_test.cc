// The page at /, what it loads, and both from a directory instead of the program.

#include <fstream>
#include <regex>
#include <set>

#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"
#include "tests/storage/scratch.h"

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
  static std::regex const kLink("(?:href|src)=\"(?!data:)([^\"]*)\"");
  std::set<std::string> found;
  for (std::sregex_iterator it(page.begin(), page.end(), kLink), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

void expect_policy(Response const& page) {
  EXPECT_EQ(header(page, "Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
            "font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  EXPECT_EQ(header(page, "Referrer-Policy"), "no-referrer");
}

Response get(World const& world, std::string_view target, std::string_view if_none_match = {},
             std::string_view accept_encoding = {}) {
  auto request = make_request("GET", target);
  request.if_none_match = if_none_match;
  request.accept_encoding = accept_encoding;
  return world.api->handle(request);
}

TEST(Explorer, IsAtTheTop) {
  World const world;
  auto const page = get(world, "/");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.content_type, StartsWith("text/html"));
  EXPECT_THAT(page.body, HasSubstr("Dragoman"));
  EXPECT_EQ(header(page, "Cache-Control"), "no-cache");
  expect_policy(page);
  auto const again = get(world, "/", header(page, "ETag"));
  EXPECT_EQ(again.status, 304U);
  EXPECT_EQ(again.body, "");
  expect_policy(again);
  auto const compressed = get(world, "/", {}, "gzip");
  EXPECT_EQ(header(compressed, "Content-Encoding"), "gzip");
  EXPECT_THAT(compressed.body, StartsWith("\x1f\x8b"));
}

TEST(Explorer, LoadsFromThisServerOnlyAndKeepsWhatItLoads) {
  World const world;
  auto const found = links(get(world, "/").body);
  EXPECT_FALSE(found.empty());
  for (auto const& link : found) {
    EXPECT_THAT(link, StartsWith("/"));
    EXPECT_THAT(link, Not(StartsWith("//")));
    EXPECT_EQ(get(world, link).status, 200U) << link;
    if (!link.starts_with("/assets/")) continue;
    EXPECT_THAT(header(get(world, link), "Cache-Control"), HasSubstr("immutable")) << link;
    EXPECT_EQ(header(get(world, link, {}, "gzip"), "Content-Encoding"), "gzip") << link;
    EXPECT_EQ(get(world, link + ".gz").status, 404U) << link;
  }
}

TEST(Explorer, OnlyTheTopItselfIsThePage) {
  World const world;
  for (auto const* target : {"/index.html", "/explorer", "/explorer/index.html", "/assets/index.html"}) {
    EXPECT_EQ(get(world, target).status, 404U) << target;
  }
  Request twice = make_request("GET", "/");
  twice.segments = {""};
  EXPECT_EQ(world.api->handle(twice).status, 404U);
  EXPECT_EQ(world.send("HEAD", "/").status, 200U);
  EXPECT_EQ(world.send("POST", "/").status, 405U);
  EXPECT_EQ(get(world, "/?x=1").status, 400U);
}

class UiDirectory : public ::testing::Test {
 protected:
  UiDirectory() {
    options_.ui_directory = at("ui");
    mkdir(at("ui").c_str(), 0700);
    mkdir(at("ui/assets").c_str(), 0700);
    write("ui/index.html", "<p>first</p>");
    write("ui/assets/a.js", "1");
    write("secret", "secret");
  }

  std::string at(std::string const& name) const { return scratch_ / name; }
  void write(std::string const& name, std::string_view bytes) const {
    std::ofstream(at(name), std::ios::binary) << bytes;
  }

  Scratch scratch_;
  ApiOptions options_;
};

TEST_F(UiDirectory, IsReadAnewForEachRequest) {
  World const world(open_memory_store(), {}, options_);
  auto const first = get(world, "/");
  EXPECT_EQ(first.body, "<p>first</p>");
  EXPECT_EQ(header(first, "Cache-Control"), "no-cache");
  expect_policy(first);
  EXPECT_EQ(get(world, "/", header(first, "ETag")).status, 304U);
  write("ui/index.html", "<p>second</p>");
  EXPECT_EQ(get(world, "/", header(first, "ETag")).body, "<p>second</p>");
  auto const script = get(world, "/assets/a.js");
  EXPECT_EQ(script.body, "1");
  EXPECT_THAT(script.content_type, StartsWith("text/javascript"));
  EXPECT_EQ(header(script, "Cache-Control"), "no-cache");  // its name may stay when its content changes
}

TEST_F(UiDirectory, WhatIsNotThereIsBuiltIn) {
  World const world(open_memory_store(), {}, options_);
  EXPECT_EQ(get(world, "/docs").status, 200U);
  for (auto const& link : links(get(world, "/docs").body)) EXPECT_EQ(get(world, link).status, 200U) << link;
  EXPECT_EQ(get(world, "/assets/none.js").status, 404U);
}

TEST_F(UiDirectory, WithoutAPageItIsSaidSo) {
  World const world(open_memory_store(), {}, options_);
  unlink(at("ui/index.html").c_str());
  auto const page = get(world, "/");
  EXPECT_EQ(page.status, 503U);
  EXPECT_THAT(page.body, HasSubstr("index.html"));
  EXPECT_THAT(page.body, Not(HasSubstr(at("ui"))));
}

TEST_F(UiDirectory, NothingOutsideItCanBeReached) {
  World const world(open_memory_store(), {}, options_);
  mkdir(at("ui/assets/folder.js").c_str(), 0700);
  write("ui/assets/folder.js/b.js", "2");
  write("ui/assets/.hidden", "hidden");
  ASSERT_EQ(symlink("../../secret", at("ui/assets/link.js").c_str()), 0);
  ASSERT_EQ(symlink("a.js", at("ui/assets/inside.js").c_str()), 0);
  ASSERT_EQ(mkfifo(at("ui/assets/pipe.js").c_str(), 0600), 0);
  for (auto const* target :
       {"/assets/link.js", "/assets/inside.js", "/assets/pipe.js", "/assets/folder.js", "/assets/folder.js%2Fb.js",
        "/assets/..%2Findex.html", "/assets/..%2F..%2Fsecret", "/assets/%2E%2E", "/assets/.", "/assets/.hidden",
        "/assets/a.js%00", "/assets/%2Fetc%2Fpasswd", "/assets/..%5Csecret"}) {
    auto const response = get(world, target);
    EXPECT_EQ(response.status, 404U) << target;
    EXPECT_EQ(response.content_type, "application/problem+json") << target;
  }
  // A link in the place of a folder or of the page leads nowhere either.
  ASSERT_EQ(rename(at("ui/assets").c_str(), at("elsewhere").c_str()), 0);
  ASSERT_EQ(symlink(at("elsewhere").c_str(), at("ui/assets").c_str()), 0);
  EXPECT_EQ(get(world, "/assets/a.js").status, 404U);
  unlink(at("ui/index.html").c_str());
  ASSERT_EQ(symlink(at("secret").c_str(), at("ui/index.html").c_str()), 0);
  EXPECT_EQ(get(world, "/").status, 503U);
}

TEST_F(UiDirectory, ItMayBeALinkItself) {
  ASSERT_EQ(symlink(at("ui").c_str(), at("link").c_str()), 0);
  options_.ui_directory = at("link");
  World const world(open_memory_store(), {}, options_);
  EXPECT_EQ(get(world, "/").status, 200U);
  EXPECT_EQ(get(world, "/assets/a.js").body, "1");
}

}  // namespace
}  // namespace dragoman::testing
