#include "graph/actor_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/sample.h"

namespace dragoman {
namespace {

using sample::actor;
using testing::ElementsAre;
using testing::IsEmpty;

class ActorIndexTest : public testing::Test {
 protected:
  ActorIndexTest() {
    index_.put(ActorId{0}, actor("sergei-lavrov", "Sergei Lavrov", {"Sergey Lavrov", "Сергей Лавров"}));
    index_.put(ActorId{1}, actor("kim-jong-un", "Kim Jong Un", {"Kim Jong-un"}));
    index_.put(ActorId{2}, actor("kim-yong-nam", "Kim Yong Nam"));
    index_.put(ActorId{3}, actor("north-korea", "North Korea", {"DPRK", "Democratic People's Republic of Korea"}));
    index_.put(ActorId{4}, actor("south-korea", "South Korea"));
    index_.put(ActorId{5}, actor("recep-tayyip-erdogan", "Recep Tayyip Erdoğan"));
    index_.put(ActorId{6}, actor("kim", "Kim"));
  }

  std::vector<std::uint32_t> found(std::string_view query, std::size_t limit = 10) const {
    std::vector<std::uint32_t> out;
    for (auto const& match : index_.search(query, limit)) out.push_back(match.actor.value);
    return out;
  }

  ActorIndex index_;
};

TEST_F(ActorIndexTest, ResolvesNamesAliasesAndSlugs) {
  EXPECT_THAT(index_.resolve("sergei-lavrov"), ElementsAre(ActorId{0}));
  EXPECT_THAT(index_.resolve("SERGEY  LAVROV"), ElementsAre(ActorId{0}));
  EXPECT_THAT(index_.resolve("сергей лавров"), ElementsAre(ActorId{0}));
  EXPECT_THAT(index_.resolve("erdogan recep tayyip"), ElementsAre(ActorId{5}));
  EXPECT_THAT(index_.resolve("D.P.R.K."), ElementsAre(ActorId{3}));
}

TEST_F(ActorIndexTest, ResolvesByLastOrFirstWords) {
  EXPECT_THAT(index_.resolve("Lavrov"), ElementsAre(ActorId{0}));
  EXPECT_THAT(index_.resolve("Korea"), ElementsAre(ActorId{3}, ActorId{4}));
  EXPECT_THAT(index_.resolve("Tayyip Erdoğan"), ElementsAre(ActorId{5}));
  EXPECT_THAT(index_.resolve("Kim Jong"), ElementsAre(ActorId{1}));
  EXPECT_THAT(index_.resolve("Tayyip"), IsEmpty()) << "in the middle";
  EXPECT_THAT(index_.resolve("Lavro"), IsEmpty());
  EXPECT_THAT(index_.resolve("im Jong Un"), IsEmpty());
  EXPECT_THAT(index_.resolve(""), IsEmpty());
}

TEST_F(ActorIndexTest, AWholeNameWinsOverParts) {
  EXPECT_THAT(index_.resolve("Kim"), ElementsAre(ActorId{6}));
  index_.put(ActorId{6}, actor("park", "Park"));
  EXPECT_THAT(index_.resolve("Kim"), ElementsAre(ActorId{1}, ActorId{2}));
}

TEST_F(ActorIndexTest, NameOrderDoesNotMatter) {
  EXPECT_THAT(index_.resolve("Un Kim Jong"), ElementsAre(ActorId{1}));
  EXPECT_THAT(index_.resolve("Lavrov, Sergei"), ElementsAre(ActorId{0}));
  EXPECT_THAT(index_.resolve("Un Kim"), IsEmpty());
}

TEST_F(ActorIndexTest, SearchPutsWholeNamesFirst) {
  EXPECT_THAT(found("kim"), ElementsAre(6, 1, 2));
  EXPECT_DOUBLE_EQ(index_.search("kim", 1)[0].score, 1);
  EXPECT_LT(index_.search("kim", 2)[1].score, 1);
  EXPECT_THAT(found("korea"), ElementsAre(3, 4));
  EXPECT_THAT(found("korea", 1), ElementsAre(3));
}

TEST_F(ActorIndexTest, SearchTakesPrefixesInAnyOrder) {
  EXPECT_THAT(found("lav ser"), ElementsAre(0));
  EXPECT_THAT(found("erd"), ElementsAre(5));
  EXPECT_THAT(found("kim y"), ElementsAre(2));
  EXPECT_THAT(found("kim lavrov"), IsEmpty()) << "no name has both";
  EXPECT_THAT(found("kim kim"), IsEmpty()) << "a word of a name fits once";
  EXPECT_THAT(found(""), IsEmpty());
  EXPECT_THAT(found("kim", 0), IsEmpty());
}

TEST_F(ActorIndexTest, SearchForgivesOneSlip) {
  EXPECT_THAT(found("lavorv"), ElementsAre(0));
  EXPECT_THAT(found("lavrow"), ElementsAre(0));
  EXPECT_THAT(found("erdgan"), ElementsAre(5));
  EXPECT_THAT(found("erdooogan"), IsEmpty());
  EXPECT_LT(index_.search("lavrow", 1)[0].score, index_.search("lavro", 1)[0].score);
}

TEST_F(ActorIndexTest, ReplacedNamesAreForgotten) {
  index_.put(ActorId{0}, actor("sergei-lavrov", "S. V. Lavrow"));
  EXPECT_THAT(index_.resolve("Sergey Lavrov"), IsEmpty());
  EXPECT_THAT(index_.resolve("lavrow"), ElementsAre(ActorId{0}));
  EXPECT_THAT(found("Сергей"), IsEmpty());
  EXPECT_THAT(index_.resolve("sergei lavrov"), ElementsAre(ActorId{0})) << "the slug still says so";
}

}  // namespace
}  // namespace dragoman
