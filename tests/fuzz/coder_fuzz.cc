// Any bytes as the text of an article, through the whole coder.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "coder/coder.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

Coder const& coder() {
  static auto const loaded = Coder::load({});
  require(static_cast<bool>(loaded));
  return **loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Article const article{.id = "a",
                        .text = std::string(reinterpret_cast<char const*>(data), size),
                        .published = Day{std::chrono::year{2024} / 5 / 15}};
  auto const coded = coder().code(article);
  require(coded.actors.size() == coded.as_named.size());
  for (auto const& event : coded.events) {
    require(!event.participants.empty() && !event.evidence.empty());
    for (auto const& participant : event.participants) require(participant.actor < coded.actors.size());
    for (auto const& evidence : event.evidence) require(evidence.begin < evidence.end && evidence.end <= size);
    if (event.date) require(event.date->start <= event.date->end);
  }
  return 0;
}
