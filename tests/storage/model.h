#pragma once
// A plain model of what a store holds, kept consistent as the writer of a knowledge base would keep it, and the batches
// that bring a store to the same state.

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "storage/event_store.h"

namespace dragoman::testing {

struct Model {
  std::map<ActorId, Actor> actors;
  std::map<EventId, Event> events;
  std::map<std::string, ArticleRecord> articles;
  ActorId next_actor;
  EventId next_event;
};

/// Compares everything that a snapshot can be asked. Fails the running test.
void expect_same(StoreSnapshot const& snapshot, Model const& model);
/// Also counts, next ids and verify().
void expect_same(EventStore const& store, Model const& model);

Actor random_actor(std::mt19937& random, ActorId id);
/// Any field may be empty, long, or hold any bytes; participants among `actors` first ids.
Event random_event(std::mt19937& random, EventId id, std::uint32_t actors);
Article random_article(std::mt19937& random, std::string id);

/// Changes the model at random, a batch at a time.
class RandomWriter {
 public:
  explicit RandomWriter(std::uint32_t seed) : random_(seed) {}

  /// A batch of one to a few operations: articles ingested, replaced and deleted, events imported and erased, actors
  /// added and changed. Already applied to model().
  Batch next();
  Model const& model() const { return model_; }
  std::size_t operations() const { return operations_; }
  std::mt19937& random() { return random_; }

 private:
  std::uint32_t below(std::uint32_t end) { return std::uniform_int_distribution<std::uint32_t>(0, end - 1)(random_); }
  void put_actor();
  void ingest_article();
  void erase_article(std::string const& id);
  void import_event();
  void erase_event();
  EventId new_event();

  std::mt19937 random_;
  Model model_;
  EventId fresh_event_;  // may be erased again before any batch puts it
  std::size_t operations_ = 0;
  // What the batch being made has changed.
  std::set<ActorId> actors_;
  std::set<EventId> events_;
  std::set<std::string> articles_;
};

}  // namespace dragoman::testing
