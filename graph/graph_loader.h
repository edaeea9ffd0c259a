#pragma once
// The first graph, at start-up, when everything that it will hold is known.

#include <cstddef>
#include <memory>
#include <vector>

#include "graph/event_graph.h"

namespace dragoman {

/// Makes the same graph as GraphWriter::apply would of the same actors and events, many times faster: every list is
/// built once, from the bottom, instead of growing. Events come in parts; different parts may be filled by different
/// threads at the same time, and actors by one more.
class GraphLoader {
 public:
  /// Event ids are divided among the parts in runs of so many: two parts must not share one.
  static constexpr std::uint32_t kEventsInRun = 32;

  explicit GraphLoader(std::size_t parts);
  ~GraphLoader();
  GraphLoader(GraphLoader const&) = delete;
  GraphLoader& operator=(GraphLoader const&) = delete;

  /// Each id once.
  void put_actor(ActorId id, Actor const& actor);
  /// Each id once.
  void put_event(std::size_t part, Event const& event);

  /// Once, when all are put; works on so many threads. Throws std::invalid_argument when an event names an actor that
  /// was not put, std::logic_error when two parts share a run.
  std::shared_ptr<EventGraph const> finish(unsigned threads);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dragoman
