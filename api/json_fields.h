#pragma once
// Reading the fields of JSON objects from outside, with errors that name the field.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "api/input_error.h"
#include "graph/dates.h"

namespace dragoman {

using FieldNames = std::span<std::string_view const>;

struct Field {
  std::string_view name;
  boost::json::value const* value = nullptr;  // null: absent
};

/// The text must be one JSON object and nothing else; `what` ("An article") begins the sentence that says so.
Read<boost::json::object> parse_object(std::string_view text, std::string_view what);

/// The first name under which there is something; null counts as nothing.
Field find_field(boost::json::object const& object, FieldNames names);

std::string_view kind_name(boost::json::value const& value);
InputError fault(std::string_view field, std::string detail);
/// "…" must be `wanted`, not a number.
InputError wrong_type(Field const& field, std::string_view wanted);

bool is_blank(std::string_view text);
bool has_control_characters(std::string_view text);
/// NUL characters become spaces.
std::string clean(std::string_view text);

/// A short optional string; empty when absent.
Read<std::string> read_string(Field const& field, std::size_t most_bytes);
std::optional<std::int64_t> whole_number(boost::json::value const& value);
/// A day as parse_published() reads it; nothing when absent or blank.
Read<std::optional<Day>> read_day(Field const& field);

}  // namespace dragoman
