#include "server/text/csv.h"

namespace dragoman {

void write_csv_record(std::span<std::string const> fields, std::ostream& out) {
  bool first = true;
  for (auto const& field : fields) {
    if (!first) out << ',';
    first = false;
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      out << field;
      continue;
    }
    out << '"';
    for (auto const c : field) {
      if (c == '"') out << '"';
      out << c;
    }
    out << '"';
  }
  out << "\r\n";
}

}  // namespace dragoman
