#pragma once
// The target of a request line, decoded.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"

namespace dragoman {

struct Target {
  std::vector<std::string> segments;  // "/" has none; "/a/" has a last empty one
  std::vector<std::pair<std::string, std::string>> params;
};

/// Origin form ("/a?b=c") or absolute form ("http://host/a"). Everything decoded is UTF-8; '+' in the query is a space.
Result<Target> parse_target(std::string_view target);

}  // namespace dragoman
