#include "server/query/members.h"

#include <boost/json/value.hpp>

#include "api/json_writer.h"

namespace dragoman {
namespace {

namespace json = boost::json;

void write_value(JsonWriter& writer, json::value const& value) {
  switch (value.kind()) {
    case json::kind::null: writer.null(); break;
    case json::kind::bool_: writer.value(value.get_bool()); break;
    case json::kind::int64: writer.value(value.get_int64()); break;
    case json::kind::uint64: writer.value(value.get_uint64()); break;
    case json::kind::double_: writer.value(value.get_double()); break;
    case json::kind::string: writer.value(std::string_view(value.get_string())); break;
    case json::kind::array:
      writer.begin_array();
      for (auto const& item : value.get_array()) write_value(writer, item);
      writer.end_array();
      break;
    case json::kind::object:
      writer.begin_object();
      for (auto const& member : value.get_object()) {
        writer.key(member.key());
        write_value(writer, member.value());
      }
      writer.end_object();
      break;
  }
}

}  // namespace

std::string text_of(json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  if (value == nullptr || value->is_structured() || value->is_null()) return {};
  return value->is_string() ? std::string(value->get_string()) : json_text(*value);
}

std::uint64_t number_of(json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  if (value == nullptr) return 0;
  if (auto const* const whole = value->if_uint64()) return *whole;
  auto const* const whole = value->if_int64();
  return whole == nullptr || *whole < 0 ? 0 : static_cast<std::uint64_t>(*whole);
}

json::object const& object_of(json::object const& object, std::string_view name) {
  static json::object const kNone;
  auto const* const value = object.if_contains(name);
  auto const* const found = value == nullptr ? nullptr : value->if_object();
  return found == nullptr ? kNone : *found;
}

std::vector<json::object> objects_of(json::object const& object, std::string_view name) {
  std::vector<json::object> objects;
  auto const* const value = object.if_contains(name);
  auto const* const array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr) return objects;
  for (auto const& item : *array)
    if (auto const* const found = item.if_object()) objects.push_back(*found);
  return objects;
}

std::string joined(std::vector<std::string> const& parts, std::string_view between) {
  std::string text;
  for (auto const& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::string json_text(json::value const& value) {
  std::string text;
  JsonWriter writer(text);
  write_value(writer, value);
  return text;
}

}  // namespace dragoman
