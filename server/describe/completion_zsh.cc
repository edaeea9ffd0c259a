#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "server/describe/completion.h"
#include "server/text/shell_word.h"

namespace dragoman {
namespace {

std::string escaped(std::string const& text, std::string_view special) {
  std::string out;
  for (auto const c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// "dragoman/query/met" → "_dragoman_query_met".
std::string function_of(CommandDescription const& command) {
  auto name = "_" + command.path;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == '-'; }, '_');
  return name;
}

std::string action_of(ValueKind kind, std::vector<std::string> const& words) {
  switch (kind) {
    case ValueKind::kFile: return "_files";
    case ValueKind::kDirectory: return "_files -/";
    case ValueKind::kWords: return fmt::format("({})", fmt::join(words, " "));
    default: return " ";
  }
}

std::string flag_lines(CommandDescription const& command) {
  std::string lines;
  for (auto const& flag : command.flags) {
    for (auto const& name : flag.names) {
      // Each may come again: what may not, the command itself refuses.
      auto spec = "*" + name + "[" + escaped(flag.help, "[]\\:") + "]";
      if (flag.value != ValueKind::kNone) spec += ":" + flag.value_name + ":" + action_of(flag.value, flag.words);
      lines += " \\\n    " + shell_quoted(spec);
    }
  }
  return lines;
}

std::string leaf(CommandDescription const& command) {
  auto lines = "  _arguments" + flag_lines(command);
  for (auto const& argument : command.arguments) {
    lines += " \\\n    " + shell_quoted(std::string(argument.is_repeated ? "*" : "") +
                                        (argument.is_required || argument.is_repeated ? ":" : "::") + argument.label +
                                        ":" + action_of(argument.value, {}));
  }
  return lines + "\n";
}

std::string with_commands(CommandDescription const& command) {
  std::string text = "  local context state state_descr line\n  typeset -A opt_args\n  local -a commands=(\n";
  for (auto const& child : command.commands)
    text += "    " + shell_quoted(escaped(child.name, ":") + ":" + escaped(child.help, "\\")) + "\n";
  text += "  )\n  _arguments -C" + flag_lines(command) + " \\\n    '1:command:->command' '*::argument:->argument'\n";
  text += "  case $state in\n    command) _describe command commands ;;\n    argument)\n      case $words[1] in\n";
  for (auto const& child : command.commands) text += fmt::format("        {}) {} ;;\n", child.name, function_of(child));
  return text + "      esac\n      ;;\n  esac\n";
}

}  // namespace

std::string zsh_completion(CommandDescription const& root) {
  std::string script = "#compdef dragoman\n# zsh completion for dragoman: made by `dragoman completion zsh`\n";
  for (auto const* const command : flattened(root)) {
    script += function_of(*command) + "() {\n";
    script += command->commands.empty() ? leaf(*command) : with_commands(*command);
    script += "}\n";
  }
  // The first time as a file of the function path, which is the function's body; or sourced.
  return script + "if [[ $funcstack[1] == _dragoman ]]; then _dragoman \"$@\"; else compdef _dragoman dragoman; fi\n";
}

}  // namespace dragoman
