#include "api/json.h"

#include <gtest/gtest.h>

#include "api/http_problem.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

TEST(JsonWriter, CommasAndEscapes) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("a", 1).key("b").begin_array().value(true).value("x\"\\\n\x01/é").null();
  json.begin_object().end_object().value(std::optional<int>()).end_array();
  json.member("c", -5).member("d", 1.0F).member("e", 3.4F).member("f", 0.5).end_object();
  EXPECT_EQ(out, R"({"a":1,"b":[true,"x\"\\\n\u0001/é",null,{},null],"c":-5,"d":1.0,"e":3.4,"f":0.5})");
}

TEST(JsonWriter, FindsWhatNeedsAnEscapeAnywhere) {
  for (std::size_t size = 1; size < 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (auto const* what : {"\"", "\\", "\x1f", " ", "!", "\x7f", "\x80", "\xff", "\xa2"}) {
        std::string text(size, 'a');
        text[at] = *what;
        bool const plain = *what != '"' && *what != '\\' && *what != '\x1f';
        auto const expected =
            plain ? text
                  : text.substr(0, at) + (*what == '\x1f' ? "\\u001f" : std::string("\\") + what) + text.substr(at + 1);
        EXPECT_EQ(json_string(text), "\"" + expected + "\"");
      }
    }
  }
}

TEST(Json, EventNames) {
  EXPECT_EQ(event_name(EventId{123}), "e123");
  EXPECT_EQ(parse_event_name("e123"), EventId{123});
  EXPECT_EQ(parse_event_name("e0"), EventId{0});
  for (auto const* name : {"", "e", "123", "e-1", "e01", "e1x", "e4294967296", "E1", "e 1"}) {
    EXPECT_FALSE(parse_event_name(name)) << name;
  }
}

TEST(TextCheck, FindsTheFirstBadByte) {
  EXPECT_FALSE(invalid_utf8_at("plain ascii that is longer than eight bytes, and Łódź, 東京, 😀"));
  EXPECT_EQ(invalid_utf8_at("12345678\xff"), 8U);
  EXPECT_EQ(invalid_utf8_at("é\x80"), 2U);
  EXPECT_EQ(invalid_utf8_at("\xf4\x90\x80\x80"), 0U);  // beyond U+10FFFF
  EXPECT_EQ(invalid_utf8_at("ab\xe2\x82"), 2U);
  EXPECT_EQ(count_code_points("Łódź 😀"), 6U);
  EXPECT_EQ(clip_utf8("é", 1), "");
  EXPECT_EQ(clip_utf8("aé", 2), "a");
  EXPECT_EQ(clip_utf8("aé", 3), "aé");
}

TEST(Problem, HidesFaultsOfTheServer) {
  std::string logged;
  FaultLog const log = [&](std::string_view id, Error const& error) { logged = std::string(id) + " " + error.message; };
  auto const response = problem_of({ErrorCode::kCorruption, "block 7 is bad"}, "r9", log);
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body.find("block"), std::string::npos);
  EXPECT_EQ(logged, "r9 block 7 is bad");
  EXPECT_NE(response.body.find("\"request_id\":\"r9\""), std::string::npos);
}

TEST(Problem, EachErrorHasItsStatus) {
  EXPECT_EQ(http_status(ErrorCode::kInvalidArgument), 400U);
  EXPECT_EQ(http_status(ErrorCode::kNotFound), 404U);
  EXPECT_EQ(http_status(ErrorCode::kConflict), 409U);
  EXPECT_EQ(problem_of({ErrorCode::kNoSpace, "full"}, "r", {}).status, 507U);
  auto const busy = problem_of({ErrorCode::kUnavailable, "later"}, "r", {});
  EXPECT_EQ(busy.status, 503U);
  EXPECT_EQ(busy.headers.at(0).first, "Retry-After");
  EXPECT_EQ(busy.content_type, "application/problem+json");
}

}  // namespace
}  // namespace dragoman
