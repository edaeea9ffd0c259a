#include "server/text/shell_word.h"

#include <string_view>

namespace dragoman {

std::string shell_quoted(std::string const& text) {
  std::string out = "'";
  for (auto const c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string shell_word(std::string const& text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/";
  return text.empty() || text.find_first_not_of(kPlain) != std::string::npos ? shell_quoted(text) : text;
}

}  // namespace dragoman
