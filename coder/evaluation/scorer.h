#pragma once
// Precision and recall of events against labels, type by type.

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "coder/evaluation/gold.h"
#include "coder/evaluation/names.h"

namespace dragoman {

struct Counts {
  std::size_t right = 0;   // true positives
  std::size_t wrong = 0;   // false positives
  std::size_t missed = 0;  // false negatives

  double precision() const;  // 0 … 1; 0 when nothing was found
  double recall() const;     // 0 … 1; 0 when there is nothing to find
  double f1() const;

  Counts& operator+=(Counts const& other);
  friend bool operator==(Counts const&, Counts const&) = default;
};

/// What must agree besides the type.
enum class Strictness : std::uint8_t {
  kSentences,     // their sentences overlap
  kParticipants,  // the same set of actors
  kDates,         // that, and the same date
};
inline constexpr std::size_t kStrictnessCount = 3;

/// An event that was wrongly found or missed, by kParticipants.
struct ScoreFault {
  bool missed = false;
  EventType type = EventType::kOtherDiplomatic;
  std::vector<std::string> actors;
  std::optional<DaySpan> date;
  std::string sentence;
};

class Scorer {
 public:
  /// `date_within`: a day inside the labelled span is the right date. `names` outlives it.
  Scorer(NameRules const& names, bool date_within) : names_(names), date_within_(date_within) {}

  /// One labelled event pairs with at most one found event; of those left over, each that pairs with an optional
  /// labelled event is not counted. Returns what is wrong, type by type.
  std::vector<ScoreFault> add(std::span<GoldEvent const> gold, std::span<FoundEvent const> found);

  Counts const& counts(Strictness strictness, EventType type) const {
    return counts_[static_cast<std::size_t>(strictness)][static_cast<std::size_t>(type)];
  }

 private:
  NameRules const& names_;
  bool date_within_;
  std::array<std::array<Counts, kEventTypeCount>, kStrictnessCount> counts_{};
};

}  // namespace dragoman
