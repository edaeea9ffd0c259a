#pragma once
// What users of event data compute first: counts over time, the busiest actors, dyads and how cooperative they are.
// Pure functions of one EventGraph; each looks at every event that matches.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "graph/event_graph.h"

namespace dragoman {

/// Which events: those `actor` takes part in (all, without one); with `with`, those both take part in.
struct EventScope {
  std::optional<ActorId> actor;
  std::optional<ActorId> with;
  EventFilter filter;
};

enum class TimeUnit : std::uint8_t { kDay, kMonth, kYear };

struct Histogram {
  struct Bar {
    Day start;  // of the period
    std::uint32_t total = 0;
    std::array<std::uint32_t, kEventTypeCount> by_type{};
  };
  std::vector<Bar> bars;  // ascending; periods without an event are left out
  std::uint64_t total = 0;
  std::uint64_t undated = 0;  // of the total
};

/// An event counts on its first day.
Histogram histogram(EventGraph const& graph, EventScope const& scope, TimeUnit period);

/// Sums of the Goldstein (1992) scale over events whose code is of the table.
struct Goldstein {
  double sum = 0;
  std::uint32_t events = 0;

  std::optional<double> mean() const { return events == 0 ? std::nullopt : std::optional(sum / events); }
};

/// The four classes of CAMEO root codes: 01-05, 06-08, 09-13, 14-20.
enum class QuadClass : std::uint8_t {
  kVerbalCooperation,
  kMaterialCooperation,
  kVerbalConflict,
  kMaterialConflict,
};
inline constexpr std::size_t kQuadClassCount = 4;
QuadClass quad_class(CameoCode const& code);
/// "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict".
std::string_view to_string(QuadClass quad);

struct Tally {
  std::uint32_t events = 0;
  std::array<std::uint32_t, kQuadClassCount> by_quad{};  // of those whose code is of the table
  Goldstein goldstein;
  std::optional<Day> first;  // first day of the earliest dated one
  std::optional<Day> last;   // first day of the latest
};

struct ActorTally {
  ActorId actor;
  Tally tally;
  std::uint32_t as_source = 0;  // an event may count in both
  std::uint32_t as_target = 0;
};

/// The most active actors, by events, then by id; at most `limit`. `total` counts all of them.
struct ActorRanking {
  std::vector<ActorTally> actors;
  std::size_t total = 0;
};
ActorRanking top_actors(EventGraph const& graph, EventScope const& scope, std::size_t limit);

/// Who does something (a) to whom (b): each source with each target. In events that have only sources or only targets,
/// nobody.
struct DyadTally {
  ActorId a;
  ActorId b;
  Tally tally;
};

struct DyadRanking {
  std::vector<DyadTally> dyads;  // most events first, then by ids
  std::size_t total = 0;
};
/// Directed: from a source to a target. With an actor in the scope, only dyads that it is part of; with two, only those
/// two, in both directions.
DyadRanking top_dyads(EventGraph const& graph, EventScope const& scope, std::size_t limit);
/// Undirected: every two who take part in an event, whatever their roles, a < b.
DyadRanking top_pairs(EventGraph const& graph, EventScope const& scope, std::size_t limit);

}  // namespace dragoman
