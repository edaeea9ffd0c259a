#pragma once
// Query strings → what to ask of the graph. Strict: what is not understood is refused, never ignored.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/system/result.hpp>

#include "api/evidence_filter.h"
#include "graph/aggregates.h"
#include "graph/event_graph.h"
#include "graph/queries.h"

namespace dragoman {

/// Everything that any operation can be asked; each fills the part it has parameters for.
struct Query {
  EventFilter filter;
  Order order = Order::kNewestFirst;
  std::size_t limit = 50;
  std::optional<std::string> cursor;
  std::optional<std::string> actor;  // as the client names them
  std::optional<std::string> with;
  std::optional<std::string> path_from;
  std::optional<std::string> path_to;
  std::string text;                    // what to search for
  std::optional<std::string> country;  // as the client names it; read_query() puts it into the filter
  EvidenceFilter evidence;
  TimeUnit period = TimeUnit::kMonth;
  bool all_outcomes = false;    // of a body, not only its errors
  std::string what = "events";  // to export
  std::string format;           // of the answer; empty: the default
};

struct ParamError {
  std::string parameter;
  std::string detail;  // one sentence that names the parameter and the value
};

/// One parameter of an operation. `set` returns what is wrong with the value, empty when it is fine; `first` is true
/// for the first value of a repeated parameter, which replaces the default.
struct Parameter {
  std::string_view name;
  std::string (*set)(Query& query, std::string_view value, bool first);
  bool repeatable = false;
  bool required = false;
};

using ParamList = std::vector<std::pair<std::string, std::string>>;

/// `query` holds the defaults of the operation.
boost::system::result<Query, ParamError> parse_query(ParamList const& params, std::span<Parameter const> known,
                                                     Query query);

/// What each operation accepts.
std::span<Parameter const> event_list_parameters();
std::span<Parameter const> timeline_parameters();
std::span<Parameter const> met_parameters();
std::span<Parameter const> meetings_parameters();
std::span<Parameter const> path_parameters();
std::span<Parameter const> actor_search_parameters();
std::span<Parameter const> histogram_parameters();
std::span<Parameter const> ranking_parameters();
std::span<Parameter const> changes_parameters();
std::span<Parameter const> bulk_parameters();

/// Filter and order as text: two queries with equal text list the same events in the same order.
std::string to_text(EventFilter const& filter, Order order);

}  // namespace dragoman
