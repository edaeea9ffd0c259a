#pragma once
// A long line of articles put, replaced and taken out, the same for every process that knows the seed, and what must be
// known after each step, worked out without the knowledge base.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "api/knowledge_base.h"

namespace dragoman::testing {

/// As many steps may be under way, submitted and not yet acknowledged.
inline constexpr std::size_t kMostUnderWay = 32;

struct Step {
  bool erase = false;
  Article article;
};
Step step_at(std::uint32_t seed, std::uint64_t number);

void submit(KnowledgeBase& knowledge, Step step, IngestDone done);

/// Articles by id.
using Articles = std::map<std::string, Article>;
void take_step(Articles& articles, Step const& step);
/// The events that `articles` tell, as events_in() gives them.
std::vector<std::string> events_told(Articles const& articles);

Articles articles_in(KnowledgeBase const& knowledge);
/// all_events(), the articles of each event in order.
std::vector<std::string> events_in(KnowledgeBase const& knowledge);

}  // namespace dragoman::testing
