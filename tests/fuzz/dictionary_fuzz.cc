// Any bytes as a dictionary of a user, a table or in the PETRARCH format.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "coder/actors/dictionary.h"
#include "coder/actors/petrarch_file.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view kStates =
    "slug\tname\tiso2\tiso3\tcameo\tadjectives\tpeople\tcapital\tseats\taliases\n"
    "france\tFrance\tFR\tFRA\tFRA\tFrench\tFrench\tParis\tElysee\t\n";
constexpr std::string_view kTitles = "title\tclass\trank\nminister\tminister\t2\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const file = parse_petrarch(input);
  for (auto const& entry : file.entries) {
    require(entry.line != 0 && !entry.names.empty() && !entry.codes.empty());
    for (auto const& name : entry.names) require(!name.empty());
    for (auto const& code : entry.codes) require(code.code.size() % 3 == 0);
  }
  for (auto const& fault : file.faults) require(fault.line != 0 && !fault.reason.empty());

  std::vector<DictionaryFile> const files{
      {"states.tsv", kStates}, {"titles.tsv", kTitles}, {"persons.tsv", input, true}};
  auto const dictionary = ActorDictionary::load(files);
  if (dictionary) {
    for (std::uint32_t i = 0; i < dictionary->size(); ++i) {
      auto const& actor = dictionary->entry(i).actor;
      require(!actor.slug.empty() && dictionary->find(actor.slug) == i);
      require(actor.country.empty() || dictionary->find(actor.country));
    }
  } else {
    require(!dictionary.error().message.empty());
  }
  return 0;
}
