#pragma once
// Dates, names and sources in the words of a table.

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "server/text/table.h"

namespace dragoman {

/// "2023-10-19", "2023-10-18 to 2023-10-19"; empty when the object is not a date.
std::string date_words(boost::json::object const& date);
/// When an event was; "undated" when no text says so.
std::string event_date_words(boost::json::object const& event);
/// "A, B → C", or "A, B, C" where it does not matter who is which.
std::string participant_words(boost::json::object const& event);
/// "A; B": a member (name or actor) of the participants in a role.
std::string in_role(boost::json::object const& event, std::string_view role, std::string_view member);

/// The sentence, and who says so: "The Delta Courier, 2025-10-01, article sample-01". `more` comes after that.
Cell evidence_cell(boost::json::object const& evidence, std::string const& more);

}  // namespace dragoman
