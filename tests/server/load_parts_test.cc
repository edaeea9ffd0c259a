// The parts of `dragoman load`: feeds, renamed fields, the line of progress, the state of a load.

#include <gmock/gmock.h>

#include "server/load/field_map.h"
#include "server/load/load_progress.h"
#include "server/load/load_state.h"
#include "server/load/xml_articles.h"
#include "support.h"

namespace dragoman {
namespace {

using ::testing::HasSubstr;

std::string at(boost::json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  return value == nullptr ? "(none)" : boost::json::value_to<std::string>(*value);
}

TEST(XmlArticles, Rss) {
  auto const articles = read_xml_articles(R"(<?xml version="1.0"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Made-up News</title>
    <item><title>Envoys &amp; others</title><link>https://news.example/1</link><guid isPermaLink="false">17</guid>
      <pubDate>Thu, 19 Oct 2023 08:15:00 GMT</pubDate><description>Short.</description>
      <content:encoded><![CDATA[<p>Two &ldquo;envoys&rdquo; met.</p><p>They left.</p><script>x()</script>]]></content:encoded></item>
    <item><guid>tag:news.example,2023:2</guid><description>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; plain</description></item>
    </channel></rss>)");
  ASSERT_TRUE(articles) << articles.error().message;
  ASSERT_EQ(articles->size(), 2U);
  auto const& first = articles->at(0);
  EXPECT_EQ(at(first, "id"), "https://news.example/1");
  EXPECT_EQ(at(first, "url"), "https://news.example/1");
  EXPECT_EQ(at(first, "title"), "Envoys & others");
  EXPECT_EQ(at(first, "published"), "Thu, 19 Oct 2023 08:15:00 GMT");
  EXPECT_EQ(at(first, "publisher"), "Made-up News");
  EXPECT_EQ(at(first, "text"), "Two “envoys” met.\nThey left.");
  EXPECT_EQ(at(articles->at(1), "id"), "tag:news.example,2023:2");
  EXPECT_EQ(at(articles->at(1), "text"), "Bold & plain");
}

TEST(XmlArticles, Atom) {
  auto const articles = read_xml_articles(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Made-up News</title>
    <entry><id>urn:uuid:1</id><title type="html">A &lt;i&gt;b&lt;/i&gt;</title><updated>2023-10-19T08:15:00Z</updated>
      <link rel="edit" href="https://news.example/edit"/><link href="https://news.example/1"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry>
    <entry><id>x</id><summary>Only this.</summary><source><title>Elsewhere</title></source></entry></feed>)");
  ASSERT_TRUE(articles) << articles.error().message;
  ASSERT_EQ(articles->size(), 2U);
  EXPECT_EQ(at(articles->at(0), "id"), "urn:uuid:1");
  EXPECT_EQ(at(articles->at(0), "url"), "https://news.example/1");
  EXPECT_EQ(at(articles->at(0), "title"), "A b");
  EXPECT_EQ(at(articles->at(0), "published"), "2023-10-19T08:15:00Z");
  EXPECT_EQ(at(articles->at(0), "text"), "One.\nTwo.");
  EXPECT_EQ(at(articles->at(1), "id"), "(none)");
  EXPECT_EQ(at(articles->at(1), "publisher"), "Elsewhere");
}

TEST(XmlArticles, Nitf) {
  auto const articles = read_xml_articles(R"(<nitf><head><title>Other</title><docdata>
    <doc-id id-string="story-9"/><date.issue norm="20231019T081500Z"/><doc.copyright holder="Made-up News"/></docdata></head>
    <body><body.head><hedline><hl1>Envoys meet</hl1></hedline></body.head>
    <body.content><block><p>One <em>and</em> two.</p><p>Three.</p></block></body.content></body></nitf>)");
  ASSERT_TRUE(articles) << articles.error().message;
  ASSERT_EQ(articles->size(), 1U);
  EXPECT_EQ(at(articles->at(0), "id"), "story-9");
  EXPECT_EQ(at(articles->at(0), "title"), "Envoys meet");
  EXPECT_EQ(at(articles->at(0), "published"), "20231019");
  EXPECT_EQ(at(articles->at(0), "publisher"), "Made-up News");
  EXPECT_EQ(at(articles->at(0), "text"), "One and two.\nThree.");
}

TEST(XmlArticles, WhatIsNoFeed) {
  EXPECT_THAT(read_xml_articles("<rss><channel>").error().message, HasSubstr("byte"));
  EXPECT_THAT(read_xml_articles("<html></html>").error().message, HasSubstr("<html>"));
  EXPECT_FALSE(read_xml_articles(""));
}

TEST(HtmlText, TagsReferencesAndSpace) {
  EXPECT_EQ(html_text(" <p class='x'>a  b<br/>c</p><!-- <p>no --> d"), "a b\nc\nd");
  EXPECT_EQ(html_text("1 < 2 &amp;&#65;&#x42;&nosuch; & &#0;"), "1 < 2 &AB&nosuch; & \xEF\xBF\xBD");
  EXPECT_EQ(html_text("a<script>if (a < b) {}</script>b"), "ab");
  EXPECT_EQ(html_text("<"), "<");
}

TEST(FieldMap, RenamesKeysAndHeaders) {
  FieldMap map;
  ASSERT_TRUE(map.add("text=story"));
  ASSERT_TRUE(map.add("title=text"));
  EXPECT_FALSE(map.add("text"));
  EXPECT_FALSE(map.add("=x"));
  EXPECT_EQ(boost::json::parse(map.renamed(R"({"id":"a","story":"S","text":"T"})")),
            boost::json::parse(R"({"id":"a","text":"S","title":"T"})"));
  EXPECT_EQ(map.renamed("{\"story\":"), "{\"story\":");
  EXPECT_EQ(map.renamed(R"({"id": 1})"), R"({"id": 1})");
  EXPECT_EQ(map.renamed_header("id,\"story\",\"a,b\",text", ','), "id,text,\"a,b\",title");
  EXPECT_EQ(map.renamed_header("id\tstory", '\t'), "id\ttext");
}

TEST(Progress, Line) {
  EXPECT_EQ(progress_line("a.gz", 50, 100, 3000, std::chrono::seconds(30)),
            "a.gz [==========>         ]  50 %  100 a second, 30 s left");
  EXPECT_EQ(progress_line("a", 100, 100, 10, std::chrono::seconds(10)),
            "a [====================] 100 %  1 a second, 0 s left");
  EXPECT_EQ(progress_line("a", 1, 100, 1, std::chrono::seconds(60)),
            "a [>                   ]   1 %  0 a second, 1 h 39 min left");
  EXPECT_EQ(progress_line("a", 0, 100, 0, {}), "a [>                   ]   0 %  0 a second");
  EXPECT_EQ(progress_line("-", 2'500'000, 0, 20, std::chrono::seconds(2)), "-  2.5 MB  10 a second");
}

TEST(LoadState, IsReadAsItWasWritten) {
  test::ScratchDirectory const scratch;
  auto const name = load_state_file(scratch / "news.ndjson", {}, "here");
  EXPECT_THAT(name, HasSubstr("/.news.ndjson."));
  EXPECT_NE(name, load_state_file(scratch / "news.ndjson", {}, "there"));
  EXPECT_FALSE(read_load_state(name));
  ASSERT_TRUE(write_load_state(name, {.files_before = 3,
                                      .file = {.path = "x", .name = {}, .id = {}, .bytes = 5, .modified = -7},
                                      .number = 11,
                                      .articles = {.received = 4, .stored = 2},
                                      .events = {.merged = 1}}));
  auto const state = read_load_state(name);
  ASSERT_TRUE(state);
  EXPECT_EQ(state->files_before, 3U);
  EXPECT_EQ(state->file.path, "x");
  EXPECT_EQ(state->file.modified, -7);
  EXPECT_EQ(state->number, 11U);
  EXPECT_EQ(state->articles.stored, 2U);
  EXPECT_EQ(state->events.merged, 1U);
  for (auto const* damaged : {"", "{", "[]", R"({"version":1})", R"({"version":99})"}) {
    test::write_file(name, damaged);
    EXPECT_FALSE(read_load_state(name)) << damaged;
  }
}

}  // namespace
}  // namespace dragoman
