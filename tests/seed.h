#pragma once
// Seeds of tests that take chances: printed, and given again through the environment.

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace dragoman::test {

/// A new seed each run, unless DRAGOMAN_TEST_SEED is set. What a seed can not bring back is the timing of processes.
inline std::uint32_t chosen_seed() {
  auto const* given = std::getenv("DRAGOMAN_TEST_SEED");
  auto const seed = given != nullptr ? static_cast<std::uint32_t>(std::stoul(given)) : std::random_device{}();
  std::cout << "DRAGOMAN_TEST_SEED=" << seed << std::endl;
  return seed;
}

}  // namespace dragoman::test
