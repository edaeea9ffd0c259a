#pragma once
// Every refusal is an RFC 9457 problem document; this is where they are made.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http_types.h"
#include "common/error.h"

namespace dragoman {

/// Hears of faults that a client is not told about. Any thread.
using FaultLog = std::function<void(std::string_view request_id, Error const& error)>;

/// Members beside the standard ones ("parameter", "field", "line"); the second is JSON.
using ProblemMembers = std::vector<std::pair<std::string_view, std::string>>;

/// problem() of http_types.h with more members.
Response problem_with(unsigned status, std::string_view detail, std::string_view request_id,
                      ProblemMembers const& members);

/// `text` as a JSON string.
std::string json_string(std::string_view text);

/// "Not Found"; "Error" for a status this API never sends.
std::string_view status_name(unsigned status);

/// The one map from ErrorCode to HTTP.
unsigned http_status(ErrorCode code);

/// The answer to a failed operation. Faults of the server (500, 507) go to `log`; the client sees no more of a 500 than
/// that it is one.
Response problem_of(Error const& error, std::string_view request_id, FaultLog const& log);

}  // namespace dragoman
