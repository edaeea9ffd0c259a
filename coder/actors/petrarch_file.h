#pragma once
// The text of a dictionary in the format of TABARI and PETRARCH (*.actors.txt, *.agents.txt), taken apart. What codes
// mean is petrarch_codes.h's.
//
//   line      = name codes | "+" name codes | codes | macro | empty, then a comment after "#" or ";"
//   name      = words joined by "_" or spaces, "!MACRO!" anywhere; agents: "{PLURAL}" after it, "{}" when there is none
//   codes     = { "[" CODE [ restriction ] "]" }
//   restriction = "<" date | ">" date | date "-" date           YYMMDD (up to 30: 20YY) or YYYYMMDD, bounds included
//   macro     = "!NAME!" "=" word { "," word }
//
// "+" is one more name of the entry above; codes are of the entry above or of this line.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/dates.h"

namespace dragoman {

struct PetrarchCode {
  std::string code;         // "FRAGOV": capitals and digits, three at a time; empty for "---", no actor at all
  std::optional<Day> from;  // the restriction
  std::optional<Day> to;

  bool restricted() const { return from || to; }
};

struct PetrarchEntry {
  std::size_t line = 0;
  std::vector<std::string> names;   // as written, words joined by spaces; the entry's own first; never empty
  std::vector<PetrarchCode> codes;  // never empty
  bool agent = false;               // codes marked with "~": a noun, to be joined with a name
};

struct PetrarchFault {
  std::size_t line = 0;
  std::string reason;
};

struct PetrarchFile {
  std::vector<PetrarchEntry> entries;  // in file order
  std::vector<PetrarchFault> faults;   // of what was left out: a name, a code, or an entry that has none
};

/// Takes any bytes.
PetrarchFile parse_petrarch(std::string_view text);

}  // namespace dragoman
