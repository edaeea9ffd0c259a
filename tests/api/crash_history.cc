#include "tests/api/crash_history.h"

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

/// One event, written so that equal events are equal lines.
std::string line_of(std::mt19937& random) {
  auto const from = random() % 12;
  auto const pair = "P" + std::to_string(from) + ">P" + std::to_string(from + 1 + random() % 3);
  auto const date = random() % 4 == 0 ? std::string("-") : "2023-10-" + std::to_string(10 + random() % 6);
  return (random() % 2 == 0 ? "meeting|happened|" : "visit|planned|") + date + "|" + pair;
}

/// "meeting|happened|-|P1>P2" → "meeting happened - p1 p2".
std::string shown(std::string line) {
  for (auto& c : line) {
    if (c == '|' || c == '>') c = ' ';
    if (c == 'P') c = 'p';
  }
  return line;
}

}  // namespace

Step step_at(std::uint32_t seed, std::uint64_t number) {
  std::seed_seq sequence{seed, static_cast<std::uint32_t>(number)};
  std::mt19937 random(sequence);
  constexpr unsigned kArticles = 150;
  Step step;
  step.article.id = "a" + std::to_string(random() % kArticles);
  step.erase = random() % 5 == 0;
  if (step.erase) return step;
  step.article.publisher = "example.org";
  for (auto lines = random() % 4; lines > 0; --lines) step.article.text += line_of(random) + "\n";
  // Most are short; some fill the logs, so that files are written and merged meanwhile.
  auto const size = random() % 8 == 0 ? 20'000U : 200U;
  while (step.article.text.size() < size) step.article.text += std::to_string(random()) + ' ';
  return step;
}

void submit(KnowledgeBase& knowledge, Step step, IngestDone done) {
  if (step.erase) {
    knowledge.erase(std::move(step.article.id), std::move(done));
  } else {
    knowledge.submit(std::move(step.article), std::move(done));
  }
}

void take_step(Articles& articles, Step const& step) {
  if (step.erase) {
    articles.erase(step.article.id);
  } else {
    articles[step.article.id] = step.article;
  }
}

std::vector<std::string> events_told(Articles const& articles) {
  std::map<std::string, std::set<std::string>> dated;  // line → articles
  std::vector<std::string> events;
  for (auto const& [id, article] : articles) {
    std::istringstream text(article.text);
    std::set<std::string> lines;
    for (std::string line; std::getline(text, line);) {
      if (line.find('|') != std::string::npos) lines.insert(line);
    }
    for (auto const& line : lines) {
      if (line.find("|-|") != std::string::npos) {
        events.push_back(shown(line) + " [" + id + "]");
      } else {
        dated[line].insert(id);
      }
    }
  }
  for (auto const& [line, ids] : dated) {
    std::string joined;
    for (auto const& id : ids) joined += (joined.empty() ? "" : " ") + id;
    events.push_back(shown(line) + " [" + joined + "]");
  }
  std::sort(events.begin(), events.end());
  return events;
}

Articles articles_in(KnowledgeBase const& knowledge) {
  Articles articles;
  auto const visited = knowledge.view().store->for_each_article("", [&](ArticleRecord const& record) {
    articles[record.article.id] = record.article;
    return true;
  });
  EXPECT_TRUE(visited);
  return articles;
}

std::vector<std::string> events_in(KnowledgeBase const& knowledge) {
  auto events = all_events(knowledge);
  for (auto& event : events) {
    auto const open = event.find('[');
    std::istringstream words(event.substr(open + 1, event.size() - open - 2));
    std::set<std::string> ids;
    for (std::string id; words >> id;) ids.insert(id);
    event.erase(open + 1);
    for (auto const& id : ids) event += (event.back() == '[' ? "" : " ") + id;
    event += ']';
  }
  std::sort(events.begin(), events.end());
  return events;
}

}  // namespace dragoman::testing
