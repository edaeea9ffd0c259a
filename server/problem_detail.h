#pragma once
// What a problem document (RFC 9457) says went wrong.

#include <string>
#include <string_view>

namespace dragoman {

/// Its `detail`; empty when the body is no such document or has none.
std::string problem_detail(std::string_view body);

}  // namespace dragoman
