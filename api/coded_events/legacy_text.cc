#include "api/coded_events/legacy_text.h"

#include <unicode/unistr.h>

namespace dragoman {

std::string from_windows_1252(std::string_view bytes) {
  icu::UnicodeString const text(bytes.data(), static_cast<std::int32_t>(bytes.size()), "windows-1252");
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace dragoman
