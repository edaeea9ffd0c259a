// What a change of the graph and each query cost, on skewed made-up data: a few actors take part in most events.

#include <malloc.h>

#include <cmath>
#include <map>
#include <random>

#include <benchmark/benchmark.h>

#include "graph/actor_index.h"
#include "graph/graph_loader.h"
#include "graph/names.h"
#include "graph/queries.h"
#include "graph/ref.h"

namespace dragoman {
namespace {

class Made {
 public:
  Made(std::uint32_t events, std::uint32_t actors) : actors_{actors} {
    auto const before = heap();
    GraphLoader loader{1};
    for (std::uint32_t i = 0; i < actors; ++i) {
      Actor actor;
      actor.slug = "actor-number-" + std::to_string(i);
      actor.name = "Actor Number " + std::to_string(i);
      loader.put_actor(ActorId{i}, actor);
    }
    for (std::uint32_t i = 0; i < events; ++i) loader.put_event(0, some_event(i));
    writer_.go_on_from(loader.finish(1));
    next_ = events;
    graph_bytes_ = heap() - before;
  }

  Event some_event(std::uint32_t id) {
    Event event{.id = EventId{id}};
    event.type = random_() % 4U == 0 ? EventType::kMeeting : static_cast<EventType>(random_() % kEventTypeCount);
    Day const day{std::chrono::days{static_cast<int>(random_() % 12'000U)}};
    event.date = DateRange{day, day};
    auto const a = somebody();
    event.participants = {{ActorId{a}, Role::kSource}, {ActorId{(a + 1 + somebody()) % actors_}, Role::kTarget}};
    event.evidence.resize(1);
    return event;
  }
  Event next_event() { return some_event(next_++); }

  /// Rank r with a chance like 1 / r.
  std::uint32_t somebody() {
    auto const u = std::uniform_real_distribution<double>{0, 1}(random_);
    return static_cast<std::uint32_t>(std::pow(static_cast<double>(actors_), u)) - 1;
  }
  std::uint32_t anybody() { return static_cast<std::uint32_t>(random_() % actors_); }

  GraphWriter& writer() { return writer_; }
  EventGraph const& graph() const { return *writer_.current(); }
  std::size_t graph_bytes() const { return graph_bytes_; }
  std::uint32_t actors() const { return actors_; }

 private:
  static std::size_t heap() {
    auto const info = mallinfo2();
    return info.uordblks + info.hblkhd;
  }

  std::mt19937 random_{42};
  std::uint32_t actors_;
  std::uint32_t next_ = 0;
  GraphWriter writer_;
  std::size_t graph_bytes_ = 0;
};

Made& made(std::int64_t events) {
  static std::map<std::int64_t, std::unique_ptr<Made>> graphs;
  auto& graph = graphs[events];
  if (!graph)
    graph = std::make_unique<Made>(static_cast<std::uint32_t>(events), static_cast<std::uint32_t>(events / 20));
  return *graph;
}

void load(benchmark::State& state) {
  for (auto _ : state) {
    Made const graph{static_cast<std::uint32_t>(state.range(0)), static_cast<std::uint32_t>(state.range(0) / 20)};
    state.counters["bytes_per_event"] = static_cast<double>(graph.graph_bytes()) / static_cast<double>(state.range(0));
    state.counters["MB"] = static_cast<double>(graph.graph_bytes()) / 1e6;
  }
}
BENCHMARK(load)->Arg(10'000)->Arg(468'000)->Unit(benchmark::kMillisecond)->Iterations(1);

void apply(benchmark::State& state) {
  auto& graph = made(state.range(0));
  auto const size = state.range(1);
  std::uint64_t copied = 0;
  for (auto _ : state) {
    state.PauseTiming();
    GraphDelta delta;
    for (std::int64_t i = 0; i < size; ++i) delta.put_events.push_back(graph.next_event());
    auto const before = copied_bytes;
    state.ResumeTiming();
    graph.writer().apply(delta);
    copied += copied_bytes - before;
  }
  state.counters["copied_per_event"] =
      benchmark::Counter(static_cast<double>(copied) / static_cast<double>(size), benchmark::Counter::kAvgIterations);
}
BENCHMARK(apply)->ArgsProduct({{10'000, 100'000, 1'000'000}, {1, 100}})->Unit(benchmark::kMicrosecond)->Iterations(500);

void timeline_busy(benchmark::State& state) {
  auto& graph = made(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(timeline(graph.graph(), ActorId{0}, {}, {}, {}));
  state.counters["degree"] = static_cast<double>(graph.graph().degree(ActorId{0}));
}
BENCHMARK(timeline_busy)->Arg(100'000)->Arg(1'000'000);

void find_rare_type(benchmark::State& state) {
  auto& graph = made(state.range(0));
  EventFilter filter;
  filter.types.reset().set(static_cast<std::size_t>(EventType::kAssault));
  for (auto _ : state) benchmark::DoNotOptimize(find_events(graph.graph(), filter, {}));
}
BENCHMARK(find_rare_type)->Arg(1'000'000);

void met_filtered(benchmark::State& state, EventFilter const& filter, bool busy) {
  auto& graph = made(state.range(0));
  std::size_t found = 0;
  for (auto _ : state) found += met(graph.graph(), ActorId{busy ? 0 : graph.anybody()}, filter).total;
  state.counters["found"] = benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
}
BENCHMARK_CAPTURE(met_filtered, busy_happened, EventFilter::happened_meetings(), true)->Arg(100'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(met_filtered, busy_unfiltered, EventFilter{}, true)->Arg(100'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(met_filtered, uniform_happened, EventFilter::happened_meetings(), false)->Arg(1'000'000);
BENCHMARK_CAPTURE(met_filtered, uniform_unfiltered, EventFilter{}, false)->Arg(1'000'000);

/// One actor with 20,000 events among 250 counterparts, in a graph of 1,000,000.
void met_20000_events_250_counterparts(benchmark::State& state, EventFilter const& filter) {
  static auto const kGraph = [] {
    GraphDelta delta;
    auto& base = made(1'000'000);
    auto const star = base.actors();
    Actor actor;
    actor.slug = actor.name = "star";
    delta.put_actors.emplace_back(ActorId{star}, std::move(actor));
    std::mt19937 random{1};
    for (int i = 0; i < 20'000; ++i) {
      auto event = base.next_event();
      event.type = EventType::kMeeting;
      event.participants = {{ActorId{star}, Role::kSource},
                            {ActorId{static_cast<std::uint32_t>(random() % 250U) * 7}, Role::kTarget}};
      delta.put_events.push_back(std::move(event));
    }
    return std::pair{base.writer().apply(delta), ActorId{star}};
  }();
  for (auto _ : state) benchmark::DoNotOptimize(met(*kGraph.first, kGraph.second, filter));
}
BENCHMARK_CAPTURE(met_20000_events_250_counterparts, happened, EventFilter::happened_meetings());
BENCHMARK_CAPTURE(met_20000_events_250_counterparts, unfiltered, EventFilter{});

void path_filtered(benchmark::State& state, EventFilter const& filter) {
  auto& graph = made(state.range(0));
  std::size_t hops = 0;
  for (auto _ : state)
    hops += shortest_path(graph.graph(), ActorId{graph.anybody()}, ActorId{graph.anybody()}, filter).size();
  state.counters["hops"] = benchmark::Counter(static_cast<double>(hops), benchmark::Counter::kAvgIterations);
}
BENCHMARK_CAPTURE(path_filtered, happened, EventFilter::happened_meetings())
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(path_filtered, unfiltered, EventFilter{})
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMicrosecond);

void fold(benchmark::State& state, char const* name) {
  for (auto _ : state) benchmark::DoNotOptimize(fold_name(name));
}
BENCHMARK_CAPTURE(fold, ascii, "Sergei Lavrov");
BENCHMARK_CAPTURE(fold, accents, "Recep Tayyip Erdoğan");

void names(benchmark::State& state, char const* query) {
  static ActorIndex index;
  static bool const kFilled = [] {
    for (std::uint32_t i = 0; i < 50'000; ++i) {
      Actor actor;
      actor.slug = "first" + std::to_string(i % 3000) + "-last" + std::to_string(i % 20'011);
      actor.name = actor.slug;
      index.put(ActorId{i}, actor);
    }
    return true;
  }();
  benchmark::DoNotOptimize(kFilled);
  for (auto _ : state) benchmark::DoNotOptimize(index.search(query, 20));
}
BENCHMARK_CAPTURE(names, whole, "first17 last17")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(names, prefix, "las")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(names, slip, "lastt17")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace dragoman

BENCHMARK_MAIN();
