#include "api/article_input.h"

#include <string>

#include <gtest/gtest.h>

#include "api/hashing.h"

namespace dragoman {
namespace {

using namespace std::chrono_literals;

Article read(std::string_view json) {
  auto const article = read_article(json);
  EXPECT_TRUE(article) << json << ": " << (article ? "" : article.error().detail);
  return article ? *article : Article();
}

InputError error_of(std::string_view json, ArticleInputLimits const& limits = {}) {
  auto const article = read_article(json, limits);
  EXPECT_FALSE(article) << json;
  return article ? InputError() : article.error();
}

TEST(ArticleInput, TakesEachNameOfEachField) {
  for (std::string const name : {"text", "maintext", "body", "content", "article_text"}) {
    EXPECT_EQ(read(R"({")" + name + R"(":"Words."})").text, "Words.");
  }
  for (std::string const name : {"title", "headline", "name"}) {
    EXPECT_EQ(read(R"({"text":"x",")" + name + R"(":"Talks"})").title, "Talks");
  }
  for (std::string const name : {"published", "date_published", "date_publish", "dateTimePub", "publish_date",
                                 "published_at", "datePublished", "pubDate", "dateTime", "pub_date", "date"}) {
    EXPECT_EQ(read(R"({"text":"x",")" + name + R"(":"2023-10-19"})").published, Day(2023y / 10 / 19)) << name;
  }
  for (std::string const name :
       {"publisher", "source_domain", "domain", "source", "site", "sitename", "site_name", "hostname", "source_name"}) {
    EXPECT_EQ(read(R"({"text":"x",")" + name + R"(":"example.org"})").publisher, "example.org") << name;
  }
  for (std::string const name : {"url", "link"}) {
    EXPECT_EQ(read(R"({"text":"x",")" + name + R"(":"http://example.org/1"})").url, "http://example.org/1");
  }
  for (std::string const name : {"id", "article_id", "uri"}) {
    EXPECT_EQ(read(R"({"text":"x",")" + name + R"(":"77"})").id, "77") << name;
  }
  for (std::string const name : {"language", "lang"}) {
    EXPECT_EQ(read(R"({"text":"x",")" + name + R"(":"en"})").language, "en");
  }
}

TEST(ArticleInput, EventRegistryArticle) {
  auto const article = read(R"({"uri":"7654321","lang":"eng","date":"2023-10-20","dateTimePub":"2023-10-19T08:15:00Z",
    "url":"https://example.org/a","title":"T","body":"B","source":{"uri":"example.org","dataType":"news","title":"The Example"},
    "authors":[{"name":"N"}],"sentiment":0.1})");
  EXPECT_EQ(article, (Article{.id = "7654321",
                              .url = "https://example.org/a",
                              .publisher = "The Example",
                              .title = "T",
                              .text = "B",
                              .published = Day(2023y / 10 / 19),
                              .language = "eng"}));
}

TEST(ArticleInput, AddressInUriIsTheUrl) {
  auto const article = read(R"({"text":"x","uri":"https://example.org/a"})");
  EXPECT_EQ(article.url, "https://example.org/a");
  EXPECT_EQ(article.id, derived_article_id("https://example.org/a", "x"));
  EXPECT_EQ(read(R"({"text":"x","uri":"https://example.org/a","url":"https://example.org/b"})").url,
            "https://example.org/b");
}

TEST(ArticleInput, FirstNameWithAValueCounts) {
  EXPECT_EQ(read(R"({"text":null,"maintext":"a","body":"b"})").text, "a");
  EXPECT_EQ(read(R"({"text":"x","publisher":null,"domain":"d"})").publisher, "d");
  EXPECT_EQ(read(R"({"text":"first","text":"second"})").text, "second");
}

TEST(ArticleInput, IdIsDerivedFromUrlAndText) {
  auto const id = read(R"({"text":"x","title":"a"})").id;
  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(id, read(R"({"title":"b","text":"x","id":null})").id);
  EXPECT_EQ(id, read(R"({"text":"x","id":" "})").id);
  EXPECT_NE(id, read(R"({"text":"y"})").id);
  EXPECT_NE(id, read(R"({"text":"x","url":"http://example.org"})").id);
  // Fixed for all times: ids outlive versions.
  EXPECT_EQ(derived_article_id("http://example.org", "text"), "044f979bd1f85f519f0bf34606f5e3d8");
}

TEST(ArticleInput, NumbersAsIds) {
  EXPECT_EQ(read(R"({"text":"x","id":42})").id, "42");
  EXPECT_EQ(read(R"({"text":"x","id":-1})").id, "-1");
  EXPECT_EQ(error_of(R"({"text":"x","id":1.5})").field, "id");
}

TEST(ArticleInput, NulBecomesASpace) {
  auto const article = read(R"({"text":"a\u0000b","title":"c\u0000"})");
  EXPECT_EQ(article.text, "a b");
  EXPECT_EQ(article.title, "c ");
  EXPECT_EQ(error_of(R"({"text":"x","id":"a\u0000"})").field, "id");
}

struct Fault {
  char const* json;
  char const* field;
  char const* detail;  // part of it
};

class ArticleInputFaults : public testing::TestWithParam<Fault> {};

TEST_P(ArticleInputFaults, NamesTheField) {
  auto const error = error_of(GetParam().json);
  EXPECT_EQ(error.field, GetParam().field);
  EXPECT_NE(error.detail.find(GetParam().detail), std::string::npos) << error.detail;
}

INSTANTIATE_TEST_SUITE_P(
    All, ArticleInputFaults,
    testing::Values(
        Fault{"", "", "ends too early"}, Fault{"{\"text\":\"x", "", "ends too early"},
        Fault{"{\"text\":tru}", "", "Malformed JSON at byte"}, Fault{"{\"text\":\"x\"} {}", "", "at byte 14"},
        Fault{"[]", "", "not an array"}, Fault{"\"x\"", "", "not a string"}, Fault{"12", "", "not a number"},
        Fault{"null", "", "not null"}, Fault{"{}", "text", "missing"}, Fault{R"({"text":null})", "text", "missing"},
        Fault{R"({"text":""})", "text", "empty"}, Fault{R"({"body":" \n"})", "body", "\"body\" is empty"},
        Fault{R"({"text":5})", "text", "not a number"}, Fault{R"({"content":["x"]})", "content", "not an array"},
        Fault{R"({"text":"x","title":{}})", "title", "not an object"},
        Fault{R"({"text":"x","url":true})", "url", "not true or false"},
        Fault{R"({"text":"x","source":5})", "source", "string or an object"},
        Fault{R"({"text":"x","source":{"title":5}})", "source", "not a number"},
        Fault{R"({"text":"x","lang":5})", "lang", "not a number"},
        Fault{R"({"text":"x","id":[]})", "id", "not an array"},
        Fault{R"({"text":"x","date":"2023-02-30"})", "date", "2023-02-30"},
        Fault{R"({"text":"x","published":"soon"})", "published", "soon"},
        Fault{R"({"text":"x","published":5})", "published", "5"},
        Fault{R"({"text":"x","published":1.5e9})", "published", "not a date"},
        Fault{R"({"text":"x","published":[]})", "published", "not an array"},
        Fault{"{\"text\":\"caf\xe9\"}", "", "Byte 13 "}, Fault{"{\"text\":\"\xed\xa0\x80\"}", "", "Byte 10 "},
        Fault{"{\"text\":\"\xc0\x80\"}", "", "Byte 10 "}, Fault{"{\"text\":\"x\xe2\x82", "", "Byte 11 "},
        Fault{R"({"text":"\ud800"})", "", "Malformed JSON"}));

TEST(ArticleInput, FaultsCarryTheId) { EXPECT_EQ(error_of(R"({"id":"a7","text":5})").id, "a7"); }

TEST(ArticleInput, Caps) {
  ArticleInputLimits const limits{.text_characters = 3};
  EXPECT_TRUE(read_article(R"({"text":"äöü"})", limits));
  EXPECT_EQ(error_of(R"({"text":"äöüa"})", limits).field, "text");
  EXPECT_EQ(error_of(R"({"text":"x","id":")" + std::string(513, 'a') + "\"}").field, "id");
  EXPECT_EQ(error_of(R"({"text":"x","link":")" + std::string(8193, 'a') + "\"}").field, "link");
  EXPECT_NE(error_of(std::string(100'000, '[')).detail.find("Malformed JSON"), std::string::npos);
  EXPECT_FALSE(read_article(R"({"text":"x","deep":)" + std::string(40, '[') + std::string(40, ']') + "}"));
}

TEST(ArticleInput, ContentHashCoversEveryField) {
  Article const article{.id = "1",
                        .url = "u",
                        .publisher = "p",
                        .title = "t",
                        .text = "x",
                        .published = Day(2023y / 10 / 19),
                        .language = "en"};
  auto const hash = content_hash(article, "1");
  EXPECT_EQ(hash, content_hash(article, "1"));
  EXPECT_NE(hash, content_hash(article, "2"));
  auto const differs = [&](auto change) {
    auto other = article;
    change(other);
    return content_hash(other, "1") != hash;
  };
  EXPECT_TRUE(differs([](Article& a) { a.url = "v"; }));
  EXPECT_TRUE(differs([](Article& a) { a.publisher = "v"; }));
  EXPECT_TRUE(differs([](Article& a) { a.title = "v"; }));
  EXPECT_TRUE(differs([](Article& a) { a.text = "v"; }));
  EXPECT_TRUE(differs([](Article& a) { a.published.reset(); }));
  EXPECT_TRUE(differs([](Article& a) { a.language = "v"; }));
  // The end of one field is not the beginning of the next.
  EXPECT_NE(hash_parts({"ab", "c"}), hash_parts({"a", "bc"}));
}

}  // namespace
}  // namespace dragoman
