#pragma once
// A sentence's words in lower case, and what single words name.

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coder/language/sentence.h"

namespace dragoman::dates {

/// Reading beyond either end gives empty words.
class Words {
 public:
  explicit Words(Sentence const& sentence);

  std::size_t size() const { return words_.size(); }
  std::string_view operator[](std::size_t i) const {
    return i < words_.size() ? std::string_view(words_[i]) : std::string_view{};
  }
  /// The word `distance` places before `i`.
  std::string_view before(std::size_t i, std::size_t distance = 1) const {
    return distance <= i ? (*this)[i - distance] : std::string_view{};
  }
  bool is(std::size_t i, std::initializer_list<std::string_view> any) const { return is_any((*this)[i], any); }
  bool capitalised(std::size_t i) const;

  static bool is_any(std::string_view word, std::initializer_list<std::string_view> any);

 private:
  std::vector<std::string> words_;
  std::vector<bool> capitalised_;
};

/// 1-12 for "march", "sept.", "oct".
std::optional<unsigned> month_named(std::string_view word);
std::optional<std::chrono::weekday> weekday_named(std::string_view word);
/// "a", "one" … "twelve", "twenty", "15": how many.
std::optional<int> count_named(std::string_view word);
/// 1-31 for "3", "3rd", "21st".
std::optional<unsigned> day_named(std::string_view word);
/// "1800" to "2100".
std::optional<std::chrono::year> year_named(std::string_view word);

enum class Unit { kDay, kWeek, kMonth, kYear };
/// "week", "weeks".
std::optional<Unit> unit_named(std::string_view word);

bool is_part_of_day(std::string_view word);  // morning, night
bool is_hyphen(std::string_view word);
bool is_few(std::string_view word);  // few, several, some: a number that is not told

}  // namespace dragoman::dates
