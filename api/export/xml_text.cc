#include "api/export/xml_text.h"

namespace dragoman {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// U+FFFE and U+FFFF.
bool is_noncharacter(std::string_view text, std::size_t at) {
  return text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF";
}

}  // namespace

void append_xml(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const c = text[at];
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      // Otherwise a reader would make spaces of them.
      case '\t': out += "&#9;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20U) {
          out += kReplacement;
        } else if (c == '\xEF' && is_noncharacter(text, at)) {
          out += kReplacement;
          at += 2;
        } else {
          out += c;
        }
    }
  }
}

void append_attribute(std::string& out, std::string_view name, std::string_view text) {
  out += ' ';
  out += name;
  out += "=\"";
  append_xml(out, text);
  out += '"';
}

}  // namespace dragoman
