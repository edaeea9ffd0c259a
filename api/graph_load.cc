#include "api/graph_load.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <vector>

#include "graph/graph_loader.h"

namespace dragoman {
namespace {

// Many parts, so that all threads end at about the same time, wherever the gaps between ids are; not so small that
// reading ahead past a part's end counts.
constexpr std::uint32_t kEventsInPart = 8192 * GraphLoader::kEventsInRun;

class Load {
 public:
  Load(StoreSnapshot const& snapshot, EventId next, ActorIndex& names)
      : snapshot_(snapshot), names_(names), parts_(next.value / kEventsInPart + 1), loader_(parts_) {}

  /// Until nothing is left to read; any number of threads at a time.
  Result<void> read() {
    auto result = read_actors();
    for (auto part = next_part_++; result && part < parts_ && !failed_; part = next_part_++) result = read_events(part);
    if (!result) failed_ = true;
    return result;
  }

  std::shared_ptr<EventGraph const> finish(unsigned threads) { return loader_.finish(threads); }

 private:
  /// By the first thread that comes.
  Result<void> read_actors() {
    if (actors_taken_.exchange(true)) return {};
    return snapshot_.for_each_actor([this](ActorId id, Actor const& actor) {
      loader_.put_actor(id, actor);
      names_.put(id, actor);
      return !failed_;
    });
  }

  Result<void> read_events(std::size_t part) {
    auto const from = static_cast<std::uint32_t>(part) * kEventsInPart;
    return snapshot_.for_each_event(EventId{from}, [&](Event const& event) {
      auto const ours = event.id.value / kEventsInPart == part || part + 1 == parts_;
      if (ours) loader_.put_event(part, event);
      return ours && !failed_;
    });
  }

  StoreSnapshot const& snapshot_;
  ActorIndex& names_;
  std::size_t parts_;
  GraphLoader loader_;
  std::atomic<bool> actors_taken_{false};
  std::atomic<std::size_t> next_part_{0};
  std::atomic<bool> failed_{false};
};

}  // namespace

Result<std::shared_ptr<EventGraph const>> load_graph(StoreSnapshot const& snapshot, EventId next, unsigned threads,
                                                     ActorIndex& names) {
  Load load(snapshot, next, names);
  std::vector<std::future<Result<void>>> others;
  for (unsigned i = 1; i < threads; ++i)
    others.push_back(std::async(std::launch::async, [&load] { return load.read(); }));
  std::vector<Result<void>> results{load.read()};
  for (auto& other : others) results.push_back(other.get());
  for (auto const& result : results)
    if (!result) return result.error();
  return load.finish(threads);
}

}  // namespace dragoman
