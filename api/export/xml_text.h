#pragma once
// Text inside XML documents.

#include <string>
#include <string_view>

namespace dragoman {

inline constexpr std::string_view kXmlHeader = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Appends `text` (UTF-8) so that it may stand between tags or in a quoted attribute. Characters that XML 1.0 has no
/// place for become U+FFFD.
void append_xml(std::string& out, std::string_view text);

/// Appends ` name="text"`.
void append_attribute(std::string& out, std::string_view name, std::string_view text);

}  // namespace dragoman
