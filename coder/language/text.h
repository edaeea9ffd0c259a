#pragma once
// Text made fit for the tokeniser, with the way back to the original bytes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Valid UTF-8 with straight quotes, one kind of dash and of space, line breaks as "\n", and nothing invisible. What is
/// no UTF-8 or a control character is a space.
class CleanText {
 public:
  /// `original` must outlive the CleanText and be smaller than 4 GiB.
  explicit CleanText(std::string_view original);

  std::string_view text() const { return text_; }
  /// Where the character at text()[at] begins and ends in the original.
  std::uint32_t original_begin(std::size_t at) const { return origins_[at]; }
  std::uint32_t original_end(std::size_t at) const;

 private:
  std::string_view original_;
  std::string text_;
  std::vector<std::uint32_t> origins_;  // of each byte of text_
};

}  // namespace dragoman
