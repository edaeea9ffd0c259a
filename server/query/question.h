#pragma once
// One GET to the API.

#include <string>
#include <utility>
#include <vector>

namespace dragoman {

/// Nothing in it is encoded.
struct Question {
  std::vector<std::string> segments;  // of the path
  std::vector<std::pair<std::string, std::string>> params;
};

/// "/v1/actors/Sergei%20Lavrov/met?from=2023-10-01".
std::string target_of(Question const& question);

}  // namespace dragoman
