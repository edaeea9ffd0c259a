#pragma once
// A long line of changes, the same for every process that knows the seed, and what must be known after each, worked out
// without the knowledge base: articles put, replaced and taken out, tables of coded events, actors merged and parted.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/knowledge_base.h"

namespace dragoman::testing {

/// As many steps may be under way, submitted and not yet acknowledged.
inline constexpr std::size_t kMostUnderWay = 32;

struct Step {
  enum class Kind : std::uint8_t { kPut, kErase, kImport, kMerge, kPart };
  Kind kind = Kind::kPut;
  Article article;                 // kPut; kErase: its id
  std::vector<std::string> lines;  // kImport: events
  std::uint32_t actor = 0;         // kMerge, kPart: "P" and this
  std::uint32_t into = 0;          // kMerge
};
/// Step 0 names all actors, so that their ids are their numbers.
Step step_at(std::uint32_t seed, std::uint64_t number);

/// `done` gets the error, if there is one; that there is nothing to erase, merge or part is none.
void submit(KnowledgeBase& knowledge, std::uint64_t number, Step step,
            std::function<void(std::optional<Error> const&)> done);

/// What tells one state from another.
struct Known {
  std::map<std::string, Article> articles;              // by id
  std::map<std::string, std::set<std::string>> tables;  // name → lines
  std::map<std::uint32_t, std::uint32_t> merged;        // actor → into

  friend bool operator==(Known const&, Known const&) = default;
};
void take_step(Known& known, std::uint64_t number, Step const& step);
/// The events of this, as events_in() gives them.
std::vector<std::string> events_told(Known const& known);

Known known_in(KnowledgeBase const& knowledge);
/// all_events(), the articles and tables of each event in order, participants too where roles mean nothing.
std::vector<std::string> events_in(KnowledgeBase const& knowledge);

}  // namespace dragoman::testing
