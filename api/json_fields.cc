#include "api/json_fields.h"

#include <algorithm>

#include "api/published.h"
#include "api/text_check.h"

namespace dragoman {

namespace json = boost::json;

Read<json::object> parse_object(std::string_view text, std::string_view what) {
  if (auto const at = invalid_utf8_at(text)) {
    return fault("", "Byte " + std::to_string(*at + 1) + " is not valid UTF-8.");
  }
  json::stream_parser parser(json::storage_ptr(), json::parse_options{.max_depth = 32});
  boost::system::error_code ec;
  auto const taken = parser.write_some(text.data(), text.size(), ec);
  if (!ec && text.find_first_not_of(" \t\r\n", taken) != std::string_view::npos) ec = json::error::extra_data;
  if (!ec) parser.finish(ec);
  if (ec == json::error::incomplete) return fault("", "Malformed JSON: it ends too early.");
  if (ec) return fault("", "Malformed JSON at byte " + std::to_string(taken + 1) + ": " + ec.message() + ".");
  auto value = parser.release();
  if (!value.is_object())
    return fault("", std::string(what) + " must be a JSON object, not " + std::string(kind_name(value)) + ".");
  return std::move(value.get_object());
}

Field find_field(json::object const& object, FieldNames names) {
  for (auto const name : names) {
    auto const* found = object.if_contains(name);
    if (found != nullptr && !found->is_null()) return {name, found};
  }
  return {names.front(), nullptr};
}

std::string_view kind_name(json::value const& value) {
  switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_: return "a number";
    case json::kind::string: return "a string";
    case json::kind::array: return "an array";
    case json::kind::object: return "an object";
  }
  return "something else";
}

InputError fault(std::string_view field, std::string detail) { return {std::string(field), std::move(detail)}; }

InputError wrong_type(Field const& field, std::string_view wanted) {
  return fault(field.name, "\"" + std::string(field.name) + "\" must be " + std::string(wanted) + ", not " +
                               std::string(kind_name(*field.value)) + ".");
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7f; });
}

std::string clean(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\0', ' ');
  return out;
}

Read<std::string> read_string(Field const& field, std::size_t most_bytes) {
  if (field.value == nullptr) return std::string();
  auto const* text = field.value->if_string();
  if (text == nullptr) return wrong_type(field, "a string");
  if (text->size() > most_bytes) {
    return fault(field.name,
                 "\"" + std::string(field.name) + "\" is longer than " + std::to_string(most_bytes) + " bytes.");
  }
  return clean(*text);
}

std::optional<std::int64_t> whole_number(json::value const& value) {
  if (auto const* number = value.if_int64()) return *number;
  if (auto const* number = value.if_uint64(); number != nullptr && *number <= INT64_MAX) {
    return static_cast<std::int64_t>(*number);
  }
  return std::nullopt;
}

Read<std::optional<Day>> read_day(Field const& field) {
  if (field.value == nullptr) return std::optional<Day>();
  if (auto const* text = field.value->if_string()) {
    if (is_blank(*text)) return std::optional<Day>();
    if (auto const day = parse_published(*text)) return day;
  } else if (!field.value->is_number()) {
    return wrong_type(field, "a date");
  } else if (auto const number = whole_number(*field.value)) {
    if (auto const day = published_from_epoch(*number)) return day;
  }
  auto const shown = json::serialize(*field.value);
  return fault(field.name, "\"" + std::string(field.name) + "\" is not a date that is understood: " +
                               std::string(clip_utf8(shown, 100)) + " (write it as 2023-10-19).");
}

}  // namespace dragoman
