#pragma once
// The contract: api/openapi.json, built into the program.

#include <string_view>

namespace dragoman {

/// An OpenAPI 3.1 document as JSON.
std::string_view openapi_document();

}  // namespace dragoman
