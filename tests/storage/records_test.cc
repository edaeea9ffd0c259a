#include "storage/records.h"

#include <gtest/gtest.h>

#include <random>

#include "model.h"

namespace dragoman::testing {
namespace {

using namespace std::string_literals;

Day day(int year, int month, int of_month) { return std::chrono::year{year} / month / of_month; }

Event lavrov_in_pyongyang() {
  Event event{.id = EventId{1},
              .type = EventType::kVisit,
              .status = EventStatus::kPlanned,
              .cameo = "042",
              .date = DateRange{day(2010, 1, 2), day(2010, 1, 3), DatePrecision::kRange},
              .date_text = "then"};
  event.participants = {{ActorId{1}, Role::kSource}, {ActorId{40}, Role::kTarget}};
  event.evidence = {
      {.article = "a1", .publisher = "p", .published = day(2010, 1, 1), .sentence = "Go.", .begin = 5, .end = 8}};
  return event;
}

TEST(RecordsTest, ExactBytesOfAnEvent) {
  EXPECT_EQ(encode(lavrov_in_pyongyang()),
            "\x01"      // version
            "\x01"      // visit
            "\x39"      // planned, a range, with text
            "\x99\x01"  // 042: 111 + 42
            "\x02"      // one day after 2010-01-01
            "\x02"      // one day long
            "\x04then"
            "\x02\x04\xA1\x01"  // actor 1 as source, 40 as target
            "\x01\x02"
            "a1\x01p\x01\x03Go.\x05\x03"s);
}

TEST(RecordsTest, ASmallImportedEventTakesLittle) {
  auto event = lavrov_in_pyongyang();
  event.date = DateRange{day(2018, 5, 5), day(2018, 5, 5)};
  event.date_text.clear();
  event.participants = {{ActorId{20'000}, Role::kSource}, {ActorId{1'000}, Role::kTarget}};
  event.evidence = {{.article = "0123456789"}};
  EXPECT_EQ(encode(event).size(), 30U);
}

TEST(RecordsTest, ExactBytesOfTheRest) {
  Actor const actor{.slug = "s",
                    .name = "N",
                    .kind = ActorKind::kState,
                    .country = "c",
                    .aliases = {"x", ""},
                    .offices = {{"t", "o", day(2010, 1, 1), std::nullopt}}};
  EXPECT_EQ(encode(actor),
            "\x01\x01\x01s\x01N\x01"
            "c\x02\x01x\0\x01\x01t\x01o\x01\0"s);
  Article const article{.id = "key", .url = "u", .publisher = "p", .title = "t", .text = "xyz", .language = "en"};
  EXPECT_EQ(encode(article),
            "\x01\x01u\x01p\x01t\0\x02"
            "en\x03xyz"s);
  EXPECT_EQ(encode(ArticleDigest{0x0102030405060708, {EventId{3}, EventId{300}}}),
            "\x01\x01\x02\x03\x04\x05\x06\x07\x08\x02\x03\xA9\x02"s);
  EXPECT_EQ(encode(StoreState{{1, 2, 3}, ActorId{4}, EventId{128}}), "\x01\x01\x02\x03\x04\x80\x01"s);
  EXPECT_EQ(encode_format(1), "dragoman store 1");
}

TEST(RecordsTest, EveryCameoCodeSurvives) {
  for (auto const* code :
       {"", "0", "9", "00", "01", "99", "000", "040", "999", "0000", "0211", "9999", "00000", "1a", "---"}) {
    Event event{.cameo = code};
    EXPECT_EQ(decode_event(EventId{0}, encode(event)).value().cameo, code);
  }
}

TEST(RecordsTest, RandomRecordsRoundTrip) {
  std::mt19937 random(3);
  RandomWriter writer(4);
  for (int i = 0; i < 2000; ++i) {
    auto const batch = writer.next();
    for (auto const& [id, actor] : batch.put_actors) EXPECT_EQ(decode_actor(encode(actor)).value(), actor);
    for (auto const& event : batch.put_events) EXPECT_EQ(decode_event(event.id, encode(event)).value(), event);
    for (auto const& record : batch.put_articles) {
      EXPECT_EQ(decode_article(record.article.id, encode(record.article)).value(), record.article);
      auto const digest = decode_article_digest(encode(ArticleDigest{record.content_hash, record.events})).value();
      EXPECT_EQ(digest.content_hash, record.content_hash);
      EXPECT_EQ(digest.events, record.events);
    }
  }
}

TEST(RecordsTest, WhatAMergeLeavesRoundTrips) {
  Actor const survivor{.slug = "a", .name = "A", .merged = {ActorId{1}, ActorId{70'000}}};
  EXPECT_EQ(decode_actor(encode(survivor)).value(), survivor);
  Actor const merged{.slug = "b", .name = "B", .merged_into = ActorId{0}, .merged = {ActorId{UINT32_MAX - 1}}};
  EXPECT_EQ(decode_actor(encode(merged)).value(), merged);
  auto event = lavrov_in_pyongyang();
  event.evidence.push_back({.article = "b", .sentence = "s"});
  event.evidence.back().told = {{ActorId{70'000}, Role::kSource}, {ActorId{2}, Role::kTarget}};
  EXPECT_EQ(decode_event(event.id, encode(event)).value(), event);
  for (std::size_t size = 0; size < encode(event).size(); ++size)
    EXPECT_FALSE(decode_event(event.id, encode(event).substr(0, size))) << size;
}

TEST(RecordsTest, OffsetsThatCameWithAnEventRoundTrip) {
  auto event = lavrov_in_pyongyang();
  event.evidence.push_back({.article = "b", .sentence = "s", .begin = 3, .end = 4, .imported = true});
  EXPECT_EQ(decode_event(event.id, encode(event)).value(), event);
  event.evidence.back().told = {{ActorId{2}, Role::kTarget}};
  EXPECT_EQ(decode_event(event.id, encode(event)).value(), event);
  for (std::size_t size = 0; size < encode(event).size(); ++size)
    EXPECT_FALSE(decode_event(event.id, encode(event).substr(0, size))) << size;
  auto bytes = encode(event);
  bytes.back() = 2;
  EXPECT_FALSE(decode_event(event.id, bytes));
}

TEST(RecordsTest, DecodingIntoAUsedEventLeavesNothingBehind) {
  Event used = lavrov_in_pyongyang();
  Event const plain{.id = EventId{7}, .cameo = "01"};
  ASSERT_TRUE(decode_event_into(EventId{7}, encode(plain), used).has_value());
  EXPECT_EQ(used, plain);
}

TEST(RecordsTest, NewerVersionsSaySo) {
  auto bytes = encode(lavrov_in_pyongyang());
  bytes[0] = 4;
  auto const decoded = decode_event(EventId{0}, bytes);
  ASSERT_FALSE(decoded.has_value());
  EXPECT_EQ(decoded.error().code, ErrorCode::kCorruption);
  EXPECT_NE(decoded.error().message.find("version 4"), std::string::npos);
  for (auto const* format :
       {"", "dragoman store ", "dragoman store 0", "dragoman store 1x", "dragoman store -1", "other"})
    EXPECT_FALSE(decode_format(format).has_value()) << format;
  EXPECT_EQ(decode_format("dragoman store 12").value(), 12U);
}

/// Decodes as every kind. What decodes must encode to something that decodes to the same.
void decode_as_everything(std::string_view bytes) {
  auto const corrupt = [](auto const& result) { EXPECT_EQ(result.error().code, ErrorCode::kCorruption); };
  if (auto const event = decode_event(EventId{1}, bytes)) {
    EXPECT_EQ(decode_event(EventId{1}, encode(event.value())).value(), event.value());
  } else {
    corrupt(event);
  }
  if (auto const actor = decode_actor(bytes)) {
    EXPECT_EQ(decode_actor(encode(actor.value())).value(), actor.value());
  } else {
    corrupt(actor);
  }
  if (auto const article = decode_article("id", bytes)) {
    EXPECT_EQ(decode_article("id", encode(article.value())).value(), article.value());
  } else {
    corrupt(article);
  }
  if (auto const digest = decode_article_digest(bytes)) {
    EXPECT_EQ(decode_article_digest(encode(digest.value())).value().events, digest.value().events);
  } else {
    corrupt(digest);
  }
  if (auto const state = decode_state(bytes); !state) corrupt(state);
  if (auto const format = decode_format(bytes); !format) corrupt(format);
}

TEST(RecordsTest, CutRecordsAreRefused) {
  auto const event = encode(lavrov_in_pyongyang());
  for (std::size_t size = 0; size < event.size(); ++size)
    EXPECT_FALSE(decode_event(EventId{0}, std::string_view(event).substr(0, size)).has_value()) << size;
  EXPECT_FALSE(decode_event(EventId{0}, event + "x").has_value());
}

TEST(RecordsTest, AnyBytesAreSurvived) {
  std::mt19937 random(5);
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    if (!bytes.empty() && random() % 4 != 0) bytes[0] = 1;
    decode_as_everything(bytes);
  }
}

TEST(RecordsTest, MutatedRecordsAreSurvived) {
  std::mt19937 random(6);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes;
    switch (random() % 4) {
      case 0: bytes = encode(random_actor(random, ActorId{1})); break;
      case 1: bytes = encode(random_article(random, "x")); break;
      case 2: bytes = encode(ArticleDigest{random(), {EventId{1}, EventId{70'000}}}); break;
      default: {
        auto event = random_event(random, EventId{1}, 100);
        event.evidence = lavrov_in_pyongyang().evidence;
        bytes = encode(event);
      }
    }
    for (auto n = 1 + random() % 3; n > 0 && !bytes.empty(); --n) {
      auto const at = random() % bytes.size();
      switch (random() % 4) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes.resize(at); break;
        case 2: bytes.insert(at, 1, static_cast<char>(random())); break;
        default: bytes[at] = static_cast<char>(0xFF); break;
      }
    }
    decode_as_everything(bytes);
  }
}

}  // namespace
}  // namespace dragoman::testing
