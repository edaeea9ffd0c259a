#include "api/item_splitter.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

struct Seen {
  std::vector<std::string> items;  // "number:text" or "number!" when too long
  std::string broken;

  friend bool operator==(Seen const&, Seen const&) = default;
};

/// Feeds the body in the given pieces.
Seen split(std::unique_ptr<ItemSplitter> splitter, std::vector<std::string_view> const& pieces) {
  Seen seen;
  ItemSink const sink = [&](Item const& item) {
    seen.items.push_back(std::to_string(item.number) + (item.too_long ? "!" : ":" + std::string(item.text)));
  };
  bool open = true;
  for (auto const piece : pieces) open = open && splitter->feed(piece, sink);
  if (open) splitter->finish(sink);
  seen.broken = splitter->broken();
  return seen;
}

using Make = std::unique_ptr<ItemSplitter> (*)(std::size_t);

/// Splits at once, byte by byte, at each boundary, and in random pieces: all must agree.
Seen split_every_way(Make make, std::string_view body, std::size_t most = 1000) {
  auto const whole = split(make(most), {body});
  std::vector<std::string_view> bytes;
  for (std::size_t i = 0; i < body.size(); ++i) bytes.push_back(body.substr(i, 1));
  EXPECT_EQ(split(make(most), bytes), whole) << body;
  for (std::size_t i = 0; i <= body.size(); ++i) {
    EXPECT_EQ(split(make(most), {body.substr(0, i), body.substr(i)}), whole) << body << " at " << i;
  }
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < body.size();) {
      auto const length = std::uniform_int_distribution<std::size_t>(0, 9)(random);
      pieces.push_back(body.substr(at, length));
      at += pieces.back().size();
    }
    EXPECT_EQ(split(make(most), pieces), whole) << body;
  }
  return whole;
}

using Items = std::vector<std::string>;

TEST(LineSplitter, Lines) {
  EXPECT_EQ(split_every_way(make_line_splitter, "a\nb\n").items, (Items{"1:a", "2:b"}));
  EXPECT_EQ(split_every_way(make_line_splitter, "a\r\n\r\n  \nb").items, (Items{"1:a", "4:b"}));
  EXPECT_EQ(split_every_way(make_line_splitter, "\xEF\xBB\xBF{}\n\xEF\xBB\xBF{}").items,
            (Items{"1:{}", "2:\xEF\xBB\xBF{}"}));
  EXPECT_EQ(split_every_way(make_line_splitter, "").items, Items{});
  EXPECT_EQ(split_every_way(make_line_splitter, "\n\n\n").items, Items{});
  EXPECT_EQ(split_every_way(make_line_splitter, "\xEF\xBB\xBF\r\nx").items, (Items{"2:x"}));
}

TEST(LineSplitter, PassesOverLongLines) {
  EXPECT_EQ(split_every_way(make_line_splitter, "12345\n123456\n1\n", 5).items, (Items{"1:12345", "2!", "3:1"}));
  EXPECT_EQ(split_every_way(make_line_splitter, "1\n123456", 5).items, (Items{"1:1", "2!"}));
}

TEST(LineSplitter, AVeryLongLineIsNotHeld) {
  auto const splitter = make_line_splitter(1 << 20);
  std::string const piece(1 << 16, 'x');
  std::vector<bool> too_long;
  ItemSink const sink = [&](Item const& item) { too_long.push_back(item.too_long); };
  for (int i = 0; i < 800; ++i) splitter->feed(piece, sink);
  splitter->feed("\nshort\n", sink);
  splitter->finish(sink);
  EXPECT_EQ(too_long, (std::vector<bool>{true, false}));
}

TEST(ArraySplitter, Elements) {
  EXPECT_EQ(split_every_way(make_array_splitter, "[]"), (Seen{{}, ""}));
  EXPECT_EQ(split_every_way(make_array_splitter, " [ {\"a\":1} ,\n{\"b\":[{}]}] \n"),
            (Seen{{"1:{\"a\":1}", "2:{\"b\":[{}]}"}, ""}));
  EXPECT_EQ(split_every_way(make_array_splitter, R"([{"a":"]},{\"\\"},"x,y\"]",[1,[2]]])"),
            (Seen{{R"(1:{"a":"]},{\"\\"})", R"(2:"x,y\"]")", "3:[1,[2]]"}, ""}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[1,true,null]"), (Seen{{"1:1", "2:true", "3:null"}, ""}));
}

TEST(ArraySplitter, PassesOverLongElements) {
  EXPECT_EQ(split_every_way(make_array_splitter, "[\"123\",\"1234\",{}]", 5), (Seen{{"1:\"123\"", "2!", "3:{}"}, ""}));
}

TEST(ArraySplitter, SaysWhereTheArrayBreaks) {
  EXPECT_EQ(split_every_way(make_array_splitter, "{}").broken, "The body is not a JSON array.");
  EXPECT_EQ(split_every_way(make_array_splitter, "[{} {}]"),
            (Seen{{"1:{}"}, "Malformed JSON array: \",\" or \"]\" expected after item 1."}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[{},]"),
            (Seen{{"1:{}"}, "Malformed JSON array: item 2 is missing."}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[{},{\"a\":"),
            (Seen{{"1:{}"}, "The body ends in the middle of item 2."}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[{}"),
            (Seen{{"1:{}"}, "The body ends before the array does, after item 1."}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[{},"),
            (Seen{{"1:{}"}, "The body ends before the array does, after item 1."}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[{}] x"),
            (Seen{{"1:{}"}, "Malformed JSON: more text follows the array."}));
  EXPECT_EQ(split_every_way(make_array_splitter, "[1}"),
            (Seen{{"1:1"}, "Malformed JSON array: \",\" or \"]\" expected after item 1."}));
}

}  // namespace
}  // namespace dragoman
