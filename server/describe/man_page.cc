#include "server/describe/man_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "coder/language/utf8.h"

namespace dragoman {
namespace {

constexpr auto kDescription = R"(.SH DESCRIPTION
Dragoman reads news reports and answers who met whom, when, and who says so.
Articles or coded events go in with
.B dragoman load
or by POST to a server that
.B dragoman serve
starts;
.B dragoman query
asks the server, or a database without one.
Each command says with
.B \-\-help
what it takes.
)";

constexpr auto kRest = R"(.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
It could not be done; one sentence on standard error says why.
.TP
.B 2
Bad usage, a value that is not understood included.
.TP
.B 3
Done but for some of the input, which standard error names.
.SH ENVIRONMENT
Flags that name a variable take their value from it when they are not given.
Beside those:
.TP
.B NO_COLOR
When set, tables have no colours.
.TP
.B COLUMNS
How wide tables are where standard output is not a terminal.
.SH SEE ALSO
.BR curl (1),
.BR jq (1)
)";

/// Text for roff.
std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const point = next_point(text, at);
    if (point == '\\') {
      out += "\\e";
    } else if (point == '-') {
      out += "\\-";
    } else if (point == '"') {
      out += "\\(dq";
    } else if (point == '\'') {
      out += "\\(aq";
    } else if (point > '~') {
      out += fmt::format("\\[u{:04X}]", point);
    } else if (point != kBadPoint) {
      out += static_cast<char>(point);
    }
  }
  // At the beginning of a line a dot would be a request.
  return out.starts_with('.') ? "\\&" + out : out;
}

std::string flag_text(FlagDescription const& flag) {
  std::vector<std::string> names;
  for (auto const& name : flag.names) names.push_back("\\fB" + roff(name) + "\\fR");
  auto text = fmt::format(".TP\n{}", fmt::join(names, ", "));
  if (flag.value != ValueKind::kNone) text += " \\fI" + roff(flag.value_name) + "\\fR";
  text += "\n" + roff(flag.help) + ".";
  if (!flag.words.empty()) text += " One of: " + roff(fmt::format("{}", fmt::join(flag.words, ", "))) + ".";
  if (!flag.default_value.empty()) text += " Default: " + roff(flag.default_value) + ".";
  if (!flag.variable.empty()) text += " Environment: " + roff(flag.variable) + ".";
  return text + "\n";
}

std::string usage(CommandDescription const& command) {
  std::string words = command.path;
  std::replace(words.begin(), words.end(), '/', ' ');
  auto text = "\\fB" + roff(words) + "\\fR";
  if (!command.flags.empty()) text += " [\\fIflags\\fR]";
  for (auto const& argument : command.arguments) {
    auto label = "\\fI" + roff(argument.label) + "\\fR" + (argument.is_repeated ? " ..." : "");
    text += argument.is_required ? " " + label : " [" + label + "]";
  }
  return text;
}

std::string section(CommandDescription const& command) {
  auto text = ".SS " + usage(command) + "\n" + roff(command.help) + ".\n";
  for (auto const& argument : command.arguments)
    text += ".TP\n\\fI" + roff(argument.label) + "\\fR\n" + roff(argument.help) + ".\n";
  for (auto const& flag : command.flags) text += flag_text(flag);
  if (command.footer.empty()) return text;
  text += ".PP\n.nf\n";
  std::string_view rest = command.footer;
  while (!rest.empty()) {
    auto const end = std::min(rest.find('\n'), rest.size());
    text += roff(rest.substr(0, end)) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text + ".fi\n";
}

}  // namespace

std::string man_page(CommandDescription const& root, std::string const& version) {
  auto page = ".TH DRAGOMAN 1 \"\" \"dragoman " + roff(version) + "\" \"User Commands\"\n.SH NAME\ndragoman \\- " +
              "who met whom, when, and who says so\n.SH SYNOPSIS\n";
  for (auto const& command : root.commands)
    page += usage(command) + (command.commands.empty() ? "" : " \\fIcommand\\fR") + "\n.br\n";
  page += kDescription;
  for (auto const& flag : root.flags) page += flag_text(flag);
  page += ".SH COMMANDS\n";
  for (auto const* const command : flattened(root))
    if (command != &root && command->commands.empty()) page += section(*command);
  return page + kRest;
}

}  // namespace dragoman
