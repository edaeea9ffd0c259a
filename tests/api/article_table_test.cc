// POST /v1/articles with tables.

#include "api/article_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr auto* kCsv = "text/csv";
constexpr auto* kMeeting = "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un";

std::string text_of(World const& world, std::string const& id) {
  return boost::json::value_to<std::string>(world.ok("/v1/articles/" + id).at("text"));
}

TEST(ArticleTable, QuotesLineBreaksAndAliases) {
  World const world;
  std::string const body =
      "\xEF\xBB\xBF\"Article ID\",Headline,Publish Date,source_domain,BODY,comment\r\n"
      "a,\"Envoys, again\",2023-10-19,example.org," +
      std::string(kMeeting) +
      ",\r\n"
      "\r\n"
      "b,\"He said \"\"no\"\"\",1697712000,example.org,\"Two\r\nlines, \"\"quoted\"\".\",x\r\n"
      "c,5\" shells,,,\"\"\"\",\n"
      "d,,,,last,";
  for (std::size_t const piece : {std::size_t{1}, std::size_t{3}, std::size_t{100'000}}) {
    auto const response = world.post(body, kCsv, piece);
    EXPECT_EQ(response.status, 200U) << response.body;
    EXPECT_EQ(parse(response).at("received"), 4);
  }
  auto const first = world.ok("/v1/articles/a");
  EXPECT_EQ(first.at("title"), "Envoys, again");
  EXPECT_EQ(first.at("publisher"), "example.org");
  EXPECT_EQ(first.at("events").as_array().size(), 1U);
  EXPECT_EQ(text_of(world, "b"), "Two\r\nlines, \"quoted\".");
  EXPECT_EQ(world.ok("/v1/articles/b").at("published"), "2023-10-19");
  EXPECT_EQ(world.ok("/v1/articles/c").at("title"), "5\" shells");
  EXPECT_EQ(text_of(world, "c"), "\"");
}

TEST(ArticleTable, TabSeparated) {
  World const world;
  EXPECT_EQ(world.post("id\ttext\na\tone, two\nb\t\"x\ty\"\n", "text/tab-separated-values").status, 200U);
  EXPECT_EQ(text_of(world, "a"), "one, two");
  EXPECT_EQ(text_of(world, "b"), "x\ty");
}

TEST(ArticleTable, FaultsAreNamedByRecordLineAndColumnAndTheRestIsStored) {
  World const world;
  std::string const body =
      "key,Text,Pub Date,id\n"
      "1,fine,,a\n"
      "2,\"one\ntwo\nthree\",2023-02-30,b\n"
      "3,,2023-02-28,c\n"
      "4,short\n"
      "5,long,,d,e\n"
      "6,\"closed\" early,,f\n"
      "7,\"byte \xff\",,g\n"
      "8,fine too,,h\n"
      "9,\"never closed,,i\n"
      "10,swallowed,,j\n";
  auto const response = world.post(body, kCsv, 2);
  EXPECT_EQ(response.status, 207U);
  auto const answer = parse(response);
  EXPECT_EQ(answer.at("stored"), 2);
  EXPECT_EQ(answer.at("rejected"), 7);
  std::vector<std::string> errors;
  for (auto const& error : answer.at("errors").as_array()) {
    auto const* field = error.as_object().if_contains("field");
    errors.push_back(boost::json::serialize(error.at("line")) + " " + boost::json::serialize(error.at("record")) + " " +
                     (field == nullptr ? "-" : boost::json::value_to<std::string>(*field)));
  }
  EXPECT_THAT(errors, ElementsAre("3 2 Pub Date", "6 3 Text", "7 4 -", "8 5 -", "9 6 Text", "10 7 Text", "12 9 Text"));
  EXPECT_THAT(response.body, HasSubstr("has 2 cells, the header has 4"));
  EXPECT_THAT(response.body, HasSubstr("never closed"));
  EXPECT_THAT(response.body, HasSubstr("Byte 6 of column"));
}

TEST(ArticleTable, AHeaderWithoutATextIsRefusedAtOnce) {
  World const world;
  for (std::string const header : {"id,title", "text,Text", "id,\"text", "\xff,text", "title\ttext", "1,2,3"}) {
    auto const response = world.post(header + "\na,b\n", kCsv);
    EXPECT_EQ(response.status, 400U) << header;
    EXPECT_EQ(parse(response).at("line"), 1) << response.body;
    EXPECT_EQ(parse(response).at("received"), 1);
  }
  EXPECT_EQ(world.post("", kCsv).status, 400U);
  EXPECT_EQ(world.post("id,text\n", kCsv).status, 400U);
}

TEST(ArticleTable, ARecordThatIsTooLongIsPassedOver) {
  ApiOptions options;
  options.item_bytes = 1000;
  World const world(open_memory_store(), {}, options);
  auto const body = "id,text\na,one\nb,\"" + std::string(5000, '\n') + "\"\nc,two\n";
  auto const answer = parse(world.post(body, kCsv, 7));
  EXPECT_EQ(answer.at("stored"), 2);
  EXPECT_EQ(answer.at("errors").at(0).at("line"), 3);
  EXPECT_THAT(boost::json::serialize(answer.at("errors")), HasSubstr("1000 bytes"));
}

TEST(ArticleTable, Cells) {
  using Cells = std::vector<std::string>;
  EXPECT_EQ(*split_cells("", ','), Cells({""}));
  EXPECT_EQ(*split_cells(",", ','), Cells({"", ""}));
  EXPECT_EQ(*split_cells("\"\",\"\"", ','), Cells({"", ""}));
  EXPECT_EQ(*split_cells("a\"b\",\"c,d\"", ','), Cells({"a\"b\"", "c,d"}));
  EXPECT_EQ(*split_cells(" \"a\"", ','), Cells({" \"a\""}));
  EXPECT_FALSE(split_cells("\"a", ','));
  EXPECT_FALSE(split_cells("\"a\"b,c", ','));
  EXPECT_FALSE(split_cells(std::string(2000, ','), ','));
}

}  // namespace
}  // namespace dragoman::testing
