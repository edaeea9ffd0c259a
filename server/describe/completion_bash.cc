#include <fmt/format.h>
#include <fmt/ranges.h>

#include "server/describe/completion.h"

namespace dragoman {
namespace {

constexpr auto kHead = R"(# bash completion for dragoman: made by `dragoman completion bash`
_dragoman() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} path=dragoman words= files=
  local -i at flag=COMP_CWORD-1
  COMPREPLY=()
  # "--type=visit" comes as three words.
  if [[ $current == = ]]; then current=; elif [[ ${{COMP_WORDS[flag]}} == = ]]; then flag=flag-1; fi
  for ((at = 1; at < COMP_CWORD; ++at)); do
    case $path/${{COMP_WORDS[at]}} in
      {}) path=$path/${{COMP_WORDS[at]}} ;;
    esac
  done
  case $path/${{COMP_WORDS[flag]}} in
)";

constexpr auto kTail = R"(      esac
      ;;
  esac
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "-$files" -- "$current")
  elif [[ -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
}
complete -F _dragoman dragoman
)";

std::string what_follows(FlagDescription const& flag) {
  switch (flag.value) {
    case ValueKind::kFile: return "files=f";
    case ValueKind::kDirectory: return "files=d";
    case ValueKind::kWords: return fmt::format("words='{}'", fmt::join(flag.words, " "));
    default: return ":";
  }
}

std::string positional_words(CommandDescription const& command) {
  for (auto const& argument : command.arguments) {
    if (argument.value == ValueKind::kFile) return "files=f";
    if (argument.value == ValueKind::kDirectory) return "files=d";
  }
  std::vector<std::string> names;
  for (auto const& child : command.commands) names.push_back(child.name);
  return fmt::format("words='{}'", fmt::join(names, " "));
}

}  // namespace

std::string bash_completion(CommandDescription const& root) {
  auto const all = flattened(root);
  std::vector<std::string> paths;
  for (auto const* const command : all)
    if (command != &root) paths.push_back(command->path);
  auto script = fmt::format(kHead, fmt::join(paths, "|"));
  for (auto const* const command : all) {
    for (auto const& flag : command->flags) {
      if (flag.value == ValueKind::kNone) continue;
      std::vector<std::string> patterns;
      for (auto const& name : flag.names) patterns.push_back(command->path + "/" + name);
      script += fmt::format("    {}) {} ;;\n", fmt::join(patterns, "|"), what_follows(flag));
    }
  }
  script += "    *)\n      case $path/$current in\n";
  for (auto const* const command : all) {
    std::vector<std::string> names;
    for (auto const& flag : command->flags) names.insert(names.end(), flag.names.begin(), flag.names.end());
    script += fmt::format("        {}/-*) words='{}' ;;\n", command->path, fmt::join(names, " "));
  }
  script += "        *)\n          case $path in\n";
  for (auto const* const command : all)
    script += fmt::format("            {}) {} ;;\n", command->path, positional_words(*command));
  return script + "          esac\n          ;;\n" + kTail;
}

}  // namespace dragoman
