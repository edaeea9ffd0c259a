#include "api/export/export_params.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "api/export/formats.h"

namespace dragoman {
namespace {

std::string set_what(Query& query, std::string_view value, bool) {
  if (find_export_format(value, {}) == nullptr) return "it must be events, articles or actors";
  query.what = std::string(value);
  return {};
}

std::string set_format(Query& query, std::string_view value, bool) {
  auto const formats = export_formats();
  if (std::none_of(formats.begin(), formats.end(), [&](auto const& format) { return format.name == value; })) {
    std::string known;
    for (auto const& format : formats) {
      if (format.what == "events") known.append(known.empty() ? "" : ", ").append(format.name);
    }
    return "known formats are " + known;
  }
  query.format = std::string(value);
  return {};
}

}  // namespace

std::span<Parameter const> export_parameters() {
  static auto const all = [] {
    std::vector<Parameter> parameters;
    auto const filters = event_list_parameters();
    std::copy_if(filters.begin(), filters.end(), std::back_inserter(parameters), [](Parameter const& parameter) {
      return parameter.name != "limit" && parameter.name != "cursor" && parameter.name != "sort";
    });
    parameters.push_back({.name = "what", .set = set_what});
    parameters.push_back({.name = "format", .set = set_format});
    return parameters;
  }();
  return all;
}

}  // namespace dragoman
