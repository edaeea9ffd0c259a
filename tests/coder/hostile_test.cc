// Text that nobody would print: the coder answers the same every time, in time proportional to the text.

#include <ctime>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coder/coder.h"
#include "tests/scale.h"

namespace dragoman {
namespace {

Coder const& coder() {
  static auto const loaded = Coder::load({});
  EXPECT_TRUE(loaded) << loaded.error().message;
  return **loaded;
}

Article article(std::string text) {
  return {.id = "a", .text = std::move(text), .published = Day{std::chrono::year{2024} / 5 / 15}};
}

std::string describe(CodedArticle const& coded) {
  std::string out;
  for (auto const& event : coded.events) {
    out += std::string(to_string(event.type)) + ' ' + event.cameo + ' ' + event.date_text;
    for (auto const& participant : event.participants) out += ' ' + coded.actors[participant.actor].slug;
    for (auto const& evidence : event.evidence)
      out += ' ' + std::to_string(evidence.begin) + '-' + std::to_string(evidence.end);
    out += '\n';
  }
  return out;
}

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

double seconds_for(std::string const& text) {
  auto best = 1e9;
  for (int round = 0; round < (test::kUnderSanitizer ? 1 : 3); ++round) {
    auto const start = std::clock();
    static_cast<void>(coder().code(article(text)));
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

/// Sixteen times the text takes about sixteen times as long; work that grew with the square would take 256 times.
/// Under a sanitizer only the work is done: its own cost swamps the measure.
template <class Text>
void expect_proportion(Text const& text, std::size_t small) {
  constexpr std::size_t kTimes = 16;
  auto const unit = std::max(seconds_for(text(small)), 0.01);
  auto const large = seconds_for(text(small * kTimes));
  if (!test::kUnderSanitizer) {
    EXPECT_LT(large, 5.0 * kTimes * unit);
  }
}

class Hostile : public ::testing::TestWithParam<std::string_view> {};

TEST_P(Hostile, TakesTimeInProportion) {
  expect_proportion([](std::size_t bytes) { return repeated(GetParam(), bytes); }, test::scaled(2000, 5));
}

INSTANTIATE_TEST_SUITE_P(Parts, Hostile,
                         ::testing::Values("(", "the minister said that ", "He told them that they met it. ",
                                           "\"He said ", "Norway accused Sweden of lying. ",
                                           "Ann Berg of Norway met Carl Lund of Sweden on 3 May. ",
                                           "The president, the minister, the leader, ", "Foo Bar-Baz ",
                                           "rebels attacked the rebels. ", "On Monday the next day ",
                                           "talks between talks with talks of "),
                         [](auto const& tested) { return "part" + std::to_string(tested.index); });

// Phrases that refer to each other in a circle.
TEST(HostileArticle, OfPronounsThatMeanEachOther) {
  std::string text = "They and their officials said their ministers and their aides met them. ";
  for (int i = 0; i < 40; ++i) text += "Their officials and ";
  text += "their ministers said they and their leaders met their counterparts and their counterparts' aides.";
  EXPECT_TRUE(coder().code(article(text)).events.empty());
}

// Different events, people and groups every time: nothing may be compared with everything before it.
TEST(HostileArticle, OfManyEventsTakesTimeInProportion) {
  auto const told = [](std::size_t sentences) {
    std::string text;
    for (std::size_t i = 0; i < sentences; ++i) {
      auto const name = std::string{static_cast<char>('A' + i % 26)} + std::string(1 + i / 26 % 26, 'e') +
                        std::string{static_cast<char>('a' + i / 676 % 26)} + "ski";
      text += "Polish Minister Jan " + name + " met Czech rebels and accused Senator Ivan " + name +
              "ov of lying on Monday. They said the minister met him. ";
    }
    return text;
  };
  expect_proportion(told, test::scaled(60, 4));
}

TEST(HostileArticle, OfAnyBytesIsCoded) {
  std::mt19937 random(17);
  for (int round = 0; round < 50; ++round) {
    std::string text(random() % 2000, '\0');
    for (auto& byte : text) byte = static_cast<char>(random() % 256);
    auto const bytes = text.size();
    auto const coded = coder().code(article(std::move(text)));
    for (auto const& event : coded.events) {
      for (auto const& evidence : event.evidence) EXPECT_TRUE(evidence.begin < evidence.end && evidence.end <= bytes);
      for (auto const& participant : event.participants) EXPECT_LT(participant.actor, coded.actors.size());
    }
  }
}

TEST(HostileArticle, IsCodedAlikeOnEveryThread) {
  auto const text = repeated(
      "Norway accused Sweden of lying. Its minister met Ann Berg of Finland on Monday. They said \"it was fair\". ",
      5000);
  auto const alone = describe(coder().code(article(text)));
  EXPECT_THAT(alone, ::testing::HasSubstr("accusation"));
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (auto& answer : answers) threads.emplace_back([&] { answer = describe(coder().code(article(text))); });
  for (auto& thread : threads) thread.join();
  for (auto const& answer : answers) EXPECT_EQ(answer, alone);
}

TEST(CoderVersion, FollowsTheData) {
  auto const same = Coder::load({});
  EXPECT_EQ((*same)->version(), coder().version());
  CoderOptions options;
  options.actor_files = {DRAGOMAN_SOURCE_DIR "/coder/data/actors/titles.tsv"};
  auto const other = Coder::load(options);
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_NE((*other)->version(), coder().version());
}

}  // namespace
}  // namespace dragoman
