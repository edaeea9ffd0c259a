#include "coder/language/text.h"

#include <unicode/uchar.h>

#include "coder/language/plain_form.h"
#include "coder/language/utf8.h"

namespace dragoman {
namespace {

bool is_line_break(std::int32_t point) {
  return point == '\n' || point == '\r' || point == '\f' || point == '\v' || point == 0x85 || point == 0x2028 ||
         point == 0x2029;
}

}  // namespace

CleanText::CleanText(std::string_view original) : original_(original) {
  text_.reserve(original.size());
  origins_.reserve(original.size());
  for (std::size_t at = 0; at < original.size();) {
    auto const begin = at;
    auto const point = next_point(original, at);
    if (point < 0x80 && point >= 0x20 && point != '`' && point != 0x7F) {
      text_.push_back(static_cast<char>(point));
    } else if (is_line_break(point)) {
      text_.push_back('\n');
    } else if (point < 0x20 || point == 0x7F ||
               (point >= 0x80 && (u_isspace(point) || u_iscntrl(point)) && !is_invisible(point))) {
      text_.push_back(' ');
    } else {
      text_ += plain_point(point, original.substr(begin, at - begin));
    }
    origins_.resize(text_.size(), static_cast<std::uint32_t>(begin));
  }
}

std::uint32_t CleanText::original_end(std::size_t at) const {
  std::size_t end = origins_[at];
  next_point(original_, end);
  return static_cast<std::uint32_t>(end);
}

}  // namespace dragoman
