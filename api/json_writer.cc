#include "api/json_writer.h"

#include <charconv>
#include <cmath>

namespace dragoman {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20U || c == '"' || c == '\\'; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  auto const byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

template <class T>
std::string real_text(T number) {
  if (!std::isfinite(number)) return "null";
  char buffer[64];
  auto const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string text(buffer, end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  quote(text);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(float number) { return raw(real_text(number)); }
JsonWriter& JsonWriter::value(double number) { return raw(real_text(number)); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::unsigned_value(std::uint64_t number) {
  char buffer[24];
  auto const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return raw({buffer, end});
}

JsonWriter& JsonWriter::signed_value(std::int64_t number) {
  char buffer[24];
  auto const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return raw({buffer, end});
}

void JsonWriter::separate() {
  if (comma_) out_ += ',';
}

void JsonWriter::quote(std::string_view text) {
  out_ += '"';
  std::size_t plain = 0;  // start of the run not yet copied
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out_ += text.substr(plain, i - plain);
    append_escaped(out_, text[i]);
    plain = i + 1;
  }
  out_ += text.substr(plain);
  out_ += '"';
}

}  // namespace dragoman
