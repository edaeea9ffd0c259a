// The rules by which found events are scored against labelled ones.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coder/evaluation/categories.h"
#include "coder/evaluation/gold.h"
#include "coder/evaluation/matching.h"
#include "coder/evaluation/names.h"
#include "coder/evaluation/scorer.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Evaluation : public testing::Test {
 protected:
  static NameRules const& names() {
    static auto const kDictionary = ActorDictionary::load(built_in_dictionary()).value();
    static NameRules const kNames(kDictionary);
    return kNames;
  }
  static bool same(std::string_view a, std::string_view b) { return NameRules::same(names().fold(a), names().fold(b)); }

  Counts score(std::vector<GoldEvent> const& gold, std::vector<FoundEvent> const& found,
               Strictness strictness = Strictness::kParticipants, bool within = false) {
    Scorer scorer(names(), within);
    faults_ = scorer.add(gold, found);
    return scorer.counts(strictness, EventType::kMeeting);
  }

  std::vector<ScoreFault> faults_;
};

GoldEvent gold(std::vector<std::string> const& actors) {
  GoldEvent event{.type = EventType::kMeeting};
  for (auto const& name : actors) event.actors.push_back({.name = name, .aliases = {}});
  return event;
}

FoundEvent found(std::vector<std::string> actors) {
  return {.type = EventType::kMeeting, .actors = std::move(actors), .date = {}, .sentences = {}};
}

TEST_F(Evaluation, StatesByAllTheirNames) {
  EXPECT_TRUE(same("Moscow", "Russia"));
  EXPECT_TRUE(same("the Kremlin", "Russian Federation"));
  EXPECT_TRUE(same("U.S.", "Washington"));
  EXPECT_TRUE(same("the Russian military", "Russia"));
  EXPECT_TRUE(same("Norwegian Foreign Ministry", "Norway"));
  EXPECT_TRUE(same("government of Côte d'Ivoire", "Ivory Coast"));
  EXPECT_FALSE(same("North Korea", "South Korea"));
  EXPECT_FALSE(same("Korea Times", "South Korea"));
  EXPECT_FALSE(same("United Nations Security Council", "United Nations"));
  EXPECT_FALSE(same("Shanghai", "China"));  // a place of it
  EXPECT_FALSE(same("Niger", "Nigeria"));
}

TEST_F(Evaluation, PersonsByPartsOfTheirNames) {
  EXPECT_TRUE(same("Osterblom", "Harald Osterblom"));
  EXPECT_TRUE(same("Foreign Minister Harald Osterblom", "Osterblom"));
  EXPECT_TRUE(same("Tresnak Ludvik", "Ludvik Třešňák"));
  EXPECT_TRUE(same("H. Osterblom", "Harald Osterblom"));
  EXPECT_FALSE(same("Hanna Osterblom", "Harald Osterblom"));
  EXPECT_FALSE(same("", "Harald Osterblom"));
  EXPECT_FALSE(same("the", "the"));
}

TEST_F(Evaluation, TheSameSetOfActors) {
  EXPECT_EQ(score({gold({"Harald Osterblom", "France"})}, {found({"Paris", "Osterblom"})}), (Counts{1, 0, 0}));
  EXPECT_EQ(score({gold({"Harald Osterblom", "France"})}, {found({"Osterblom"})}), (Counts{0, 1, 1}));
  EXPECT_EQ(score({gold({"Harald Osterblom"})}, {found({"Osterblom", "France"})}), (Counts{0, 1, 1}));
  // Named twice is one actor.
  EXPECT_EQ(score({gold({"Norway", "France"})}, {found({"Paris", "France", "Norway"})}), (Counts{1, 0, 0}));
  EXPECT_EQ(score({gold({})}, {found({})}), (Counts{1, 0, 0}));
}

TEST_F(Evaluation, AliasesAndOptionalActors) {
  auto event = gold({"Harald Osterblom", "farmers"});
  event.actors[0].aliases = {"Norway"};
  event.optional_actors = {"Kenya"};
  EXPECT_EQ(score({event}, {found({"Norway", "farmers"})}), (Counts{1, 0, 0}));
  EXPECT_EQ(score({event}, {found({"Norway", "Harald Osterblom", "farmers"})}), (Counts{1, 0, 0}));
  EXPECT_EQ(score({event}, {found({"Osterblom", "farmers", "Kenya"})}), (Counts{1, 0, 0}));
  EXPECT_EQ(score({event}, {found({"Osterblom", "farmers", "Chad"})}), (Counts{0, 1, 1}));
  EXPECT_EQ(score({event}, {found({"Osterblom", "Kenya"})}), (Counts{0, 1, 1}));
}

TEST_F(Evaluation, OptionalEventsCostNothing) {
  auto optional = gold({"Norway", "France"});
  optional.optional = true;
  EXPECT_EQ(score({optional}, {}), (Counts{0, 0, 0}));
  EXPECT_EQ(score({optional}, {found({"Norway", "France"})}), (Counts{0, 0, 0}));
  // It forgives one event, not two.
  EXPECT_EQ(score({optional}, {found({"Norway", "France"}), found({"Norway", "France"})}), (Counts{0, 1, 0}));
  EXPECT_EQ(score({optional, gold({"Norway", "France"})}, {found({"Norway", "France"})}), (Counts{1, 0, 0}));
}

