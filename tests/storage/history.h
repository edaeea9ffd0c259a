#pragma once
// A history that writer and checker compute alike: step n of it, and what must stand after steps 0 … n.

#include <cstdint>

#include "model.h"

namespace dragoman::testing {

/// The batch of step n, given that the steps before were applied. Ingests a new article or replaces an older one; its
/// events gain and lose evidence.
class History {
 public:
  History() : writer_(4711) {}
  Batch next() {
    ++steps_;
    auto batch = writer_.next();
    // Step numbers ride along as the hash of a marker article.
    batch.put_articles.push_back({{.id = kMarker, .text = std::string(500, 'x')}, steps_, {}});
    return batch;
  }
  std::uint64_t steps() const { return steps_; }
  Model model() const {
    auto model = writer_.model();
    if (steps_ > 0) model.articles[kMarker] = {{.id = kMarker, .text = std::string(500, 'x')}, steps_, {}};
    return model;
  }
  static constexpr char const* kMarker = "step";

 private:
  RandomWriter writer_;
  std::uint64_t steps_ = 0;
};

/// How many steps a store has seen.
inline std::uint64_t steps_in(EventStore const& store) {
  auto const marker = store.snapshot()->article_digest(History::kMarker).value();
  return marker ? marker->content_hash : 0;
}

}  // namespace dragoman::testing
