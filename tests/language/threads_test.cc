#include <thread>

#include <gtest/gtest.h>

#include "shipped.h"

namespace dragoman {
namespace {

TEST(Analyse, IsTheSameOnEveryThread) {
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) {
    texts.push_back("BERLIN (AP) - Minister " + std::to_string(i) + " met Angela Merkel on May " +
                    std::to_string(i + 1) + ". The talks \u2018failed\u2019, she said.");
  }
  std::vector<std::string> expected;
  for (auto const& text : texts) expected.push_back(describe(shipped_language().analyse(text)));
  std::vector<std::vector<std::string>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& results : found) {
      threads.emplace_back([&results, &texts] {
        for (auto const& text : texts) results.push_back(describe(shipped_language().analyse(text)));
      });
    }
  }
  for (auto const& results : found) EXPECT_EQ(results, expected);
}

}  // namespace
}  // namespace dragoman
