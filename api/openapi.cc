#include "api/openapi.h"

#include <utility>

extern "C" {
#include "openapi_declarations.inc"
}

namespace dragoman {

std::string_view openapi_document() {
  static std::pair<std::string_view, std::string_view> const kRows[] = {
#include "openapi_table.inc"
  };
  return kRows[0].second;
}

}  // namespace dragoman
