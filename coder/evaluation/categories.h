#pragma once
// Types alone, on single sentences that are labelled with PLOVER categories.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "coder/coder.h"
#include "coder/evaluation/scorer.h"

namespace dragoman {

/// Categories that editions of PLOVER name or cut differently are one: CONCEDE and RETREAT are YIELD, DEMAND is
/// REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT. Case does not matter.
std::string fold_category(std::string_view category);

/// The categories of all events of a text.
std::set<std::string> found_categories(CodedArticle const& coded);

class CategoryScorer {
 public:
  /// Both folded.
  void add(std::set<std::string> const& gold, std::set<std::string> const& found);

  /// The categories that some sentence is labelled with.
  std::map<std::string, Counts> labelled() const;
  /// Over all categories, those that no sentence is labelled with included.
  Counts micro() const;
  /// The mean F1 of the labelled categories.
  double macro_f1() const;
  /// Found categories that no sentence is labelled with.
  std::size_t outside() const;
  /// How many of the sentences have some event.
  double covered() const;

 private:
  std::map<std::string, Counts> counts_;
  std::size_t sentences_ = 0;
  std::size_t with_events_ = 0;
};

}  // namespace dragoman
