#include "api/export/export_params.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <vector>

#include "api/export/formats.h"
#include "api/export/network_document.h"

namespace dragoman {
namespace {

template <class Formats>
bool is_named(Formats const& formats, std::string_view name) {
  return std::any_of(formats.begin(), formats.end(), [&](auto const& format) { return format.name == name; });
}

std::string set_what(Query& query, std::string_view value, bool) {
  if (find_export_format(value, {}) == nullptr) return "it must be events, articles or actors";
  query.what = std::string(value);
  return {};
}

std::string set_format(Query& query, std::string_view value, bool) {
  auto const formats = export_formats();
  if (!is_named(formats, value)) {
    std::string known;
    for (auto const& format : formats) {
      if (format.what == "events") known.append(known.empty() ? "" : ", ").append(format.name);
    }
    return "known formats are " + known;
  }
  query.format = std::string(value);
  return {};
}

std::string set_network_format(Query& query, std::string_view value, bool) {
  if (!is_named(network_formats(), value)) return "known formats are json, gexf, graphml";
  query.format = std::string(value);
  return {};
}

/// Fewer than on a page: an answer holds what all of them have to do with each other.
std::string set_neighbours(Query& query, std::string_view value, bool) {
  constexpr std::size_t kMost = 200;
  std::size_t number = 0;
  auto const* end = value.data() + value.size();
  auto const [at, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || at != end || number < 1 || number > kMost)
    return "it must be a whole number from 1 to " + std::to_string(kMost);
  query.limit = number;
  return {};
}

bool is_of_pages(Parameter const& parameter) {
  return parameter.name == "limit" || parameter.name == "cursor" || parameter.name == "sort";
}

std::vector<Parameter> without_pages(std::span<Parameter const> parameters) {
  std::vector<Parameter> left;
  std::remove_copy_if(parameters.begin(), parameters.end(), std::back_inserter(left), is_of_pages);
  return left;
}

}  // namespace

std::span<Parameter const> export_parameters() {
  static auto const all = [] {
    auto parameters = without_pages(event_list_parameters());
    parameters.push_back({.name = "what", .set = set_what});
    parameters.push_back({.name = "format", .set = set_format});
    return parameters;
  }();
  return all;
}

std::span<Parameter const> network_parameters() {
  static auto const all = [] {
    auto parameters = without_pages(met_parameters());
    auto const listed = event_list_parameters();
    auto actor = *std::find_if(listed.begin(), listed.end(), [](auto const& p) { return p.name == "actor"; });
    actor.required = true;
    parameters.insert(parameters.begin(), actor);
    parameters.push_back({.name = "limit", .set = set_neighbours});
    parameters.push_back({.name = "format", .set = set_network_format});
    return parameters;
  }();
  return all;
}

}  // namespace dragoman
