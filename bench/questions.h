#pragma once
// The same questions, drawn once, put to whoever can answer them.

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/event_table.h"

namespace dragoman {

struct Window {
  std::int32_t from = 0;  // days since 1970-01-01, both inclusive
  std::int32_t to = 0;
};

using ActorPair = std::pair<std::uint32_t, std::uint32_t>;

/// Actors are numbers of the table. The same table gives the same questions, in every process.
struct Questions {
  std::vector<std::uint32_t> actors;          // drawn uniformly from all
  std::vector<std::uint32_t> busiest;         // the 20 with the most rows, over and over
  std::vector<Window> months;                 // 30 days, one for each of the above
  std::vector<ActorPair> pairs;               // drawn uniformly from those that met
  std::vector<ActorPair> busiest_pairs;       // the 20 that met on most days, over and over
  std::vector<ActorPair> strangers;           // two actors drawn uniformly from those that met anybody
  std::vector<std::string_view> actor_names;  // of the table
};
/// `table` must outlive the questions.
Questions draw_questions(EventTable const& table, std::size_t count);

/// Each answer is read to its last column; what comes back is the number of rows, so that answers can be compared.
class Answerer {
 public:
  virtual ~Answerer() = default;
  virtual std::size_t timeline(std::uint32_t actor) = 0;                              // newest 50 events
  virtual std::size_t met(std::uint32_t actor) = 0;                                   // count, first, last of each
  virtual std::size_t met_most(std::uint32_t actor) = 0;                              // the same, of the first 50
  virtual std::size_t met_within(std::uint32_t actor, Window const& window) = 0;      // the same, of a month
  virtual std::size_t meetings_of_pair(std::uint32_t actor, std::uint32_t with) = 0;  // newest 50
  virtual std::size_t path(std::uint32_t from, std::uint32_t to) = 0;                 // actors on it; 0: none
};

/// Prints one line for each kind of question: name, median and p99 in microseconds, number of queries, rows answered.
/// Each kind is asked once through to warm up (at most `seconds`), then timed until the questions end or `seconds`
/// are over.
void ask(Answerer& answerer, Questions const& questions, std::string_view who, double seconds, bool paths);

}  // namespace dragoman
