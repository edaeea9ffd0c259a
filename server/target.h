#pragma once
// The target of a request line, decoded.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/system/result.hpp>

#include "api/params.h"

namespace dragoman {

struct Target {
  std::vector<std::string> segments;  // "/" has none; "/a/" has a last empty one
  std::vector<std::pair<std::string, std::string>> params;
};

/// Origin form ("/a?b=c") or absolute form ("http://host/a"). Everything decoded is UTF-8; '+' in the query is a space.
/// The error names the parameter where it is one that is at fault.
boost::system::result<Target, ParamError> parse_target(std::string_view target);

}  // namespace dragoman
