#pragma once
// Reading what the API answered. Nothing here fails: what is not there, or is not what it should be, is empty.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace dragoman {

/// A string as it is, a number in digits; else empty.
std::string text_of(boost::json::object const& object, std::string_view name);
std::uint64_t number_of(boost::json::object const& object, std::string_view name);
boost::json::object const& object_of(boost::json::object const& object, std::string_view name);
/// The objects in an array.
std::vector<boost::json::object> objects_of(boost::json::object const& object, std::string_view name);

/// "a, b, c", without the empty ones.
std::string joined(std::vector<std::string> const& parts, std::string_view between);

/// JSON text without spaces, numbers written as the API writes them.
std::string json_text(boost::json::value const& value);

}  // namespace dragoman
