#pragma once
// What became of everything that was sent in, since the start.

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace dragoman {

/// Counts by outcome. Any thread.
template <class Outcome, std::size_t kOutcomes>
class Tally {
 public:
  void add(Outcome outcome, std::uint64_t more = 1) {
    counts_[static_cast<std::size_t>(outcome)].fetch_add(more, std::memory_order_relaxed);
  }
  std::uint64_t of(Outcome outcome) const {
    return counts_[static_cast<std::size_t>(outcome)].load(std::memory_order_relaxed);
  }

 private:
  std::array<std::atomic<std::uint64_t>, kOutcomes> counts_{};
};

enum class ArticleOutcome : std::uint8_t { kStored, kReplaced, kDuplicate, kErased, kRejected, kFailed };
inline constexpr std::array<std::string_view, 6> kArticleOutcomes = {"stored", "replaced", "duplicate",
                                                                     "erased", "rejected", "failed"};

/// Of a coded event that somebody else made.
enum class RecordOutcome : std::uint8_t { kStored, kMerged, kDuplicate, kRejected, kFailed };
inline constexpr std::array<std::string_view, 5> kRecordOutcomes = {"stored", "merged", "duplicate", "rejected",
                                                                    "failed"};

struct IngestTally {
  Tally<ArticleOutcome, kArticleOutcomes.size()> articles;
  Tally<RecordOutcome, kRecordOutcomes.size()> records;
};

}  // namespace dragoman
