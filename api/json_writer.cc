#include "api/json_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace dragoman {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20U || c == '"' || c == '\\'; }

/// Length of the longest beginning that needs none, eight bytes at a time: the tests below are exact about whether
/// there is one in a word, and the loop over bytes finds it.
std::size_t plain_run(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = 0x8080808080808080;
  auto const has_zero = [](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    auto const control = (word - kOnes * 0x20) & ~word & kHighs;
    if ((control | has_zero(word ^ (kOnes * '"')) | has_zero(word ^ (kOnes * '\\'))) != 0) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

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
  char buffer[64];
  if (name.size() + 4 > sizeof buffer) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
  } else {
    auto* end = buffer;
    if (comma_) *end++ = ',';
    *end++ = '"';
    end = std::copy(name.begin(), name.end(), end);
    *end++ = '"';
    *end++ = ':';
    out_.append(buffer, end);
  }
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  if (plain_run(text) == text.size()) {
    out_.append(comma_ ? ",\"" : "\"", comma_ ? 2 : 1);
    out_ += text;
  } else {
    separate();
    out_ += '"';
    escape(text);
  }
  out_ += '"';
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(Day day) {
  auto const text = day_text(day);
  return value(std::string_view(text.data(), text.size()));
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

void JsonWriter::escape(std::string_view text) {
  while (true) {
    auto const plain = plain_run(text);
    out_ += text.substr(0, plain);
    if (plain == text.size()) return;
    append_escaped(out_, text[plain]);
    text.remove_prefix(plain + 1);
  }
}

}  // namespace dragoman
