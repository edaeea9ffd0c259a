#include <algorithm>
#include <mutex>

#include <rocksdb/env.h>
#include <rocksdb/write_batch.h>

#include "storage/change.h"
#include "storage/keys.h"
#include "storage/records.h"
#include "storage/rocks_checkpoint.h"
#include "storage/rocks_database.h"
#include "storage/rocks_writer.h"

namespace dragoman {
namespace {

/// Turns a Change into one WriteBatch against what the database holds now. Only the committing thread writes, so what
/// it reads stays true until it writes.
class ChangeWriter {
 public:
  ChangeWriter(std::shared_ptr<RocksDatabase const> const& database, StoreState state)
      : database_(database), state_(state) {}

  Result<void> add(Change const& change) {
    for (auto const& [id, actor] : change.actors)
      if (auto const added = add_actor(id, *actor); !added) return added;
    if (auto const added = add_events(change); !added) return added;
    for (auto const& [id, record] : change.articles)
      if (auto const added = add_article(id, record); !added) return added;
    raise_next_ids(state_, change);
    put(Family::kMeta, kStateKey, encode(state_));
    if (!status_.ok()) return to_error(status_, "gathering a change");
    return {};
  }

  rocksdb::WriteBatch& batch() { return batch_; }
  /// The store's state once the batch is written.
  StoreState const& state() const { return state_; }

 private:
  Result<void> add_actor(ActorId id, Actor const& actor) {
    auto const key = encode_key(id);
    auto const known = id < state_.next_actor ? exists(Family::kActors, key) : Result<bool>(false);
    if (!known) return known.error();
    put(Family::kActors, key, encode(actor));
    if (!known.value()) ++state_.counts.actors;
    return {};
  }

  Result<void> add_article(std::string_view id, ArticleRecord const* record) {
    auto const known = exists(Family::kArticleDigests, id);
    if (!known) return known.error();
    if (record != nullptr) {
      put(Family::kArticles, id, encode(record->article));
      put(Family::kArticleDigests, id, encode(ArticleDigest{record->content_hash, record->events}));
      if (!known.value()) ++state_.counts.articles;
    } else if (known.value()) {
      erase(Family::kArticles, id);
      erase(Family::kArticleDigests, id);
      --state_.counts.articles;
    }
    return {};
  }

  Result<void> add_events(Change const& change) {
    for (auto const& [id, event] : change.events) {
      auto const key = encode_key(id);
      // Ids not yet given out have nothing to replace.
      auto const known = id < state_.next_event ? exists(Family::kEvents, key) : Result<bool>(false);
      if (!known) return known.error();
      if (event != nullptr) {
        encode_into(*event, record_);
        put(Family::kEvents, key, record_);
        if (!*known) ++state_.counts.events;
      } else if (*known) {
        erase(Family::kEvents, key);
        --state_.counts.events;
      }
    }
    return {};
  }

  Result<bool> exists(Family family, std::string_view key) const {
    rocksdb::PinnableSlice bytes;
    auto const status = database_->db().Get({}, database_->family(family), key, &bytes);
    if (status.ok()) return true;
    if (status.IsNotFound()) return false;
    return to_error(status, "reading what a change replaces");
  }

  void put(Family family, std::string_view key, std::string_view value) {
    keep(batch_.Put(database_->family(family), key, value));
  }
  void erase(Family family, std::string_view key) { keep(batch_.Delete(database_->family(family), key)); }
  void keep(rocksdb::Status const& status) {
    if (status_.ok()) status_ = status;
  }

  std::shared_ptr<RocksDatabase const> const& database_;
  StoreState state_;
  rocksdb::WriteBatch batch_;
  std::string record_;      // its memory is used again
  rocksdb::Status status_;  // of filling the batch
};

class RocksStore final : public EventStore {
 public:
  RocksStore(std::shared_ptr<RocksDatabase const> database, std::uint64_t reserve_bytes, StoreState state)
      : database_(std::move(database)),
        reserve_bytes_(reserve_bytes),
        writer_(database_, reserve_bytes),
        state_(state) {}

  void rest() override { writer_.empty_memtables(); }

  Result<void> commit(std::span<Batch const> group) override {
    std::vector<Change> changes;
    for (auto const& batch : group) {
      auto change = resolve(batch);
      if (!change) return change.error();
      if (!change->empty()) changes.push_back(std::move(*change));
    }
    for (auto const& change : changes) {
      auto const before = state();
      ChangeWriter writer(database_, before);
      if (auto const added = writer.add(change); !added) return added;
      if (auto const written = writer_.write(writer.batch(), encode(before), &change == &changes.back()); !written)
        return written;
      std::lock_guard const lock(mutex_);
      state_ = writer.state();
    }
    return {};
  }

  std::shared_ptr<StoreSnapshot const> snapshot() const override { return make_rocks_snapshot(database_); }

  StoreCounts counts() const override { return state().counts; }
  std::optional<StoreFigures> figures() const override { return rocks_figures(*database_); }
  ActorId next_actor_id() const override { return state().next_actor; }
  EventId next_event_id() const override { return state().next_event; }

  Result<std::vector<std::string>> verify() const override { return verify_rocks(database_); }
  Result<std::shared_ptr<Checkpoint const>> checkpoint() const override {
    return make_checkpoint(*database_, reserve_bytes_);
  }

 private:
  StoreState state() const {
    std::lock_guard const lock(mutex_);
    return state_;
  }

  std::shared_ptr<RocksDatabase const> const database_;
  std::uint64_t const reserve_bytes_;
  RocksWriter writer_;
  mutable std::mutex mutex_;  // guards state_
  StoreState state_;
};

}  // namespace

Result<std::unique_ptr<EventStore>> open_rocks_store(RocksStoreOptions const& options, rocksdb::Env* env) {
  auto database = open_rocks_database(options, env);
  if (!database) return database.error();
  std::string bytes;
  auto const status = (*database)->db().Get({}, (*database)->family(Family::kMeta), kStateKey, &bytes);
  if (!status.ok()) return to_error(status, "reading the state of the database");
  auto const state = decode_state(bytes);
  if (!state) return state.error();
  return std::unique_ptr<EventStore>(std::make_unique<RocksStore>(std::move(*database), options.reserve_bytes, *state));
}

Result<std::unique_ptr<EventStore>> open_rocks_store(RocksStoreOptions const& options) {
  return open_rocks_store(options, rocksdb::Env::Default());
}

}  // namespace dragoman
