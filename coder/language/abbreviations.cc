#include "coder/language/abbreviations.h"

#include <unordered_map>

namespace dragoman {
namespace {

using enum Abbreviation;

std::unordered_map<std::string_view, Abbreviation> const& table() {
  static std::unordered_map<std::string_view, Abbreviation> const abbreviations = {
#include "abbreviations.inc"
  };
  return abbreviations;
}

}  // namespace

std::optional<Abbreviation> find_abbreviation(std::string_view word) {
  auto const found = table().find(word);
  if (found == table().end()) return std::nullopt;
  return found->second;
}

}  // namespace dragoman
