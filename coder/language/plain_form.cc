#include "coder/language/plain_form.h"

#include <algorithm>

#include "coder/language/utf8.h"

namespace dragoman {

bool is_invisible(std::int32_t point) {
  return point == 0xAD || (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x2064) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

std::string_view plain_point(std::int32_t point, std::string_view bytes) {
  switch (point) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case '`': return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB: return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return "-";
    case 0x2026: return "...";
    case 0x00A0:
    case 0x2007:
    case 0x2009:
    case 0x202F: return " ";
    default: return is_invisible(point) ? std::string_view{} : bytes;
  }
}

std::string plain_form(std::string_view form) {
  std::string plain;
  auto const special = std::any_of(
      form.begin(), form.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '`' || c == '\''; });
  if (!special) return std::string(form);
  if (form == "''" || form == "``") return "\"";
  for (std::size_t i = 0; i < form.size();) {
    auto const start = i;
    auto const point = next_point(form, i);
    plain += plain_point(point, form.substr(start, i - start));
  }
  return plain.empty() ? std::string(form) : plain;
}

}  // namespace dragoman
