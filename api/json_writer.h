#pragma once
// Writes JSON text straight into a string: answers are made without a tree of values in between.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/dates.h"

namespace dragoman {

/// Places the commas; the caller balances begin and end, and gives each member its key. Strings must be valid UTF-8;
/// keys need no escapes.
class JsonWriter {
 public:
  /// Appends to `out`, which must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(char const* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::same_as<bool> auto truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& value(std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>) {
    return unsigned_value(number);
  }
  JsonWriter& value(std::signed_integral auto number) { return signed_value(number); }
  /// Shortest digits that read back as the same number, always with a decimal point.
  JsonWriter& value(float number);
  JsonWriter& value(double number);
  JsonWriter& value(Day day);
  template <class T>
  JsonWriter& value(std::optional<T> const& maybe) {
    return maybe ? value(*maybe) : null();
  }
  JsonWriter& null() { return raw("null"); }
  /// `json` is already JSON: a value, or members of the object that is open.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& member(std::string_view name, T const& content) {
    return key(name).value(content);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& unsigned_value(std::uint64_t number);
  JsonWriter& signed_value(std::int64_t number);
  void separate();
  void escape(std::string_view text);

  std::string& out_;
  bool comma_ = false;  // the next value or key needs one before it
};

}  // namespace dragoman
