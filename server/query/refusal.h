#pragma once
// What the API refused, in the words of the command line.

#include <ostream>
#include <string>
#include <vector>

#include "server/query/asker.h"
#include "server/query/operation.h"

namespace dragoman {

struct Asked {
  Operation const& operation;
  std::vector<std::string> arguments;  // as given, in the operation's order
  Question question;
};

/// Says why and how to ask instead: candidates for a name that several bear, similar names for one that nobody does.
/// The exit code.
int explain_refusal(Asked const& asked, Answer const& answer, Asker& asker, std::size_t columns, std::ostream& out);

}  // namespace dragoman
