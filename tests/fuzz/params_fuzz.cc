// Any query string against each operation's parameters, and any bytes as a cursor.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/cursor.h"
#include "api/export/export_params.h"
#include "api/params.h"
#include "api/published.h"
#include "api/text_check.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

/// "name\nvalue\nname\nvalue…": any bytes make some list.
ParamList to_params(std::string_view input) {
  ParamList params;
  while (!input.empty()) {
    auto const end_of_name = input.find('\n');
    auto const rest = end_of_name == std::string_view::npos ? std::string_view() : input.substr(end_of_name + 1);
    auto const end_of_value = rest.find('\n');
    params.emplace_back(input.substr(0, end_of_name), rest.substr(0, end_of_value));
    input = end_of_value == std::string_view::npos ? std::string_view() : rest.substr(end_of_value + 1);
  }
  return params;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const params = to_params(input);
  for (auto const known : {event_list_parameters(), timeline_parameters(), met_parameters(), meetings_parameters(),
                           path_parameters(), actor_search_parameters(), export_parameters(), network_parameters()}) {
    auto const query = parse_query(params, known, {});
    if (query) {
      require(query->limit >= 1 && query->limit <= 1000);
      require(!to_text(query->filter, query->order).empty());
    } else {
      require(!query.error().detail.empty() && !invalid_utf8_at(query.error().detail));
    }
  }
  std::array<std::uint32_t, 2> position{};
  require(!decode_cursor(input, "list", position) || encode_cursor("list", position) == input);
  static_cast<void>(parse_published(input));
  return 0;
}
