#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

#include "server/load/xml_articles.h"

namespace dragoman {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kEntities = {
    {{"amp", "&"},    {"lt", "<"},    {"gt", ">"},    {"quot", "\""}, {"apos", "'"},   {"nbsp", " "},   {"ndash", "–"},
     {"mdash", "—"},  {"lsquo", "‘"}, {"rsquo", "’"}, {"ldquo", "“"}, {"rdquo", "”"},  {"hellip", "…"}, {"eacute", "é"},
     {"egrave", "è"}, {"uuml", "ü"},  {"ouml", "ö"},  {"auml", "ä"},  {"ccedil", "ç"}, {"shy", ""}}};

constexpr std::array<std::string_view, 14> kBlocks = {"p",  "br", "div", "li", "ul",         "ol", "h1",
                                                      "h2", "h3", "h4",  "tr", "blockquote", "hr", "section"};

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
    return;
  }
  int const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  constexpr std::array<std::uint32_t, 4> kLead = {0, 0xC0, 0xE0, 0xF0};
  out += static_cast<char>(kLead[static_cast<std::size_t>(more)] | code >> (6 * more));
  for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80U | ((code >> (6 * i)) & 0x3FU));
}

/// Takes a reference that begins with "&" off the front; "&" itself when it is none.
void take_reference(std::string_view& rest, std::string& out) {
  constexpr std::size_t kLongest = 12;
  auto const end = rest.substr(0, kLongest).find(';');
  auto name = end == rest.npos ? std::string_view() : rest.substr(1, end - 1);
  auto const known = std::ranges::find(kEntities, name, [](auto const& entity) { return entity.first; });
  std::uint32_t code = 0;
  if (known != kEntities.end()) {
    out += known->second;
  } else if (name.size() > 1 && name.front() == '#') {
    bool const hex = name[1] == 'x' || name[1] == 'X';
    name.remove_prefix(hex ? 2 : 1);
    auto const [last, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    bool const valid = error == std::errc() && last == name.data() + name.size() && code != 0 && code <= 0x10FFFF &&
                       (code < 0xD800 || code > 0xDFFF);
    append_utf8(out, valid ? code : 0xFFFD);
  } else {
    out += '&';
    rest.remove_prefix(1);
    return;
  }
  rest.remove_prefix(end + 1);
}

std::string lower_name(std::string_view tag) {
  std::string name;
  for (auto const c : tag) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
      if (name.empty() && c == '/') continue;
      break;
    }
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

/// Takes a tag or comment off the front, with what a script or style holds.
void take_tag(std::string_view& rest, std::string& out) {
  if (rest.starts_with("<!--")) {
    auto const end = rest.find("-->", 4);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 3);
    return;
  }
  auto const end = rest.find('>');
  bool const is_tag = rest.size() > 1 && (std::isalpha(static_cast<unsigned char>(rest[1])) != 0 || rest[1] == '/' ||
                                          rest[1] == '!' || rest[1] == '?');
  if (end == rest.npos || !is_tag) {
    out += '<';
    rest.remove_prefix(1);
    return;
  }
  auto const name = lower_name(rest.substr(1, end - 1));
  bool const opens = rest[1] != '/';
  if (std::ranges::find(kBlocks, name) != kBlocks.end()) out += '\n';
  rest.remove_prefix(end + 1);
  if (opens && (name == "script" || name == "style")) {
    auto const close = rest.find("</" + name);
    rest.remove_prefix(std::min(close, rest.size()));
  }
}

/// Blank space shrinks to one space or one line break, and goes at both ends.
std::string tidy(std::string_view text) {
  std::string out;
  char gap = 0;
  for (auto const c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      if (gap != '\n') gap = c == '\n' ? '\n' : ' ';
      continue;
    }
    if (gap != 0 && !out.empty()) out += gap;
    gap = 0;
    out += c;
  }
  return out;
}

}  // namespace

std::string html_text(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    auto const next = html.find_first_of("<&");
    out += html.substr(0, next);
    if (next == html.npos) break;
    html.remove_prefix(next);
    html.front() == '<' ? take_tag(html, out) : take_reference(html, out);
  }
  return tidy(out);
}

}  // namespace dragoman
