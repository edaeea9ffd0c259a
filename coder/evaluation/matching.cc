#include "coder/evaluation/matching.h"

namespace dragoman {

namespace {

/// Kuhn's augmenting paths. The depth of the recursion is the number of rights at most.
class Matching {
 public:
  Matching(std::size_t rights, std::function<bool(std::size_t, std::size_t)> const& fits)
      : fits_(fits), left_of_(rights) {}

  void pair(std::size_t left) {
    tried_.assign(left_of_.size(), false);
    find(left);
  }
  std::vector<std::optional<std::size_t>> take() { return std::move(left_of_); }

 private:
  bool find(std::size_t left) {
    for (std::size_t right = 0; right < left_of_.size(); ++right) {
      if (tried_[right] || !fits_(left, right)) continue;
      tried_[right] = true;
      if (!left_of_[right] || find(*left_of_[right])) {
        left_of_[right] = left;
        return true;
      }
    }
    return false;
  }

  std::function<bool(std::size_t, std::size_t)> const& fits_;
  std::vector<std::optional<std::size_t>> left_of_;
  std::vector<bool> tried_;
};

}  // namespace

std::vector<std::optional<std::size_t>> maximum_matching(std::size_t lefts, std::size_t rights,
                                                         std::function<bool(std::size_t, std::size_t)> const& fits) {
  Matching matching(rights, fits);
  for (std::size_t left = 0; left < lefts; ++left) matching.pair(left);
  return matching.take();
}

}  // namespace dragoman
