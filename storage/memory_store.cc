#include <mutex>

#include "storage/change.h"
#include "storage/event_store.h"
#include "storage/persistent_map.h"
#include "storage/verifier.h"

namespace dragoman {
namespace {

template <class T>
using Shared = std::shared_ptr<T const>;

/// All of a store at one moment. Copies are free.
struct Contents {
  PersistentMap<ActorId, Shared<Actor>> actors;
  PersistentMap<EventId, Shared<Event>> events;
  PersistentMap<std::string, Shared<ArticleRecord>> articles;
  StoreState state;
};

/// Puts, or erases when `record` is null, and keeps the count.
template <class Map, class Key, class Record>
void apply(Map& map, std::uint64_t& count, Key const& key, Record const* record) {
  bool const known = map.find(key) != nullptr;
  if (record != nullptr) {
    map.put(key, std::make_shared<Record const>(*record));
    count += known ? 0 : 1;
  } else if (known) {
    map.erase(key);
    --count;
  }
}

void apply(Contents& contents, Change const& change) {
  auto& counts = contents.state.counts;
  for (auto const& [id, actor] : change.actors) apply(contents.actors, counts.actors, id, actor);
  for (auto const& [id, event] : change.events) apply(contents.events, counts.events, id, event);
  for (auto const& [id, record] : change.articles) apply(contents.articles, counts.articles, std::string(id), record);
  raise_next_ids(contents.state, change);
}

template <class Map, class Key>
auto copy_of(Map const& map, Key const& key) {
  auto const* found = map.find(key);
  return found != nullptr ? std::optional(**found) : std::nullopt;
}

class MemorySnapshot final : public StoreSnapshot {
 public:
  explicit MemorySnapshot(Contents contents) : contents_(std::move(contents)) {}

  Result<std::optional<ArticleRecord>> article(std::string_view id) const override {
    return copy_of(contents_.articles, id);
  }
  Result<std::optional<ArticleDigest>> article_digest(std::string_view id) const override {
    auto const* found = contents_.articles.find(id);
    if (found == nullptr) return std::optional<ArticleDigest>{};
    return std::optional(ArticleDigest{(*found)->content_hash, (*found)->events});
  }
  Result<std::optional<Event>> event(EventId id) const override { return copy_of(contents_.events, id); }
  Result<std::vector<std::optional<Event>>> events(std::span<EventId const> ids) const override {
    std::vector<std::optional<Event>> found;
    found.reserve(ids.size());
    for (auto const id : ids) found.push_back(copy_of(contents_.events, id));
    return found;
  }
  Result<std::optional<Actor>> actor(ActorId id) const override { return copy_of(contents_.actors, id); }

  Result<void> for_each_actor(std::function<bool(ActorId, Actor const&)> const& visit) const override {
    contents_.actors.for_each(ActorId{0}, [&](ActorId id, auto const& actor) { return visit(id, *actor); });
    return {};
  }
  Result<void> for_each_event(EventId from, std::function<bool(Event const&)> const& visit) const override {
    contents_.events.for_each(from, [&](EventId, auto const& event) { return visit(*event); });
    return {};
  }
  Result<void> for_each_article(std::string_view from,
                                std::function<bool(ArticleRecord const&)> const& visit) const override {
    contents_.articles.for_each(from, [&](std::string const&, auto const& record) { return visit(*record); });
    return {};
  }

 private:
  Contents const contents_;
};

class MemoryStore final : public EventStore {
 public:
  Result<void> commit(std::span<Batch const> group) override {
    auto next = contents();
    for (auto const& batch : group) {
      auto const change = resolve(batch);
      if (!change) return change.error();
      apply(next, *change);
    }
    std::lock_guard const lock(mutex_);
    contents_ = std::move(next);
    return {};
  }

  std::shared_ptr<StoreSnapshot const> snapshot() const override {
    return std::make_shared<MemorySnapshot const>(contents());
  }
  StoreCounts counts() const override { return contents().state.counts; }
  ActorId next_actor_id() const override { return contents().state.next_actor; }
  EventId next_event_id() const override { return contents().state.next_event; }

  Result<std::vector<std::string>> verify() const override {
    auto const now = contents();
    Verifier verifier;
    now.actors.for_each(ActorId{0}, [&](ActorId id, auto const& actor) {
      verifier.actor(id, *actor);
      return true;
    });
    now.articles.for_each(std::string_view{}, [&](std::string const& id, auto const& record) {
      verifier.article(id, {record->content_hash, record->events});
      return true;
    });
    now.events.for_each(EventId{0}, [&](EventId, auto const& event) {
      verifier.event(*event);
      return true;
    });
    return verifier.finish(now.state);
  }

 private:
  Contents contents() const {
    std::lock_guard const lock(mutex_);
    return contents_;
  }

  mutable std::mutex mutex_;  // guards contents_
  Contents contents_;
};

}  // namespace

std::unique_ptr<EventStore> open_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace dragoman
