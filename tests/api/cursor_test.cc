#include "api/cursor.h"

#include <string>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(Cursor, ComesBackForItsListOnly) {
  auto const position = to_position(EventKey{-5, EventId{77}});
  auto const cursor = encode_cursor("list", position);
  std::array<std::uint32_t, 2> read{};
  ASSERT_TRUE(decode_cursor(cursor, "list", read));
  EXPECT_EQ(to_event_key(read), (EventKey{-5, EventId{77}}));
  EXPECT_FALSE(decode_cursor(cursor, "other", read));
  std::array<std::uint32_t, 5> longer{};
  EXPECT_FALSE(decode_cursor(cursor, "list", longer));
}

TEST(Cursor, AnyChangedCharacterIsNoticed) {
  auto const cursor = encode_cursor("list", to_position(EventKey{19649, EventId{1}}));
  std::array<std::uint32_t, 2> read{};
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    for (char const c : {'0', 'f', 'F', '-', ' ', '\0'}) {
      auto changed = cursor;
      changed[i] = c;
      EXPECT_EQ(decode_cursor(changed, "list", read), changed == cursor) << changed;
    }
    EXPECT_FALSE(decode_cursor(cursor.substr(0, i), "list", read));
  }
  EXPECT_FALSE(decode_cursor(cursor + "0", "list", read));
}

TEST(Cursor, EncountersInTheirOrder) {
  EncounterKey const first{9, {100, EventId{1}}, ActorId{5}, ActorId{6}};
  EncounterKey const later_counts{8, {200, EventId{9}}, ActorId{1}, ActorId{2}};
  EncounterKey const older{9, {99, EventId{7}}, ActorId{1}, ActorId{2}};
  EncounterKey const greater_id{9, {100, EventId{1}}, ActorId{5}, ActorId{7}};
  EXPECT_LT(first, later_counts);
  EXPECT_LT(first, older);
  EXPECT_LT(first, greater_id);
  std::array<std::uint32_t, 5> read{};
  ASSERT_TRUE(decode_cursor(encode_cursor("met", to_position(first)), "met", read));
  EXPECT_EQ(to_encounter_key(read), first);
}

}  // namespace
}  // namespace dragoman