TEST_F(Evaluation, AsManyPairsAsThereCanBe) {
  auto either = gold({"Norway", "France"});
  either.actors[0].aliases = {"Sweden"};
  EXPECT_EQ(score({either, gold({"Norway", "France"})}, {found({"Norway", "France"}), found({"Sweden", "France"})}),
            (Counts{2, 0, 0}));
  auto const pairs =
      maximum_matching(2, 2, [](std::size_t left, std::size_t right) { return left == 0 || right == 0; });
  EXPECT_THAT(pairs, ElementsAre(1U, 0U));
}

TEST_F(Evaluation, DatesAndSpans) {
  auto event = gold({"Norway", "France"});
  auto guess = found({"Norway", "France"});
  guess.date = parse_day_span("2024-05-14");
  EXPECT_EQ(score({event}, {guess}, Strictness::kDates), (Counts{1, 0, 0}));  // any date
  event.date = parse_day_span("2024-05");
  EXPECT_EQ(score({event}, {guess}, Strictness::kDates), (Counts{0, 1, 1}));
  EXPECT_EQ(score({event}, {guess}, Strictness::kDates, true), (Counts{1, 0, 0}));
  guess.date = parse_day_span("2024-05-01/2024-05-31");
  EXPECT_EQ(score({event}, {guess}, Strictness::kDates), (Counts{1, 0, 0}));
  guess.date.reset();
  EXPECT_EQ(score({event}, {guess}, Strictness::kDates, true), (Counts{0, 1, 1}));
  EXPECT_EQ(to_string(*parse_day_span("2023/2024-02")), "2023-01-01/2024-02-29");
  EXPECT_FALSE(parse_day_span("2024-02-30"));
  EXPECT_FALSE(parse_day_span("2024-02/2024-01"));
  EXPECT_FALSE(parse_day_span("spring"));
}

TEST_F(Evaluation, SentencesOverlap) {
  auto event = gold({"Norway"});
  auto guess = found({"France"});
  event.sentences = {"OSLO: The two ministers met on Monday, an aide said."};
  guess.sentences = {"The two ministers met on Monday, an aide said."};
  EXPECT_EQ(score({event}, {guess}, Strictness::kSentences), (Counts{1, 0, 0}));
  guess.sentences = {"The two ministers did not meet on Monday, it was said by nobody."};
  EXPECT_EQ(score({event}, {guess}, Strictness::kSentences), (Counts{0, 1, 1}));
  event.sentences = guess.sentences = {"They met."};
  EXPECT_EQ(score({event}, {guess}, Strictness::kSentences), (Counts{1, 0, 0}));
}

TEST_F(Evaluation, FaultsAreListed) {
  auto event = gold({"Norway", "France"});
  event.date = parse_day_span("2024-05-14");
  event.sentences = {"They met."};
  score({event}, {found({"Chad", "France"})});
  ASSERT_EQ(faults_.size(), 2U);
  EXPECT_FALSE(faults_[0].missed);
  EXPECT_THAT(faults_[0].actors, ElementsAre("Chad", "France"));
  EXPECT_TRUE(faults_[1].missed);
  EXPECT_EQ(faults_[1].sentence, "They met.");
  score({event}, {found({"Norway", "France"})});
  EXPECT_THAT(faults_, IsEmpty());
}

TEST(Counts, Rates) {
  Counts const counts{3, 1, 2};
  EXPECT_DOUBLE_EQ(counts.precision(), 0.75);
  EXPECT_DOUBLE_EQ(counts.recall(), 0.6);
  EXPECT_NEAR(counts.f1(), 2 * 0.75 * 0.6 / 1.35, 1e-12);
  EXPECT_EQ(Counts{}.f1(), 0);
}

TEST(Categories, FoldedAndCounted) {
  EXPECT_EQ(fold_category("concede"), "YIELD");
  EXPECT_EQ(fold_category("INVESTIGATE"), "ACCUSE");
  EXPECT_EQ(fold_category("Consult"), "CONSULT");
  CategoryScorer scorer;
  scorer.add({"CONSULT"}, {"CONSULT", "AID"});
  scorer.add({"CONSULT", "REJECT"}, {"REJECT"});
  scorer.add({"REJECT"}, {});
  auto const labelled = scorer.labelled();
  ASSERT_EQ(labelled.size(), 2U);
  EXPECT_EQ(labelled.at("CONSULT"), (Counts{1, 0, 1}));
  EXPECT_EQ(scorer.micro(), (Counts{2, 1, 2}));
  EXPECT_DOUBLE_EQ(scorer.macro_f1(), (2.0 / 3 + 2.0 / 3) / 2);
  EXPECT_EQ(scorer.outside(), 1U);
  EXPECT_DOUBLE_EQ(scorer.covered(), 2.0 / 3);
}

}  // namespace
}  // namespace dragoman
