// crash_tool DIR SEED FROM: goes on with the history of this seed from step FROM, in the database DIR, printing the
// number of each step once it is acknowledged, until killed.

#include <unistd.h>

#include <iostream>
#include <string>

#include "tests/api/crash_history.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

int go_on(std::string const& directory, std::uint32_t seed, std::uint64_t from) {
  auto store = open_rocks_store({.directory = directory});
  if (!store) {
    std::cout << store.error().message << std::endl;
    return 1;
  }
  World const world(
      std::move(*store),
      {.coding_threads = 2, .queue_articles = kMostUnderWay, .group_articles = 1 + (seed + from) % kMostUnderWay});
  for (auto number = from;; ++number) {
    submit(*world.knowledge, number, step_at(seed, number), [number](std::optional<Error> const& error) {
      auto const line = (error ? error->message : std::to_string(number)) + '\n';
      if (::write(STDOUT_FILENO, line.data(), line.size()) < 0 || error) ::_exit(1);
    });
  }
}

}  // namespace
}  // namespace dragoman::testing

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "usage: crash_tool DIR SEED FROM\n";
    return 2;
  }
  return dragoman::testing::go_on(words[1], static_cast<std::uint32_t>(std::stoul(words[2])), std::stoull(words[3]));
}
