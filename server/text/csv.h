#pragma once

#include <ostream>
#include <span>
#include <string>

namespace dragoman {

/// One record of RFC 4180: fields that hold a comma, a quote or a line break stand in quotes; ends with CR LF.
void write_csv_record(std::span<std::string const> fields, std::ostream& out);

}  // namespace dragoman
