#include "storage/keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "storage/bytes.h"

namespace dragoman {
namespace {

using namespace std::string_literals;

std::uint32_t number(std::mt19937& random) {
  constexpr std::uint32_t kEdges[] = {0, 1, 127, 128, 255, 256, 65535, 65536, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  return random() % 2 == 0 ? kEdges[random() % std::size(kEdges)] : static_cast<std::uint32_t>(random());
}

template <class Key>
void expect_bytes_sort_as(std::vector<Key> keys) {
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size(); ++i) {
    EXPECT_EQ(keys[i - 1] < keys[i], encode_key(keys[i - 1]) < encode_key(keys[i]));
    EXPECT_EQ(keys[i - 1] == keys[i], encode_key(keys[i - 1]) == encode_key(keys[i]));
  }
}

TEST(KeysTest, BytesSortAsValuesDo) {
  std::mt19937 random(1);
  std::vector<ActorId> actors;
  std::vector<EventId> events;
  for (int i = 0; i < 5000; ++i) {
    actors.push_back({number(random)});
    events.push_back({number(random)});
  }
  expect_bytes_sort_as(actors);
  expect_bytes_sort_as(events);
}

TEST(KeysTest, ExactBytes) {
  EXPECT_EQ(encode_key(EventId{0x01020304}), "\x01\x02\x03\x04"s);
  EXPECT_EQ(encode_key(ActorId{300}), "\0\0\x01\x2C"s);
}

TEST(KeysTest, DecodingTakesTheRightLengthOnly) {
  std::mt19937 random(2);
  for (int i = 0; i < 1000; ++i) {
    ActorId const actor{number(random)};
    EventId const event{number(random)};
    EXPECT_EQ(decode_actor_key(encode_key(actor)), actor);
    EXPECT_EQ(decode_event_key(encode_key(event)), event);
  }
  for (std::size_t size = 0; size < 16; ++size) {
    EXPECT_EQ(decode_event_key(std::string(size, 'x')).has_value(), size == 4);
    EXPECT_EQ(decode_actor_key(std::string(size, 'x')).has_value(), size == 4);
  }
}

TEST(BytesTest, VarintsRoundTripAndRefuseTooMuch) {
  for (auto const value :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{1} << 35, UINT64_MAX}) {
    std::string bytes;
    put_varint(bytes, value);
    ByteReader in(bytes);
    EXPECT_EQ(in.varint(), value);
    EXPECT_TRUE(in.finished());
    ByteReader cut(std::string_view(bytes).substr(0, bytes.size() - 1));
    cut.varint();
    EXPECT_FALSE(cut.ok());
  }
  auto const sixty_five_bits = std::string(9, '\xFF') + '\x02';
  ByteReader too_long(sixty_five_bits);
  too_long.varint();
  EXPECT_FALSE(too_long.ok());
}

TEST(BytesTest, ZigzagKeepsSmallThingsSmall) {
  EXPECT_EQ(zigzag(0), 0U);
  EXPECT_EQ(zigzag(-1), 1U);
  EXPECT_EQ(zigzag(1), 2U);
  EXPECT_EQ(zigzag(INT64_MIN), UINT64_MAX);
  for (auto const value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{77}, INT64_MIN, INT64_MAX})
    EXPECT_EQ(unzigzag(zigzag(value)), value);
}

}  // namespace
}  // namespace dragoman
